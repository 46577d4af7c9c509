import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/client/types.js';
import { putSchedule, recogniseSchedules, type Schedule } from '../../src/rules/schedule-groups.js';
import { compileSchedule, type WeeklySchedule } from '../../src/rules/schedule.js';
import { asRules, days, lunch, schedule, zones } from './schedules.js';

const rulesOf = (more: Partial<WeeklySchedule>, firstId = 1) => asRules(compileSchedule({ ...lunch, ...more }).rules, firstId);
const short = ({ windows, timeZone, from, to, rules }: Schedule) => ({
  windows: windows.map((one) => `${one.weekdays.map((day) => day.slice(0, 2)).join()} ${one.from}–${one.to}`),
  timeZone,
  from,
  to,
  count: rules.length,
});
const amsterdam = ['Europe/Amsterdam'];

describe('a schedule among rules', () => {
  it('is recognised, and compiles to the very same rules', () => {
    const rules = rulesOf({});
    const [found, ...others] = recogniseSchedules(rules, amsterdam);
    expect(others).toEqual([]);
    expect(found).toEqual({ ...lunch, template: { url: lunch.template.url, device: null, country_code: null, priority: 3, weight: null, is_active: true }, rules: rules.map(({ id }) => id) });
    expect(asRules(compileSchedule(found!).rules)).toEqual(rules);
  });

  it('is recognised whatever it is, in zones whose clocks change, in any order and among others', () => {
    let several = 0;
    fc.assert(
      fc.property(schedule, fc.infiniteStream(fc.nat()), fc.shuffledSubarray(zones), (one, order, candidates) => {
        const rules = rulesOf(one);
        fc.pre(rules.length >= 2);
        const noise = asRules(compileSchedule({ ...lunch, template: { url: 'https://other.example/' } }).rules, 10_000).slice(0, 1);
        const shuffled = [...rules, ...noise]
          .map((rule) => ({ rule, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ rule }) => rule);
        const found = recogniseSchedules(shuffled, [...candidates, one.timeZone]);
        expect(found).toHaveLength(1);
        const again = compileSchedule(found[0]!);
        expect(found[0]!.rules).toEqual(rules.map(({ id }) => id));
        expect(asRules(again.rules)).toEqual(rules);
        // What is recognised is recognised as itself.
        expect(recogniseSchedules(asRules(again.rules), [found[0]!.timeZone]).map(short)).toEqual([short(found[0]!)]);
        if (one.windows.length > 1) several++;
      }),
      { numRuns: 600 },
    );
    expect(several).toBeGreaterThan(100);
  });

  it.each([
    ['a night', { windows: [{ weekdays: days.slice(0, 5), from: '22:00', to: '02:00' }] }, ['mo,tu,we,th,fr 22:00–02:00']],
    ['whole days', { windows: [{ weekdays: days.slice(0, 5), from: '00:00', to: '24:00' }] }, ['mo,tu,we,th,fr 00:00–24:00']],
    ['two times a day', { windows: [{ weekdays: days, from: '08:00', to: '10:00' }, { weekdays: days, from: '17:00', to: '19:30' }] }, ['mo,tu,we,th,fr,sa,su 08:00–10:00', 'mo,tu,we,th,fr,sa,su 17:00–19:30']],
    ['other times at the weekend', { windows: [{ weekdays: days.slice(5), from: '10:00', to: '16:00' }, { weekdays: days.slice(0, 5), from: '12:00', to: '14:00' }] }, ['mo,tu,we,th,fr 12:00–14:00', 'sa,su 10:00–16:00']],
    ['an evening until midnight', { windows: [{ weekdays: days, from: '18:00', to: '24:00' }] }, ['mo,tu,we,th,fr,sa,su 18:00–24:00']],
    ['times about the change of the clocks', { windows: [{ weekdays: days, from: '01:30', to: '03:30' }], from: '2026-03-01', to: '2026-11-30' }, ['mo,tu,we,th,fr,sa,su 01:30–03:30']],
    ['whole days that begin at another hour', { windows: [{ weekdays: days.slice(0, 5), from: '02:00', to: '02:00' }] }, ['mo,tu,we,th,fr 02:00–02:00']],
    ['times of which clocks skip an end on the one such day', { windows: [{ weekdays: days, from: '03:00', to: '24:00' }], from: '2026-03-27', to: '2026-04-02' }, ['mo,tu,we,th,fr,sa,su 03:00–24:00']],
    ['times that one day does not have', { windows: [{ weekdays: days, from: '02:15', to: '02:45' }], from: '2026-03-20', to: '2026-04-10' }, ['mo,tu,we,th,fr,sa,su 02:15–02:45']],
  ] as [string, Partial<WeeklySchedule>, string[]][])('reads as it was written: %s', (_, more, windows) => {
    expect(recogniseSchedules(rulesOf(more), amsterdam).map((one) => short(one).windows)).toEqual([windows]);
  });

  it('takes the first zone that fits, and passes over those that do not exist', () => {
    const zone = (more: Partial<WeeklySchedule>, candidates: string[]) => recogniseSchedules(rulesOf(more), candidates).map(({ timeZone, windows }) => `${timeZone} ${windows[0]!.from}`);
    expect(zone({}, ['UTC', 'Europe/Amsterdam'])).toEqual(['UTC 10:00']);
    const overTheChange = { from: '2026-03-01', to: '2026-04-30' };
    expect(zone(overTheChange, ['UTC', 'America/New_York', 'Mars', 'Europe/Amsterdam'])).toEqual(['Europe/Amsterdam 12:00']);
  });

  it('is one of several, one after the other or at other times of day', () => {
    const two = [...rulesOf({}), ...rulesOf({ from: '2026-08-03', to: '2026-08-28' }, 100)];
    expect(recogniseSchedules(two, amsterdam).map(short)).toEqual([
      { windows: ['mo,tu,we,th,fr 12:00–14:00'], timeZone: 'Europe/Amsterdam', from: '2026-06-01', to: '2026-06-30', count: 22 },
      { windows: ['mo,tu,we,th,fr 12:00–14:00'], timeZone: 'Europe/Amsterdam', from: '2026-08-03', to: '2026-08-28', count: 20 },
    ]);
    const beside = [...rulesOf({ to: '2026-07-31' }), ...rulesOf({ from: '2026-07-01', to: '2026-07-31', windows: [{ weekdays: ['saturday'], from: '10:00', to: '12:00' }] }, 100)];
    expect(recogniseSchedules(beside, amsterdam).map((one) => short(one).windows)).toEqual([['mo,tu,we,th,fr 12:00–14:00'], ['sa 10:00–12:00']]);
  });

  it('is not made of rules that differ in more than their time', () => {
    const rules = rulesOf({});
    for (const fields of [{ url: 'https://other.example/' }, { device: 'ios' }, { country_code: 'NL' }, { priority: 4 }, { weight: 1 }, { is_active: false }] as Partial<Rule>[]) {
      const [first, ...others] = rules;
      const found = recogniseSchedules([{ ...first!, ...fields }, ...others], amsterdam);
      expect(found.map(({ rules: ids }) => ids)).toEqual([others.map(({ id }) => id)]);
    }
    expect(recogniseSchedules(rules.map((rule) => ({ ...rule, country_code: 'nl' })).with(0, { ...rules[0]!, country_code: 'NL' }), amsterdam)).toHaveLength(1);
  });

  it('is not seen where a rule is missing, doubled, moved or of another length', () => {
    const rules = rulesOf({});
    const broken = (index: number, fields: Partial<Rule> | null) => recogniseSchedules(fields ? rules.with(index, { ...rules[index]!, ...fields }) : rules.toSpliced(index, 1), amsterdam);
    for (const found of [
      broken(7, null),
      broken(7, { end_at: '2026-06-10T12:01:00Z' }),
      broken(7, { start_at: rules[6]!.start_at, end_at: rules[6]!.end_at }),
      broken(7, { days_of_week: ['monday'] }),
      broken(7, { end_at: null }),
      broken(7, { end_at: '2026-06-10T12:00:30Z' }),
      broken(7, { start_at: 'rubbish' }),
    ]) {
      // Never is a group something that does not compile to its rules.
      for (const one of found) expect(one.rules.length).toBe(compileSchedule(one).count);
      expect(found.some((one) => one.rules.length >= 21)).toBe(false);
    }
  });

  it('is nothing where there is one rule, or none with dates', () => {
    expect(recogniseSchedules(rulesOf({ to: '2026-06-01' }), amsterdam)).toEqual([]);
    expect(recogniseSchedules([{ id: 1, url: 'https://a.example/' }, { id: 2, url: 'https://a.example/', start_at: '2026-06-01T10:00:00Z' }], amsterdam)).toEqual([]);
    expect(recogniseSchedules(rulesOf({}), [])).toEqual([]);
  });

  it('is not seen in abutting quarters or in months', () => {
    const from = (months: number) => new Date(Date.UTC(2026, months, 1)).toISOString().replace('.000Z', 'Z');
    const rule = (id: number, start: number, end: number) => ({ id, url: 'https://a.example/', start_at: from(start), end_at: from(end) });
    expect(recogniseSchedules([0, 3, 6, 9].map((month, index) => rule(index + 1, month, month + 3)), zones)).toEqual([]);
    expect(recogniseSchedules([0, 2, 4, 6, 8].map((month, index) => rule(index + 1, month, month + 1)), zones)).toEqual([]);
  });

  it('says nothing that is not so of any rules', () => {
    const hour = Date.UTC(2026, 2, 20);
    const times = fc.uniqueArray(fc.nat(24 * 30), { minLength: 4, maxLength: 24 });
    fc.assert(
      fc.property(times, (at) => {
        const ends = [...at].sort((a, b) => a - b).map((hours) => new Date(hour + hours * 3_600_000).toISOString().replace('.000Z', 'Z'));
        const rules = ends.flatMap((start_at, index) => (index % 2 ? [] : [{ id: index + 1, url: 'https://a.example/', start_at, end_at: ends[index + 1] ?? null }]));
        for (const one of recogniseSchedules(rules, zones)) {
          const made = compileSchedule(one).rules.map(({ start_at, end_at }) => [start_at, end_at]);
          const were = one.rules.map((id) => rules.find((rule) => rule.id === id)!).map(({ start_at, end_at }) => [start_at, end_at]);
          expect(made).toEqual(were);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a schedule that is put among rules', () => {
  let next = 0;
  const newId = () => --next;
  const plain = (id: number, priority: number): Rule => ({ id, url: `https://r${id}.example/`, device: null, country_code: null, start_at: null, end_at: null, days_of_week: null, priority, weight: null, is_active: true });

  it('comes in front of a tier, in one of its own', () => {
    const others = [plain(1, 0), plain(2, 1)];
    const inputs = compileSchedule({ ...lunch, to: '2026-06-02' }).rules;
    const first = putSchedule(others, [], inputs, { newId, beforeTier: 0 });
    expect(first.map(({ priority }) => priority)).toEqual([0, 0, 1, 2]);
    expect(first.slice(0, 2).every(({ id }) => id < 0)).toBe(true);
    const last = putSchedule(others, [], inputs, { newId, beforeTier: 2 });
    expect(last.map(({ id, priority }) => [id > 0, priority])).toEqual([[true, 0], [true, 1], [false, 2], [false, 2]]);
    expect(last[0]).toBe(others[0]);
  });

  it('keeps the rules that it still has, changes others, and creates or deletes the rest', () => {
    const rules = rulesOf({ from: '2026-06-01', to: '2026-06-05' });
    const put = (more: Partial<WeeklySchedule>) => putSchedule([...rules, plain(50, 9)], rules.map(({ id }) => id), compileSchedule({ ...lunch, ...more }).rules, { newId, beforeTier: null });

    const longer = put({ from: '2026-06-01', to: '2026-06-09' });
    for (const rule of rules) expect(longer).toContain(rule);
    expect(longer.filter(({ id }) => id < 0)).toHaveLength(2);

    const shorter = put({ from: '2026-06-03', to: '2026-06-04' });
    expect(shorter.map(({ id }) => id).sort((a, b) => a - b)).toEqual([3, 4, 50]);

    const later = put({ from: '2026-06-03', to: '2026-06-09' });
    expect(later.map(({ id }) => id).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 50]);
    expect(later.find(({ id }) => id === 3)).toBe(rules[2]);
    expect(later.filter(({ id }) => id < 3).map(({ start_at }) => start_at)).toEqual(['2026-06-08T10:00:00Z', '2026-06-09T10:00:00Z']);

    const elsewhere = put({ from: '2026-06-01', to: '2026-06-05', template: { url: 'https://new.example/', priority: 3 } });
    expect(elsewhere.filter(({ id }) => id <= 5).map(({ id, url }) => [id, url])).toEqual([1, 2, 3, 4, 5].map((id) => [id, 'https://new.example/']));
  });

  it('keeps fields of a rule that nobody knows', () => {
    const rules = rulesOf({ from: '2026-06-01', to: '2026-06-02' }).map((rule) => ({ ...rule, note: 'kept' }));
    const put = putSchedule(rules, [1, 2], compileSchedule({ ...lunch, from: '2026-06-02', to: '2026-06-03' }).rules, { newId, beforeTier: null });
    expect(put).toMatchObject([{ id: 2, note: 'kept' }, { id: 1, note: 'kept', start_at: '2026-06-03T10:00:00Z' }]);
  });
});
