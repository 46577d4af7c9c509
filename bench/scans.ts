import { deepStrictEqual } from 'node:assert/strict';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Scan } from '../src/client/types.js';
import { dateOfDay, dayOfDate } from '../src/scans/calendar.js';
import { dimensions } from '../src/scans/columns.js';
import { encodeRollup } from '../src/proxy/rollup-wire.js';
import { secondsOf } from '../src/scans/instant.js';
import { rollup } from '../src/scans/rollup.js';
import { createStore, type ScanStore } from '../src/scans/store.js';
import type { RollupQuestion } from '../src/scans/types.js';
import { Zone } from '../src/time/zones.js';
import { MANY_FROM, MANY_TO, manyScans } from '../test/support/many-scans.js';
import { cpu, print, type Figure } from './measure.js';
import { loadDates } from './peers.js';

const SCANS = 1_000_000;
/** What libraries need many seconds for is done for a part, and scaled. */
const PART = 100_000;
const timeZone = 'America/New_York';
/** The three local years that all scans are in. */
const period = { timeZone, from: dateOfDay(MANY_FROM / 86_400_000 - 1), to: dateOfDay(MANY_TO / 86_400_000 - 1) };

type Days = Map<string, number>;

/** CPU milliseconds to count a million scans of three years by local day, and all else that their store does. */
export async function benchScans(): Promise<void> {
  const scans = [...manyScans(SCANS, 7)];
  const texts = scans.map((scan) => scan.created_at);
  const seconds = Uint32Array.from(texts, secondsOf);
  const [store, added] = filled(scans);

  const { formatInTimeZone, DateTime } = await loadDates();
  const intl = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const ways = {
    store: () => fromStore(store),
    zone: () => byDay(seconds),
    strings: () => byDay(texts, secondsOf),
    'cached Intl': (some = texts) => byText(some, (text) => intl.format(Date.parse(text))),
    'date-fns-tz': (some = texts) => byText(some, (text) => formatInTimeZone(new Date(text), timeZone, 'yyyy-MM-dd')),
    luxon: (some = texts) => byText(some, (text) => DateTime.fromISO(text, { zone: timeZone }).toISODate()!),
  };
  // All have to agree before any is measured.
  const part = texts.filter((_, index) => index % (SCANS / PART) === 0);
  const [expected, expectedPart] = [ways['cached Intl'](), ways['cached Intl'](part)];
  for (const way of [ways.store, ways.zone, ways.strings]) deepStrictEqual(sorted(way()), sorted(expected));
  for (const way of [ways['date-fns-tz'], ways.luxon]) deepStrictEqual(sorted(way(part)), sorted(expectedPart));

  const intlOfSeconds = cpu(() => byText(seconds, (second) => intl.format(second * 1000)), 3);
  const peers = {
    'cached Intl': cpu(() => ways['cached Intl'](), 3),
    'date-fns-tz': cpu(() => ways['date-fns-tz'](part), 3) * (SCANS / PART),
    luxon: cpu(() => ways.luxon(part), 3) * (SCANS / PART),
  };
  print([
    {
      name: '1,000,000 scans by local day, from the store',
      unit: 'ms',
      ours: cpu(ways.store, 15),
      peers: { limit: 50, ...peers },
    },
    { name: '–, from strings', unit: 'ms', ours: cpu(ways.strings, 7), peers },
    { name: '–, from seconds (zones alone)', unit: 'ms', ours: cpu(ways.zone, 7), peers: { 'cached Intl': intlOfSeconds } },
  ]);
  console.log(`date-fns-tz and luxon did ${PART.toLocaleString('en')} of the scans: ×${SCANS / PART}.`);
  print([...sizes(store, scans), ...answers(store), { name: 'adding 1,000,000 scans', unit: 'ms', ours: added, peers: {} }, ...questions(store)]);
}

function filled(scans: readonly Scan[]): [ScanStore, added: number] {
  const store = createStore();
  const added = cpu(() => store.add(scans), 1);
  // What waits for its place takes it with the first question.
  return [store, added + cpu(() => store.entries(), 1)];
}

function fromStore(store: ScanStore): Days {
  const from = dayOfDate(period.from);
  const series = store.series({ ...period, interval: 'day' });
  return new Map(series.map(({ scans }, index) => [dateOfDay(from + index), scans]));
}

