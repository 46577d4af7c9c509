import type { Id, Rule } from '../../client/types.js';
import { putSchedule, type Schedule } from '../../rules/schedule-groups.js';
import { compileSchedule, type CompiledSchedule, type ScheduleProblem, type WeeklySchedule } from '../../rules/schedule.js';
import { weekdayOrder } from '../../rules/time.js';
import { localTime } from '../../rules/local-time.js';
import { lint } from '../../rules/lint.js';
import type { Problem } from '../../rules/types.js';
import type { Editor } from './editor.js';

/** What is in the form. */
export interface ScheduleDraft {
  schedule: WeeklySchedule;
  /** Whose rules it takes the place of; `null` for a new one. */
  group: Schedule | null;
  /** Index of the tier, among the other rules, above which it is put; `null` = where the group is. */
  beforeTier: number | null;
}

/** A draft with all that follows from it. */
export interface CheckedDraft {
  compiled: CompiledSchedule;
  errors: ScheduleProblem[];
  /** Of its address. */
  urlProblems: Problem[];
  isRight: boolean;
}

const MONTH = 30 * 86_400_000;

/** Lunch on workdays, for a month from today on. */
export function newDraft({ timeZone }: Editor, now = Date.now()): ScheduleDraft {
  const [from, to] = [now, now + MONTH].map((ms) => localTime(timeZone, ms).slice(0, 10)) as [string, string];
  return {
    schedule: { windows: [{ weekdays: weekdayOrder.slice(0, 5), from: '12:00', to: '14:00' }], timeZone, from, to, template: { url: '' } },
    group: null,
    beforeTier: 0,
  };
}

export function draftOf(group: Schedule): ScheduleDraft {
  const { windows, timeZone, from, to, template } = group;
  return { schedule: { windows, timeZone, from, to, template }, group, beforeTier: null };
}

export function checkDraft({ code }: Editor, { schedule }: ScheduleDraft): CheckedDraft {
  const compiled = compileSchedule(schedule);
  const errors = compiled.problems.filter(({ severity }) => severity === 'error');
  const rule = { id: 0, url: schedule.template.url };
  const urlProblems = lint({ code, rules: [rule] }).filter((problem) => problem.rule === rule.id && problem.field === 'url');
  return { compiled, errors, urlProblems, isRight: errors.length === 0 && urlProblems.every(({ severity }) => severity !== 'error') };
}

/** The rules with those of the draft among them. */
export function putDraft(rules: readonly Rule[], { group, beforeTier }: ScheduleDraft, { compiled }: CheckedDraft, newId: () => Id): Rule[] {
  return putSchedule(rules, group?.rules ?? [], compiled.rules, { newId, beforeTier });
}
