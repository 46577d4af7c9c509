import { html, nothing, type TemplateResult } from 'lit';
import { enRuleCalendar as words } from '../../locales/en.rule-calendar.js';
import { dayParts, type DayPart, type LocalDay } from '../../rules/coverage-days.js';
import { localTime } from '../../rules/local-time.js';
import type { CalendarView } from './calendar.js';
import { cssVars } from './css-vars.js';
import type { Editor } from './editor.js';
import { isWithModifier, Roving } from './roving.js';

export interface WeekHooks {
  tryAt: (at: string) => void;
  shiftWeek: (weeks: number) => void;
  /** In days since 1970-01-01. */
  showDay: (day: number) => void;
  today: () => void;
}

const DAY = 86_400;
/** Hours with a name at the side. */
const NAMED = [0, 3, 6, 9, 12, 15, 18, 21];

/** Seven days by hour: a box for each stretch, at the height where clocks show its times. */
export function createWeek(editor: Editor, hooks: WeekHooks) {
  const roving = new Roving();
  const { host } = editor;

  /** The focus goes to the same time of the same weekday. */
  const turn = async (weeks: number, from: HTMLElement) => {
    const day = from.closest('.column')!;
    const index = [...day.parentElement!.children].indexOf(day);
    const top = Number(from.dataset['top']);
    hooks.shiftWeek(weeks);
    await host.updateComplete;
    boxAt(host.renderRoot.querySelector('.week')!.children[index], top)?.focus();
  };
  const keydown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    if (!from || isWithModifier(event)) return;
    const weeks = { PageUp: -1, PageDown: 1 }[event.key];
    const to = weeks ? null : neighbour(from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    if (weeks) void turn(weeks, from);
    else to?.focus();
  };

  const head = ({ week, formats }: CalendarView) => {
    const [first, last] = [week.days[0]!.date, week.days.at(-1)!.date];
    const goTo = (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      if (value) hooks.showDay(Date.parse(`${value}T00:00:00Z`) / 1000 / DAY);
    };
    return html`<div class="calendar-head">
      <h4 aria-live="polite">${words.weekOf(formats.range(first, last))}</h4>
      <div class="actions">
        <button type="button" aria-label=${words.previousWeek} title=${words.previousWeek} @click=${() => hooks.shiftWeek(-1)}><span class="arrow" aria-hidden="true">‹</span></button>
        <button type="button" @click=${hooks.today}>${words.today}</button>
        <button type="button" aria-label=${words.nextWeek} title=${words.nextWeek} @click=${() => hooks.shiftWeek(1)}><span class="arrow" aria-hidden="true">›</span></button>
        <label class="pick date"><span class="hidden">${words.goTo}</span><input type="date" min="1971-01-08" max="2099-12-24" title=${words.goTo} .value=${first} @change=${goTo} /></label>
      </div>
    </div>`;
  };

  const box = (view: CalendarView, day: LocalDay, part: DayPart, stop: string | null) => {
    const { week, keys, formats } = view;
    const { landing } = week.stretches[part.stretch]!;
    const { letters, tones } = keys.mark(landing);
    const where = editor.formats.landing(landing);
    const name = nameOf(day, part);
    const pass = part.pass === null ? '' : ` (${words.pass[part.pass]})`;
    const isAllDay = part.from === day.from && part.to === day.to;
    const when = isAllDay ? words.allDay(formats.day(day.date)) : words.part(formats.day(day.date), formats.time(part.from), `${formats.time(part.to)}${pass}`);
    // Begins with what is seen, so that it can be said to a machine that listens.
    const label = words.landsThen(letters, where, when);
    return html`<button
      type="button"
      class="tile part ${tones} ${part.pass === null ? '' : `pass-${part.pass}`}"
      data-stop=${name}
      data-top=${part.top}
      data-bottom=${part.bottom}
      tabindex=${name === stop ? 0 : -1}
      title=${label}
      aria-label=${label}
      @click=${() => hooks.tryAt(part.from)}
      ${cssVars({ '--top': part.top / DAY, '--size': (part.bottom - part.top) / DAY })}
    ><b>${letters}</b> <span class="part-text">${where}</span></button>`;
  };

  return {
    render(view: CalendarView): TemplateResult {
      const { week, formats } = view;
      const zone = editor.formats;
      const timeZone = view.formats.timeZone;
      const days = week.days.map((day) => ({ day, parts: dayParts(timeZone, day, week.stretches) }));
      const stop = roving.among(days.flatMap(({ day, parts }) => parts.map((part) => nameOf(day, part))));
      const now = new Date();
      const clock = localTime(timeZone, now.getTime());
      const [hours, minutes] = clock.slice(11).split(':').map(Number) as [number, number];
      return html`${head(view)}
        <p class="hidden" id="week-help">${words.weekHelp}</p>
        <div class="scroll">
          <div class="week" role="group" aria-label=${words.week} aria-describedby="week-help" @keydown=${keydown} @focusin=${roving.focused}>
            <div class="hours" aria-hidden="true">
              ${NAMED.map((hour) => html`<span ${cssVars({ '--top': hour / 24 })}>${formats.hour(hour)}</span>`)}
            </div>
            ${days.map(({ day, parts }) => {
              const isOdd = day.hours !== 24;
              const name = formats.day(day.date);
              const hoursText = zone.number(day.hours);
              return html`<div class="column ${day.date === clock.slice(0, 10) ? 'is-today' : ''}" role="group" aria-label=${isOdd ? words.dayHours(name, hoursText) : name}>
                <div class="day-name" aria-hidden="true">
                  <span class="short">${formats.weekday(day.date)}</span> <span class="narrow">${formats.initial(day.date)}</span> <b>${formats.dayOfMonth(day.date)}</b> ${isOdd ? html`<span class="odd">${words.hours(hoursText)}</span>` : nothing}
                </div>
                <div class="day-body">
                  ${day.skipped.map(({ top, bottom }) => html`<span class="skipped" title=${words.skipped} ${cssVars({ '--top': top / DAY, '--size': (bottom - top) / DAY })}></span>`)}
                  ${parts.map((part) => box(view, day, part, stop))}
                  ${
                    day.date === clock.slice(0, 10)
                      ? html`<span class="now" title=${words.now} ${cssVars({ '--top': (hours * 60 + minutes) / 1440 })}></span>`
                      : nothing
                  }
                </div>
              </div>`;
            })}
          </div>
        </div>`;
    },
  };
}

