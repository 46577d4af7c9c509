import { Temporal } from '@js-temporal/polyfill';
import { describe, expect, it } from 'vitest';
import { isTimeZone, Zone, zoneOf } from '../../src/time/zones.js';
import { random } from '../support/random.js';

const DAY = 86_400;
const FIRST = Date.UTC(2015, 0, 1) / 1000;
const END = Date.UTC(2032, 0, 1) / 1000;
const names = Intl.supportedValuesOf('timeZone');

/** What `Intl` itself says the clocks show, less UTC: other fields than the code under test asks for. */
function clock(name: string): (second: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (second) => {
    const [month, day, year, hour, minute, sec] = format
      .format(second * 1000)
      .match(/\d+/g)!
      .map(Number);
    return Date.UTC(year!, month! - 1, day, hour, minute, sec) / 1000 - second;
  };
}

/** Every change of the offset, found by looking daily and bisecting. */
function changesOf(offsetAt: (second: number) => number): { at: number; before: number; after: number }[] {
  const changes = [];
  let known = offsetAt(FIRST - 30 * DAY);
  for (let day = FIRST - 30 * DAY; day < END + 30 * DAY; day += DAY) {
    const next = offsetAt(day + DAY);
    if (next === known) continue;
    let [low, high] = [day, day + DAY];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === known) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before: known, after: next });
    known = next;
  }
  return changes;
}

/** Differences between a zone and `Intl`, in words: none. */
function differences(name: string): string[] {
  const [zone, offsetAt] = [new Zone(name), clock(name)];
  const wrong: string[] = [];
  const check = (what: string, second: number, ours: number, theirs: number) => {
    if (ours !== theirs) wrong.push(`${name} ${what} ${second}: ${ours}, not ${theirs}`);
  };
  const changes = changesOf(offsetAt);
  const next = random(name.length * 7919 + name.charCodeAt(0));

  // In no order: a zone is looked into where it is asked about.
  const around = changes.flatMap(({ at }) => [at + 3600, at, at - 1, at - 3600, at - DAY, at + DAY]);
  const anywhere = Array.from({ length: 60 }, () => FIRST + Math.floor(next() * (END - FIRST)));
  for (const second of [...anywhere, ...around.reverse()]) {
    const offset = offsetAt(second);
    check('offset', second, zone.offsetAt(second), offset);
    check('day', second, zone.dayOf(second), Math.floor((second + offset) / DAY));
  }

  const ranges = [{ at: -Infinity, after: offsetAt(FIRST - 30 * DAY) }, ...changes];
  // Every local day: its first instant is of that day, and the second before is of the one before.
  let range = 0;
  const dayAt = (second: number) => {
    while (range + 1 < ranges.length && ranges[range + 1]!.at <= second) range++;
    return Math.floor((second + ranges[range]!.after) / DAY);
  };
  for (let day = FIRST / DAY; day < END / DAY; day++) {
    const start = zone.dayStart(day);
    check('end of', day - 1, dayAt(start - 1), day - 1);
    check('start of', day, dayAt(start), day);
  }
  // No change brings the day before back, so that a day is one stretch of time.
  for (const { at, before, after } of changes) {
    if (Math.floor((at + after) / DAY) < Math.floor((at - 1 + before) / DAY)) wrong.push(`${name} repeats a day at ${at}`);
  }

  const listed = zone
    .ranges(FIRST, END)
    .slice(1)
    .map(({ start, offset }) => `${start} ${offset}`);
  const expected = changes.filter(({ at }) => at > FIRST && at < END).map(({ at, after }) => `${at} ${after}`);
  if (listed.join() !== expected.join()) wrong.push(`${name} changes ${listed.join()}, not ${expected.join()}`);
  return wrong;
}

const GROUPS = 8;