/** With a zone that knows nothing yet. */
function byDay<T>(instants: ArrayLike<T>, secondOf = Number as (instant: T) => number): Days {
  const zone = new Zone(timeZone);
  const counts = new Map<number, number>();
  for (let index = 0; index < instants.length; index++) {
    const day = zone.dayOf(secondOf(instants[index]!));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return new Map([...counts].map(([day, scans]) => [dateOfDay(day), scans]));
}

function byText<T>(instants: ArrayLike<T>, dateOf: (instant: T) => string): Days {
  const counts: Days = new Map();
  for (let index = 0; index < instants.length; index++) {
    const date = dateOf(instants[index]!);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return counts;
}

/** Days with scans, first to last. */
const sorted = (days: Days) => [...days].filter(([, scans]) => scans > 0).sort(([a], [b]) => (a < b ? -1 : 1));

function sizes(store: ScanStore, scans: readonly Scan[]): Figure[] {
  const dump = () => [...store.shards().keys()].map((name) => store.dumpShard(name));
  const load = (shards: readonly Uint8Array[]) => {
    const other = createStore();
    for (const shard of shards) other.loadShard(shard);
    return other;
  };
  const shards = dump();
  deepStrictEqual(load(shards).entries(), store.entries());
  const json = scans
    .filter((_, index) => index % (SCANS / PART) === 0)
    .map((scan) => JSON.stringify(scan))
    .join();
  const perScan = (bytes: readonly Uint8Array[]) => bytes.reduce((sum, { length }) => sum + length, 0) / SCANS;
  return [
    {
      name: 'store, bytes per scan',
      unit: 'bytes',
      ours: perScan(shards),
      peers: { limit: 5, 'JSON of the API': Buffer.byteLength(json) / PART },
    },
    {
      name: '–, brotli',
      unit: 'bytes',
      ours: perScan(shards.map(brotli)),
      peers: { 'JSON of the API': brotli(Buffer.from(json)).length / PART },
    },
    { name: 'dump of all months', unit: 'ms', ours: cpu(dump, 5), peers: {} },
    { name: 'load of all months', unit: 'ms', ours: cpu(() => load(shards), 5), peers: {} },
  ];
}

const brotli = (bytes: Uint8Array) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

/** What a chart loads: one answer of the proxy, as it is sent, against what is asked of it. */
function answers(store: ScanStore): Figure[] {
  const now = new Date(MANY_TO);
  const size = (question: Omit<RollupQuestion, 'timeZone'>) => {
    const body = Buffer.from(JSON.stringify({ data: encodeRollup(rollup(store, { timeZone, ...question }, { now })) }));
    return brotliCompressSync(body).length;
  };
  const month = { from: '2026-06-01', to: '2026-06-30', interval: 'day' } as const;
  const year = { from: '2025-07-01', to: '2026-06-30', interval: 'month' } as const;
  return [
    { name: 'answer: 30 days, brotli', unit: 'bytes', ours: size(month), peers: { limit: 1000 } },
    { name: '–, compared, by country', unit: 'bytes', ours: size({ ...month, compare: 'previous', breakdown: 'country' }), peers: { limit: 1000 } },
    { name: 'answer: 12 months, brotli', unit: 'bytes', ours: size(year), peers: { limit: 2000 } },
    { name: '–, day by day, compared, by country', unit: 'bytes', ours: size({ ...year, interval: 'day', compare: 'previous', breakdown: 'country' }), peers: { limit: 2000 } },
    { name: 'answer: 30 days with quarters of an hour, for any zone', unit: 'bytes', ours: size({ ...month, slots: true }), peers: {} },
  ];
}

function questions(store: ScanStore): Figure[] {
  const now = new Date(MANY_TO);
  const filter = { device: 'ios', country: 'NL' };
  const asked: Record<string, () => unknown> = {
    'ios and NL by local day': () => store.series({ ...period, interval: 'day', filter }),
    'Mondays at noon by local day': () => store.series({ ...period, interval: 'day', filter: { weekday: 1, hour: 12 } }),
    'all seven top lists': () => dimensions.map((by) => store.breakdown({ ...period, by })),
    'weekday by hour': () => rollup(store, { ...period, interval: 'month', breakdown: 'weekday-hour' }, { now }),
    'twelve months, compared, by country': () =>
      rollup(
        store,
        { timeZone, from: '2025-07-01', to: '2026-06-30', interval: 'month', breakdown: 'country', compare: 'previous' },
        { now },
      ),
    'the same in steps of 5': () =>
      rollup(
        store,
        { timeZone, from: '2025-07-01', to: '2026-06-30', interval: 'month', breakdown: 'country' },
        { now, minCell: 5 },
      ),
    'three years by hour': () => store.series({ ...period, interval: 'hour' }),
  };
  return Object.entries(asked).map(([name, ask]): Figure => ({ name, unit: 'ms', ours: cpu(ask, 9), peers: {} }));
}
