import { html, type TemplateResult } from 'lit';
import { enRuleCalendar as words } from '../../locales/en.rule-calendar.js';
import { enRuleSimulator as fieldWords } from '../../locales/en.rule-simulator.js';
import { localDays, weekStart, type LocalDay } from '../../rules/coverage-days.js';
import { coverage, type Stretch } from '../../rules/coverage.js';
import { RuleSetError } from '../../rules/errors.js';
import { addStyles } from '../../ui/add-styles.js';
import { weekStartOf } from '../scan-chart/format.js';
import { calendarFormats, type CalendarFormats } from './calendar-formats.js';
import { calendarStyles } from './calendar.styles.js';
import { stretchTable } from './calendar-table.js';
import { createWeek } from './calendar-week.js';
import { createYear } from './calendar-year.js';
import { keysOf, legend, type Keys } from './destination-keys.js';
import type { Editor, Panel } from './editor.js';
import { panelsStyles } from './panels.styles.js';
import { createScenarioFields } from './scenario-fields.js';

const DAY = 86_400_000;
/** Years that a zone is looked into for. */
export const FIRST_YEAR = 1971;
export const LAST_YEAR = 2099;

/** Days and where the one device and country land in them. */
export interface Span {
  days: readonly LocalDay[];
  stretches: readonly Stretch[];
}

/** What is drawn. */
export interface CalendarView {
  week: Span;
  year: Span;
  keys: Keys;
  formats: CalendarFormats;
}

/** When which destination is reached, for one device and country: a week by hour, and a year by day. */
export function createCalendar(editor: Editor): Panel {
  addStyles(editor.host.renderRoot as ShadowRoot, panelsStyles, calendarStyles);
  const fields = createScenarioFields(editor, 'calendar');
  const firstWeekday = weekStartOf(editor.formats.lang) % 7;
  const weekOf = (at: Date) => weekStart(fields.timeZone, at, firstWeekday);
  /** In days since 1970-01-01. */
  let week = weekOf(new Date(fields.scenario.at));
  let year = new Date((week + 3) * DAY).getUTCFullYear();
  let made: { about: readonly unknown[]; view: CalendarView | null } | null = null;
  const open = new Set<string>();

  const view = (): CalendarView | null => {
    const { device, country } = fields.scenario;
    const about = [editor.rules, editor.code, JSON.stringify(editor.semantics), device, country, fields.timeZone, editor.formats, week, year];
    if (!made?.about.every((part, index) => part === about[index])) made = { about, view: look() };
    return made.view;
  };
  const look = (): CalendarView | null => {
    const { timeZone, scenario } = fields;
    const spanOf = (first: number, count: number): Span => {
      const days = localDays(timeZone, first, count);
      return { days, stretches: coverage(editor.set, scenario, { from: days[0]!.from, to: days.at(-1)!.to }, editor.semantics) };
    };
    try {
      const first = Date.UTC(year, 0, 1) / DAY;
      const spans = { week: spanOf(week, 7), year: spanOf(first, Date.UTC(year + 1, 0, 1) / DAY - first) };
      const weights = [...spans.year.stretches, ...spans.week.stretches].map(({ landing, from, to }) => [landing, Date.parse(to) - Date.parse(from)] as const);
      return { ...spans, keys: keysOf(weights, editor.formats), formats: calendarFormats(editor.formats.lang, timeZone) };
    } catch (error) {
      if (error instanceof RuleSetError) return null;
      throw error;
    }
  };

  const showWeek = (first: number) => {
    const yearOf = (day: number) => new Date(day * DAY).getUTCFullYear();
    if (yearOf(first) < FIRST_YEAR || yearOf(first + 6) > LAST_YEAR) return;
    week = first;
    // The year follows where none of the week is in it.
    if (yearOf(week) > year || yearOf(week + 6) < year) year = yearOf(week);
    editor.update();
  };
  const hooks = {
    tryAt: (at: string) => editor.showContext({ device: fields.scenario.device, country: fields.scenario.country, at: new Date(at) }),
    shiftWeek: (weeks: number) => showWeek(week + 7 * weeks),
    showDay: (day: number) => showWeek(day - ((((day + 4) % 7) - firstWeekday + 7) % 7)),
    today: () => showWeek(weekOf(new Date())),
    showYear: (wanted: number) => {
      year = Math.min(Math.max(wanted, FIRST_YEAR), LAST_YEAR);
      editor.update();
    },
  };
  const weekPart = createWeek(editor, hooks);
  const yearPart = createYear(editor, hooks);

  const table = (name: string, summary: string, { stretches }: Span) => {
    const toggle = (event: Event) => {
      const details = event.target as HTMLDetailsElement;
      if (details.open === open.has(name)) return;
      if (details.open) open.add(name);
      else open.delete(name);
      editor.update();
    };
    return html`<details ?open=${open.has(name)} @toggle=${toggle}>
      <summary>${summary}</summary>
      ${open.has(name) ? stretchTable(stretches, summary, editor.formats, fields.formats, hooks.tryAt) : ''}
    </details>`;
  };

  const ends = () => {
    const { licensed_until, expires_at, auto_renew } = editor.code;
    const texts = [
      licensed_until ? (auto_renew ? words.licenceRenews : words.licence)(fields.formats.instant(licensed_until)) : '',
      expires_at ? words.expires(fields.formats.instant(expires_at)) : '',
    ].filter(Boolean);
    return texts.length > 0 ? html`<p class="quiet">${texts.join(' ')}</p>` : '';
  };

  const drawn = (shown: CalendarView): TemplateResult => html`
    ${weekPart.render(shown)} ${table('week', words.weekTable, shown.week)} ${legend(shown.keys, words)} ${ends()}
    ${yearPart.render(shown, year)} ${table('year', words.yearTable(String(year)), shown.year)}
  `;

  return {
    render() {
      const shown = view();
      return html`<div class="tool">
        <div class="picks three">${fields.who()} ${fields.zone()}</div>
        ${shown ? drawn(shown) : html`<p class="problem">${fieldWords.unreadable}</p>`}
      </div>`;
    },
  };
}
