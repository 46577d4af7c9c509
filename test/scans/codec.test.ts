import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar } from '../../demo/sandbox/calendar.js';
import { qrCodes } from '../../demo/sandbox/seed-codes.js';
import { codeRules } from '../../demo/sandbox/seed-rules.js';
import { scanRows, type SeedCode } from '../../demo/sandbox/seed-scans.js';
import { BitReader, BitWriter, riceParameter } from '../../src/scans/bits.js';
import { readShard, writeShard } from '../../src/scans/codec.js';
import { createStore, type ScanStore } from '../../src/scans/store.js';
import type { ScanLike } from '../../src/scans/types.js';
import { anyScans, DIMENSIONS } from '../support/scan-arbitraries.js';
import { manyScans } from '../support/many-scans.js';

const holding = (scans: Iterable<ScanLike>): ScanStore => {
  const store = createStore();
  store.add(scans);
  return store;
};
const dumps = (store: ScanStore) => [...store.shards().keys()].map((name) => store.dumpShard(name));
const loaded = (shards: Iterable<Uint8Array>): ScanStore => {
  const store = createStore();
  for (const shard of shards) store.loadShard(shard);
  return store;
};
const period = { timeZone: 'Europe/Amsterdam', from: '1970-01-01', to: '2100-12-31' };
/** All that a store can tell. */
const contents = (store: ScanStore) => ({
  entries: store.entries(),
  values: DIMENSIONS.map((by) => [
    store.breakdown({ ...period, by }),
    [...store.secondsOf(by)].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ]),
});
const at = (second: number, id: number, fields: Partial<ScanLike> = {}): ScanLike => ({
  id,
  created_at: `${new Date(second * 1000).toISOString().slice(0, 19)}Z`,
  ...fields,
});
const MARCH = Date.UTC(2026, 2, 1) / 1000;

