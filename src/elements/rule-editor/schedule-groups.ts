import type { Id, Rule, RuleInput } from '../../client/types.js';
import { recogniseSchedules, type Schedule } from '../../rules/schedule-groups.js';
import type { WeeklySchedule } from '../../rules/schedule.js';
import type { Editor } from './editor.js';

/** Where most of those live whose clocks change, each with its own days for it: a schedule made there is found by others. */
const elsewhere = ['Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'Australia/Sydney', 'Pacific/Auckland', 'America/Santiago', 'Africa/Cairo', 'Asia/Jerusalem'];

/** The schedules among the rules as they are edited. */
export function createScheduleGroups(editor: Editor) {
  let known: { rules: readonly Rule[]; timeZone: string; groups: readonly Schedule[] } | null = null;
  /** As they were typed: of several ways to say the same of the same rules, that is the one to show again. */
  const typed = new Map<string, WeeklySchedule>();

  const keyOf = (rules: readonly Pick<RuleInput, 'start_at' | 'end_at' | 'url'>[]) => JSON.stringify(rules.map(({ url, start_at, end_at }) => [url, start_at, end_at]));
  const asTyped = (group: Schedule, byId: ReadonlyMap<Id, Rule>): Schedule => {
    const same = typed.get(keyOf(group.rules.map((id) => byId.get(id)!)));
    return same ? { ...group, windows: same.windows, timeZone: same.timeZone, from: same.from, to: same.to } : group;
  };

  const keyOfGroup = (group: Schedule) => {
    const byId = new Map(editor.rules.map((rule) => [rule.id, rule]));
    return keyOf(group.rules.flatMap((id) => byId.get(id) ?? []));
  };

  return {
    keyOf,
    keyOfGroup,
    /** The group of which all rules have these addresses and times: saved, they have other ids. */
    ofKey(key: string): Schedule | undefined {
      return this.all.find((group) => keyOfGroup(group) === key);
    },
    remember(schedule: WeeklySchedule, rules: readonly Required<RuleInput>[]) {
      typed.set(keyOf(rules), schedule);
    },
    get all(): readonly Schedule[] {
      const { rules, timeZone, semantics } = editor;
      if (known?.rules !== rules || known.timeZone !== timeZone) {
        const zones = [timeZone, semantics.weekdayTimeZone, Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC', ...elsewhere];
        const byId = new Map(rules.map((rule) => [rule.id, rule]));
        known = { rules, timeZone, groups: recogniseSchedules(rules, zones).map((group) => asTyped(group, byId)) };
      }
      return known.groups;
    },
  };
}