const nameOf = (day: LocalDay, { from }: DayPart) => `${day.date} ${from}`;

/** The box of a day at a time, in seconds since its midnight. */
function boxAt(day: Element | undefined, second: number): HTMLElement | null {
  const boxes = [...(day?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  return boxes.find((one) => Number(one.dataset['top']) <= second && second < Number(one.dataset['bottom'])) ?? boxes[0] ?? null;
}

/** Where an arrow leads: along time, or to the box of the same time of the next day; `undefined` for other keys. */
function neighbour(from: HTMLElement, key: string): HTMLElement | null | undefined {
  const all = [...from.closest('.week')!.querySelectorAll<HTMLElement>('[data-stop]')];
  const day = from.closest('.column')!;
  const own = all.filter((one) => day.contains(one));
  const isRtl = from.matches(':dir(rtl)');
  const beside = (isNext: boolean) => boxAt((isNext ? day.nextElementSibling : day.previousElementSibling) ?? undefined, Number(from.dataset['top']));
  switch (key) {
    case 'ArrowDown':
      return all[all.indexOf(from) + 1] ?? null;
    case 'ArrowUp':
      return all[all.indexOf(from) - 1] ?? null;
    case 'ArrowRight':
      return beside(!isRtl);
    case 'ArrowLeft':
      return beside(isRtl);
    case 'Home':
      return own[0] ?? null;
    case 'End':
      return own.at(-1) ?? null;
    default:
      return undefined;
  }
}