describe('numbers as bits', () => {
  it('come back, of any width and size', () => {
    const plain = fc.integer({ min: 1, max: 53 }).chain((width) =>
      fc.tuple(
        fc.constant(width),
        fc.maxSafeNat().map((value) => value % 2 ** width),
      ),
    );
    const rice = fc.tuple(fc.nat({ max: 52 }), fc.oneof(fc.nat({ max: 100 }), fc.maxSafeNat()));
    const signed = fc.tuple(fc.nat({ max: 52 }), fc.oneof(fc.integer({ min: -100, max: 100 }), fc.maxSafeInteger()));
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, rice, signed), { size: '+1' }), (rows) => {
        const writer = new BitWriter();
        for (const [[width, value], [k, gap], [signedK, difference]] of rows) {
          writer.write(value, width);
          writer.writeRice(gap, k);
          writer.writeSigned(difference, signedK);
        }
        const reader = new BitReader(writer.bytes());
        for (const [[width, value], [k, gap], [signedK, difference]] of rows) {
          expect([reader.read(width), reader.readRice(k), reader.readSigned(signedK) + 0]).toEqual([value, gap, difference + 0]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('take the fewest with a parameter near their mean', () => {
    const bits = (values: number[], k: number) => {
      const writer = new BitWriter();
      for (const value of values) writer.writeRice(value, k);
      return writer.bytes().length;
    };
    for (const mean of [0, 1, 3, 20, 300, 90_000]) {
      const values = Array.from({ length: 2000 }, (_, index) => Math.floor(-mean * Math.log((index + 0.5) / 2000)));
      const best = Math.min(...Array.from({ length: 20 }, (_, k) => bits(values, k)));
      expect(bits(values, riceParameter(values))).toBeLessThanOrEqual(best * 1.03);
    }
  });

  it('end where they were written', () => {
    const reader = new BitReader(new Uint8Array([1, 2]));
    expect(reader.read(16)).toBe(258);
    expect(() => reader.read(1)).toThrow('cut short');
  });
});

describe('a store that is dumped and loaded', () => {
  it('is the same: ties, ids against time, ids up to 2^53, any text', () => {
    fc.assert(
      fc.property(anyScans, (scans) => {
        const store = holding(scans);
        const again = loaded(dumps(store));
        expect(contents(again)).toEqual(contents(store));
        expect(dumps(again)).toEqual(dumps(store));
        for (const scan of scans) expect(again.has(scan)).toBe(true);
        expect(again.add(scans)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, ScanLike[]]>([
    ['one scan', [at(MARCH, 1)]],
    ['one scan with the highest id', [at(MARCH, Number.MAX_SAFE_INTEGER)]],
    ['the lowest and the highest id in turn', [1, Number.MAX_SAFE_INTEGER, 2, Number.MAX_SAFE_INTEGER - 1, 3].map((id, index) => at(MARCH + index, id))],
    ['ids that fall as time rises', [5, 4, 3, 2, 1].map((id, index) => at(MARCH + index * 1000, id))],
    ['the first and the last second of a month', [at(MARCH, 1), at(MARCH + 31 * 86_400 - 1, 2)]],
    ['the last second that can be counted', [at(2 ** 32 - 1, 1), at(2 ** 32 - 2, 2)]],
    ['no known value', Array.from({ length: 9 }, (_, index) => at(MARCH + index, index + 1))],
    ['one value', Array.from({ length: 9 }, (_, index) => at(MARCH + index, index + 1, { device: 'ios', utm_source: 'a', referer: 'b.example' }))],
    ['300 values', Array.from({ length: 900 }, (_, index) => at(MARCH + index, index + 1, { resolved_url: `https://t.example/${index % 300}`, utm_source: `s${index % 299}` }))],
    ['exactly 256 values', Array.from({ length: 256 }, (_, index) => at(MARCH + index, index + 1, { utm_campaign: `c${index}` }))],
    ['text of all kinds', ['été', '日本語', '🎉', '\u0000', '"\\', '\ud800', 'שלום', 'a\u2028b', 'x'.repeat(5000)].map((utm_source, index) => at(MARCH, index + 1, { utm_source, utm_medium: utm_source }))],
  ])('is the same with %s', (_, scans) => {
    const store = holding(scans);
    expect(store.size).toBe(scans.length);
    expect(contents(loaded(dumps(store)))).toEqual(contents(store));
  }); // prettier-ignore

  it('may be empty, or emptied', () => {
    expect(dumps(createStore())).toEqual([]);
    const store = holding([at(MARCH, 1)]);
    store.remove([1]);
    const [shard] = dumps(store);
    const other = holding([at(MARCH, 1), at(MARCH, 2)]);
    other.loadShard(shard!);
    expect([other.size, other.span]).toEqual([0, null]);
  });

  it('takes a shard in the place of the one it had, beside others', () => {
    const newer = holding([at(MARCH, 1, { device: 'mac' }), at(MARCH + 5, 2, { device: 'ios' })]);
    const store = holding([at(MARCH - 1, 9, { device: 'linux' }), at(MARCH, 1, { device: 'ios' }), at(MARCH + 1, 3)]);
    const version = store.version;
    store.loadShard(newer.dumpShard('2026-03'));
    expect(store.version).toBeGreaterThan(version);
    expect(Array.from(store.entries().ids)).toEqual([9, 1, 2]);
    expect(store.breakdown({ ...period, by: 'device' }).map(({ value }) => value)).toEqual(['ios', 'linux', 'mac']);
    store.add([at(MARCH + 2, 4)]);
    expect(store.size).toBe(4);
  });

  it('refuses a shard that there is none of, and bytes that are none', () => {
    const store = holding([at(MARCH, 1), at(MARCH + 77, 2, { device: 'ios' }), at(MARCH + 99_999, 3)]);
    expect(() => store.dumpShard('2026-04')).toThrow(RangeError);
    const good = store.dumpShard('2026-03');
    for (const bad of [
      new Uint8Array(0),
      new Uint8Array([0, 0, 0]),
      new Uint8Array(64),
      new Uint8Array([0, 0, 0, 2, 123, 125]),
      new TextEncoder().encode('{"v":1}'),
      good.subarray(0, good.length - 1),
      good.subarray(0, 20),
    ]) {
      const [size, version] = [store.size, store.version];
      expect(() => store.loadShard(bad)).toThrow(Error);
      expect([store.size, store.version]).toEqual([size, version]);
    }
    const text = new TextDecoder('latin1').decode(good).replace('"v":1', '"v":9');
    expect(() => readShard(Uint8Array.from(text, (sign) => sign.charCodeAt(0)))).toThrow('version 9');
  });

  it('is read from a part of a larger buffer', () => {
    const shard = holding([at(MARCH, 1), at(MARCH + 7, 2)]).dumpShard('2026-03');
    const larger = new Uint8Array(shard.length + 20).fill(255);
    larger.set(shard, 13);
    expect(loaded([larger.subarray(13, 13 + shard.length)]).size).toBe(2);
  });

  it('writes the same shard to the same bytes', () => {
    const data = readShard(holding(manyScans(2000, 1)).dumpShard('2023-07'));
    expect(writeShard(data)).toEqual(writeShard(readShard(writeShard(data))));
  });
});

describe('the size of a dump', () => {
  const sizeOf = (store: ScanStore) => dumps(store).reduce((sum, { length }) => sum + length, 0) / store.size;

  it('is at most 5 bytes a scan for a million scans in three years', () => {
    const store = holding(manyScans(1_000_000, 7));
    expect(store.size).toBe(1_000_000);
    expect(sizeOf(store)).toBeLessThanOrEqual(5);
  }, 120_000);

  it('is at most 5 bytes a scan for the busiest code of the sandbox, dictionaries and all', () => {
    const dates = calendar(new Date('2026-11-22T00:00:00Z'));
    const codes = qrCodes(dates).map((code, index) => ({ id: index + 1, ...code }));
    const seeded = codes.map((code): SeedCode => ({
      code,
      rules: codeRules(code.id, dates).map((rule, index) => ({ ...rule, id: index + 1 })),
    }));
    const store = createStore();
    for (const scan of scanRows(seeded, dates, 'https://sandbox.example/')) if (scan.qr_code_id === 1) store.add([scan]);
    expect(store.size).toBeGreaterThan(40_000);
    expect(sizeOf(store)).toBeLessThanOrEqual(5);
    expect(contents(loaded(dumps(store)))).toEqual(contents(store));
  }, 120_000);
});
