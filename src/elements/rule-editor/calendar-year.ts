import { html, nothing, type TemplateResult } from 'lit';
import { enRuleCalendar as words } from '../../locales/en.rule-calendar.js';
import { sharesBetween, type LocalDay } from '../../rules/coverage-days.js';
import type { CalendarView } from './calendar.js';
import type { Editor } from './editor.js';
import { moveInTable, Roving } from './roving.js';

export interface YearHooks {
  /** In days since 1970-01-01. */
  showDay: (day: number) => void;
  showYear: (year: number) => void;
}

const HOUR = 3_600_000;

/** A year with a row a month: each day in the colour of what it mostly is. */
export function createYear(editor: Editor, hooks: YearHooks) {
  const roving = new Roving();

  const show = (view: CalendarView, day: LocalDay) => {
    hooks.showDay(Date.parse(`${day.date}T00:00:00Z`) / 86_400_000);
    editor.say(words.weekShown(view.formats.day(day.date)));
  };

  const cell = (view: CalendarView, day: LocalDay, stop: string | null) => {
    const { year, week, keys, formats } = view;
    const shares = sharesBetween(day.from, day.to, year.stretches);
    // A day that its zone has left out.
    if (shares.length === 0) return html`<td></td>`;
    const landings = shares.map(({ stretch }) => year.stretches[stretch]!.landing);
    const [first, second] = landings.map((landing) => keys.mark(landing));
    const wheres = landings.map((landing) => editor.formats.landing(landing));
    const name = formats.day(day.date);
    const parts = shares.map(({ length }, index) => words.dayPart(words.hours(formats.number(length / HOUR)), wheres[index]!));
    const label = second ? words.dayMixed(name, editor.formats.list(parts)) : words.day(name, wheres[0]!);
    const isInWeek = day.date >= week.days[0]!.date && day.date <= week.days.at(-1)!.date;
    return html`<td class=${isInWeek ? 'in-week' : nothing}>
      <button
        type="button"
        class="tile ${first!.tones} ${second ? `mixed to-${second.tones.split(' ')[0]!}` : ''}"
        data-stop=${day.date}
        tabindex=${day.date === stop ? 0 : -1}
        title=${label}
        aria-label="${first!.letter}. ${label}"
        @click=${() => show(view, day)}
      >${first!.letter}</button>
    </td>`;
  };

  return {
    render(view: CalendarView, year: number): TemplateResult {
      const { days } = view.year;
      const { formats } = view;
      const stop = roving.among(days.map(({ date }) => date));
      const months = Array.from({ length: 12 }, (_, month) => days.filter(({ date }) => Number(date.slice(5, 7)) === month + 1));
      const step = (years: number) => () => hooks.showYear(year + years);
      return html`<div class="calendar-head">
          <h4 aria-live="polite">${formats.year(year)}</h4>
          <div class="actions">
            <button type="button" aria-label=${words.previousYear(formats.year(year - 1))} @click=${step(-1)}><span class="arrow" aria-hidden="true">‹</span></button>
            <button type="button" aria-label=${words.nextYear(formats.year(year + 1))} @click=${step(1)}><span class="arrow" aria-hidden="true">›</span></button>
          </div>
        </div>
        <p class="hidden" id="year-help">${words.yearHelp}</p>
        <div class="scroll" role="group" aria-label=${formats.year(year)}>
          <table class="year" aria-label=${formats.year(year)} aria-describedby="year-help" @keydown=${moveInTable} @focusin=${roving.focused}>
            <thead>
              <tr>
                <td></td>
                ${Array.from({ length: 31 }, (_, index) => html`<th scope="col">${formats.number(index + 1)}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${months.map(
                (month) => html`<tr>
                  <th scope="row">${formats.month(month[0]!.date)}</th>
                  ${month.map((day) => cell(view, day, stop))}
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <p class="quiet split"><span class="chip tone-own mixed to-tone-0" aria-hidden="true"></span> ${words.mixed}</p>`;
    },
  };
}