describe('a zone from 2015 to 2031', () => {
  it.each(Array.from({ length: GROUPS }, (_, group) => [group + 1]))(
    `equals Intl at every change, at random instants and on every local day, in every zone (part %i of ${GROUPS})`,
    (group) => {
      const some = names.filter((_, index) => index % GROUPS === group - 1);
      expect(some.length).toBeGreaterThan(40);
      expect(some.flatMap(differences)).toEqual([]);
    },
    120_000,
  );

  it.each([
    'America/New_York',
    'America/St_Johns',
    'America/Sao_Paulo',
    'America/Havana',
    'America/Nuuk',
    'Antarctica/Casey',
    'Antarctica/Troll',
    'Asia/Gaza',
    'Asia/Kathmandu',
    'Asia/Pyongyang',
    'Asia/Tehran',
    'Australia/Lord_Howe',
    'Europe/Amsterdam',
    'Pacific/Apia',
    'Pacific/Chatham',
    'Pacific/Fiji',
  ])('begins the days that Temporal begins, in %s', (name) => {
    const zone = new Zone(name);
    let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2015-01-01T12:00[${name}]`);
    for (let changes = 0; changes < 12 && at; changes++) {
      for (const days of [-1, 0, 1]) {
        const start = at.add({ days }).startOfDay();
        const day = start.toPlainDate().since('1970-01-01').days;
        expect([zone.dayStart(day), zone.offsetAt(start.epochMilliseconds / 1000)]).toEqual([
          start.epochMilliseconds / 1000,
          start.offsetNanoseconds / 1e9,
        ]);
      }
      at = at.getTimeZoneTransition('next');
    }
  });

  it('has days of 21 to 27 hours', () => {
    const hours = (name: string, date: string) => {
      const day = Date.parse(date) / DAY / 1000;
      const zone = new Zone(name);
      return (zone.dayStart(day + 1) - zone.dayStart(day)) / 3600;
    };
    expect(hours('Antarctica/Casey', '2018-03-10')).toBe(24);
    expect(hours('Antarctica/Casey', '2018-03-11')).toBe(27);
    expect(hours('Antarctica/Casey', '2020-10-04')).toBe(21);
    expect(hours('Europe/Amsterdam', '2026-03-29')).toBe(23);
    expect(hours('Europe/Amsterdam', '2026-10-25')).toBe(25);
    expect(hours('Australia/Lord_Howe', '2026-04-05')).toBe(24.5);
    expect(hours('Australia/Lord_Howe', '2026-10-04')).toBe(23.5);
    expect(hours('Antarctica/Troll', '2026-03-29')).toBe(22);
  });
});

describe('a zone at any time', () => {
  it('begins a day that it skips with the next one', () => {
    const zone = new Zone('Pacific/Apia');
    const skipped = Date.parse('2011-12-30') / DAY / 1000;
    expect(zone.dayStart(skipped)).toBe(Date.parse('2011-12-30T10:00:00Z') / 1000);
    expect(zone.dayStart(skipped + 1)).toBe(zone.dayStart(skipped));
  });

  it('is the same in whatever order it is asked', () => {
    const seconds = Array.from({ length: 40 }, (_, year) => Date.UTC(2035 - year, (year * 5) % 12, 9) / 1000);
    for (const name of ['Europe/London', 'America/Havana', 'Pacific/Apia', 'Antarctica/Casey']) {
      const orders = [seconds, [...seconds].reverse(), [...seconds].sort((a, b) => (a % 7919) - (b % 7919))];
      const [known, ...others] = orders.map((order) => {
        const zone = new Zone(name);
        order.forEach((second) => zone.dayOf(second));
        return [
          seconds.map((second) => zone.offsetAt(second)),
          zone
            .ranges(seconds.at(-1)!, seconds[0]!)
            .map(({ start }) => start)
            .slice(1),
        ];
      });
      const offsetAt = clock(name);
      expect(known![0]).toEqual(seconds.map(offsetAt));
      for (const other of others) expect(other).toEqual(known);
    }
  });

  it('gives ranges that touch each other and cover what was asked for', () => {
    const zone = new Zone('Europe/Amsterdam');
    const ranges = zone.ranges(FIRST + 17, END - 3);
    expect(ranges[0]!.start).toBeLessThanOrEqual(FIRST + 17);
    expect(ranges.at(-1)!.end).toBeGreaterThanOrEqual(END - 3);
    ranges.slice(1).forEach(({ start }, index) => expect(start).toBe(ranges[index]!.end));
    expect(ranges.length).toBe(35);
  });

  it('finds the first instant at which clocks show a time, or more where they skip it', () => {
    const zone = new Zone('Europe/Amsterdam');
    const at = (date: string, hour: number) =>
      new Date(zone.instantOf(Date.parse(date) / DAY / 1000, hour * 3600) * 1000).toISOString();
    expect(at('2026-03-29', 1.5)).toBe('2026-03-29T00:30:00.000Z');
    expect(at('2026-03-29', 2.5)).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-10-25', 2.5)).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', 3)).toBe('2026-10-25T02:00:00.000Z');
  });

  it('refuses what is no instant instead of searching for ever', () => {
    const zone = new Zone('Europe/Amsterdam');
    for (const second of [NaN, Infinity, -Infinity]) {
      expect(() => zone.offsetAt(second)).toThrow(RangeError);
      expect(() => zone.dayStart(second)).toThrow(RangeError);
    }
    expect(zone.offsetAt(FIRST)).toBe(3600);
    expect(() => zone.offsetAt(NaN)).toThrow(RangeError);
  });

  it('has a name that Intl knows', () => {
    expect(isTimeZone('Europe/Amsterdam')).toBe(true);
    expect(isTimeZone('europe/amsterdam')).toBe(true);
    for (const name of ['', 'Europe/Nowhere', 'Mars', 'GMT+25']) {
      expect(isTimeZone(name)).toBe(false);
      expect(() => new Zone(name)).toThrow(/IANA name.*Europe\/Amsterdam/);
    }
    expect(zoneOf('Asia/Kolkata')).toBe(zoneOf('Asia/Kolkata'));
  });
});
