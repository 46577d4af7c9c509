import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createKeeper, type KeeperOptions } from '../../src/scans/keeper.js';
import { Pace } from '../../src/scans/pace.js';
import type { ScanStore } from '../../src/scans/store.js';
import type { Coverage } from '../../src/scans/types.js';
import { random } from '../support/random.js';
import { Refused, ScanList } from '../support/scan-list.js';
import { Killed, SharedStore } from './keeper-store.js';

let seeds = 0;

/** A code's list, a store, and processes that keep its scans. Scans are spread over months. */
function world(scans: number) {
  const list = new ScanList({ sorting: 'newest-id', random: random(scans), gap: 12_000 });
  list.arrive(scans);
  const shared = new SharedStore(list.clock.now);
  const keeper = (more: Partial<KeeperOptions> = {}) => {
    const pace = new Pace({ ...list.clock, perMinute: 1e9, burst: 1e9 });
    const chance = random(++seeds);
    return createKeeper({ qrCode: 7, store: shared.process(), list: list.list, pace, random: chance, ...list.clock, ...more });
  };
  return { list, shared, keeper };
}

const idsOf = (scans: ScanStore) => Array.from(scans.entries().ids).sort((a, b) => a - b);
const forever = () => new Promise<never>(() => undefined);

describe('ScanKeeper', () => {
  it('counts a code and tells how far it is', async () => {
    const { list, keeper } = world(2000);
    const kept = keeper();
    expect(kept.coverage).toMatchObject({ counted: 0, total: null, matches: null });
    expect(Date.parse(kept.coverage.since!)).toBeGreaterThan(list.now);
    const progress: Coverage[] = [];
    const coverage = await kept.refresh({ onProgress: (now) => progress.push(now) });
    expect(coverage).toEqual(kept.coverage);
    expect(coverage).toMatchObject({ since: null, counted: 2000, total: 2000, matches: true });
    expect(progress.length).toBeGreaterThan(20);
    expect(progress.map(({ counted }) => counted)).toEqual(progress.map(({ counted }) => counted).sort((a, b) => a - b));
    expect(idsOf(kept.scans)).toEqual(list.ids);
  });

  it('has what was saved without a request, in another process', async () => {
    const { list, keeper } = world(2000);
    await keeper().refresh();
    list.requests = 0;
    const other = keeper();
    await other.open();
    expect(list.requests).toBe(0);
    expect(idsOf(other.scans)).toEqual(list.ids);
    expect(other.coverage).toMatchObject({ since: null, counted: 2000, matches: true });
    list.arrive(5);
    await other.refresh();
    expect(list.requests).toBe(1);
    expect(idsOf(other.scans)).toEqual(list.ids);
  });

  it('saves every so many pages and at the end, and writes only shards that changed', async () => {
    const { list, shared, keeper } = world(3000);
    const kept = keeper({ saveEvery: 10, now: () => 0 });
    await kept.refresh();
    const saves = () => shared.log.filter((entry) => entry === 'set jsi:scans:7:manifest').length;
    expect(saves()).toBe(4);
    const shards = kept.scans.shards().size;
    expect(shards).toBeGreaterThan(10);
    expect(shared.keys(':7:20')).toHaveLength(shards);

    shared.log.length = 0;
    list.arrive(3);
    await kept.refresh();
    expect(shared.log.filter((entry) => entry.startsWith('set jsi:scans:7:20')).length).toBeLessThanOrEqual(2);
    expect(shared.keys(':7:20')).toHaveLength(kept.scans.shards().size);
  });

  it('saves after ten seconds, however few pages that were', async () => {
    const { list, shared, keeper } = world(1000);
    list.onRequest = () => void (list.now += 6000);
    await keeper().refresh();
    expect(shared.log.filter((entry) => entry.endsWith('manifest') && entry.startsWith('set')).length).toBeGreaterThan(4);
  });

  it('loads only the shards that it does not have', async () => {
    const { list, shared, keeper } = world(3000);
    const [one, other] = [keeper(), keeper()];
    await one.refresh();
    await other.open();
    list.arrive(1);
    await one.refresh();
    shared.log.length = 0;
    await other.open();
    expect(shared.log.filter((entry) => entry.startsWith('get jsi:scans:7:20')).length).toBeLessThanOrEqual(2);
    expect(idsOf(other.scans)).toEqual(list.ids);
    shared.log.length = 0;
    await other.open();
    expect(shared.log).toEqual(['get jsi:scans:7:manifest']);
  });

  it('takes keys of its own prefix and code alone', async () => {
    const { list, shared, keeper } = world(300);
    await Promise.all([keeper({ prefix: 'a:' }).refresh(), keeper({ prefix: 'b:' }).refresh(), keeper({ qrCode: 8 }).refresh()]);
    const prefixes = new Set([...shared.entries.keys()].map((key) => /^.*?:\d+:/.exec(key)![0]));
    expect([...prefixes].sort()).toEqual(['a:7:', 'b:7:', 'jsi:scans:8:']);
    expect(list.requests).toBe(12);
  });

  it('tells of refusals and keeps what it has', async () => {
    const { list, keeper } = world(300);
    const kept = keeper();
    await kept.refresh();
    list.onRequest = () => {
      throw new Refused(402);
    };
    expect(await kept.refresh()).toMatchObject({ stopped: 'payment-required', counted: 300, since: null });
    const other = keeper();
    await other.open();
    expect(other.coverage).toMatchObject({ stopped: 'payment-required', counted: 300 });
  });

  it('rejects with what the store throws', async () => {
    const { keeper } = world(300);
    const broken = keeper({ store: { ...new SharedStore(Date.now).process(() => true) } });
    await expect(broken.open()).rejects.toThrow(Killed);
    await expect(broken.refresh()).rejects.toThrow(Killed);
  });
});

describe('a second call of refresh', () => {
  it('joins the first, and an open in between changes nothing', async () => {
    const { list, keeper } = world(1000);
    const kept = keeper();
    const seen: Coverage[] = [];
    const both = [kept.refresh(), kept.refresh({ onProgress: (now) => seen.push(now) })];
    await kept.open();
    expect(await both[0]).toEqual(await both[1]);
    expect(list.requests).toBe(12);
    expect(seen.length).toBeGreaterThan(5);
  });

  it('goes on when the first is aborted, and stops with the last', async () => {
    const { list, shared, keeper } = world(1000);
    const kept = keeper();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = kept.refresh({ signal: one.signal });
    const second = kept.refresh({ signal: two.signal });
    list.onRequest = () => {
      if (list.requests === 4) one.abort(new Error('one'));
      if (list.requests === 8) two.abort(new Error('two'));
    };
    await expect(first).rejects.toThrow('one');
    await expect(second).rejects.toThrow('two');
    // Whoever comes next waits until the stopped one has saved.
    list.onRequest = () => undefined;
    expect(await kept.refresh()).toMatchObject({ since: null, counted: 1000, matches: true });
    expect(list.requests).toBeLessThan(17);
    expect(shared.keys('lease')).toEqual([]);
  });

  it('is refused at once with a signal that was aborted before', async () => {
    const { list, keeper } = world(300);
    await expect(keeper().refresh({ signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow('late');
    expect(list.requests).toBe(0);
  });
});

describe('of several processes', () => {
  it('one syncs, and the others get what it has saved', async () => {
    const { list, shared, keeper } = world(3000);
    const [one, two, three] = [keeper({ saveEvery: 5 }), keeper(), keeper()];
    const first = one.refresh();
    while (shared.keys('manifest').length === 0) await Promise.resolve();
    const [second, third] = await Promise.all([two.refresh(), three.refresh()]);
    expect(second.counted).toBeGreaterThan(0);
    expect(second.counted).toBeLessThan(3000);
    expect(third).toEqual(second);
    await first;
    expect(list.requests).toBe(34);
    await two.refresh();
    expect(list.requests).toBe(35);
    expect(idsOf(two.scans)).toEqual(list.ids);
    expect(shared.keys('lease')).toEqual([]);
  });

  it('one sees the pause of the other', async () => {
    const { list, shared, keeper } = world(600);
    let limited = 0;
    list.onRequest = () => {
      if (list.requests === 4) throw new Refused(429, 50);
    };
    const pace = new Pace({
      now: list.clock.now,
      perMinute: 1e9,
      burst: 1e9,
      sleep: () => {
        limited++;
        return forever();
      },
    });
    void keeper({ pace }).refresh();
    while (limited === 0) await Promise.resolve();
    const other = keeper();
    const { resumesAt, counted } = await other.refresh();
    expect(Date.parse(resumesAt!) - list.now).toBeGreaterThan(40_000);
    expect(counted).toBeGreaterThan(200);
    expect(shared.keys('lease')).toHaveLength(1);
  });

  it('another takes over when the lease of one that is gone has run out', async () => {
    const { list, shared, keeper } = world(1000);
    const hanging: KeeperOptions['list'] = (params, signal) => (list.requests === 6 ? forever() : list.list(params, signal));
    void keeper({ saveEvery: 2, list: hanging }).refresh();
    while (list.requests < 6) await Promise.resolve();
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    const other = keeper();
    await other.refresh();
    const { counted } = other.coverage;
    expect(counted).toBeGreaterThan(300);
    expect(counted).toBeLessThan(1000);
    list.now += 59_000;
    list.requests = 0;
    await other.refresh();
    expect([list.requests, other.coverage.counted]).toEqual([0, counted]);
    list.now += 2000;
    await other.refresh();
    expect(list.requests).toBeLessThanOrEqual(Math.ceil((1000 - counted) / 85) + 2);
    expect(idsOf(other.scans)).toEqual(list.ids);
    expect(shared.keys('lease')).toEqual([]);
  });

  it('one that has slept past its lease writes nothing, and takes what its successor has saved', async () => {
    const { list, shared, keeper } = world(1000);
    let wake: (() => void) | undefined;
    const asleep: KeeperOptions['list'] = async (params, signal) => {
      if (list.requests === 5 && !wake) await new Promise<void>((resolve) => (wake = resolve));
      return list.list(params, signal);
    };
    const sleeper = keeper({ saveEvery: 1, list: asleep });
    const slept = sleeper.refresh();
    while (!wake) await Promise.resolve();
    list.now += 61_000;
    const other = keeper();
    await other.refresh();
    list.delete(2);
    await other.refresh();
    const manifest = shared.entries.get('jsi:scans:7:manifest')!.value;
    wake();
    expect(await slept).toMatchObject({ since: null, counted: 998, matches: true });
    expect(shared.entries.get('jsi:scans:7:manifest')!.value).toBe(manifest);
    expect(idsOf(sleeper.scans)).toEqual(list.ids);
  });

  it('one that has slept past its lease leaves that of its successor alone', async () => {
    const { list, shared, keeper } = world(1000);
    const wakes: (() => void)[] = [];
    const asleep: KeeperOptions['list'] = async (params, signal) => {
      if ([5, 9].includes(list.requests) && wakes.length < 2) await new Promise<void>((resolve) => wakes.push(resolve));
      return list.list(params, signal);
    };
    const slept = keeper({ saveEvery: 1, list: asleep }).refresh();
    while (wakes.length < 1) await Promise.resolve();
    list.now += 61_000;
    const successor = keeper({ saveEvery: 1, list: asleep }).refresh();
    while (wakes.length < 2) await Promise.resolve();
    wakes[0]!();
    await slept;
    expect(shared.keys('lease')).toHaveLength(1);
    const before = list.requests;
    await keeper().refresh();
    expect(list.requests).toBe(before);
    wakes[1]!();
    expect(await successor).toMatchObject({ counted: 1000, matches: true });
  });

  it('one keeps its lease as long as it runs', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { list, shared, keeper } = world(1000);
    let wake: (() => void) | undefined;
    const slow = keeper({
      list: async (params, signal) => {
        if (list.requests === 5 && !wake) await new Promise<void>((resolve) => (wake = resolve));
        return list.list(params, signal);
      },
    });
    const running = slow.refresh();
    while (!wake) await Promise.resolve();
    for (let seconds = 0; seconds < 600; seconds += 20) {
      list.now += 20_000;
      await vi.advanceTimersByTimeAsync(20_000);
    }
    const before = list.requests;
    await keeper().refresh();
    expect(list.requests).toBe(before);
    wake();
    expect(await running).toMatchObject({ counted: 1000, matches: true });
    expect(shared.keys('lease')).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a process that is killed', () => {
  it('at any operation on the store leaves what the next one can go on from, and nothing else behind', async () => {
    let [kills, resumed] = [0, 0];
    for (let killAt = 1; ; killAt++) {
      const { list, shared, keeper } = world(900);
      let operations = 0;
      const dying = keeper({ saveEvery: 3, store: shared.process(() => ++operations >= killAt) });
      const died = await dying.refresh().then(
        () => false,
        (error: unknown) => error instanceof Killed,
      );
      if (!died) break;
      kills++;
      list.now += 61_000;
      list.arrive(20);
      list.delete(1);
      const next = keeper();
      await next.open();
      const { counted } = next.coverage;
      if (counted > 0) resumed++;
      expect(next.scans.size).toBe(counted);
      await next.refresh();
      expect(idsOf(next.scans), String(killAt)).toEqual(list.ids);
      expect(shared.keys(':7:20').length, String(killAt)).toBe(next.scans.shards().size);
    }
    expect(kills).toBeGreaterThan(30);
    expect(resumed).toBeGreaterThan(15);
  });

  it('between shards and manifest leaves the manifest before', async () => {
    const { list, shared, keeper } = world(900);
    await keeper().refresh();
    const before = list.ids;
    list.arrive(40);
    let manifests = 0;
    const dying = keeper({ store: shared.process((operation) => operation === 'set jsi:scans:7:manifest' && ++manifests > 0) });
    await expect(dying.refresh()).rejects.toThrow(Killed);
    expect(manifests).toBe(1);
    const next = keeper();
    await next.open();
    expect(idsOf(next.scans)).toEqual(before);
    expect(next.coverage).toMatchObject({ since: null, counted: 900 });
  });
});

describe('what cannot be read', () => {
  const spoil = (part: string, change: (text: string) => string) => (shared: SharedStore) => {
    const entry = shared.entries.get(shared.keys(part)[0]!)!;
    const value = change(entry.value);
    expect(value).not.toBe(entry.value);
    entry.value = value;
  };
  const swap = (from: string | RegExp, to: string) => spoil('manifest', (text) => text.replace(from, to));
  const damages: Record<string, (shared: SharedStore) => void> = {
    'a manifest that is no JSON': spoil('manifest', () => '{'),
    'a manifest that is a number': spoil('manifest', () => '5'),
    'a manifest of another version': swap('"version":1', '"version":9'),
    'a manifest without shards': swap('"shards"', '"others"'),
    'a state of another version': swap('"state":{"version":1', '"state":{"version":2'),
    'a state without segments': swap('"segments"', '"pieces"'),
    'a state of other scans': swap(/"count":\d+/, '"count":12'),
    'a shard that is gone': (shared) => shared.entries.delete(shared.keys(':7:20')[0]!),
    'a shard that is cut short': spoil(':7:20', (text) => text.slice(0, 40)),
    'a shard that is no base64': spoil(':7:20', () => '\u0000 ü'),
    'a shard that is empty': spoil(':7:20', () => ''),
    'a shard that is noise': spoil(':7:20', (text) => btoa(text.slice(0, 200))),
  };

  for (const [name, damage] of Object.entries(damages)) {
    it(`is counted anew: ${name}`, async () => {
      const { list, shared, keeper } = world(400);
      await keeper().refresh();
      damage(shared);
      const next = keeper();
      await next.open();
      expect(next.coverage).toMatchObject({ counted: 0, total: null });
      expect(next.scans.size).toBe(0);
      await next.refresh();
      expect(idsOf(next.scans)).toEqual(list.ids);
      const after = keeper();
      await after.open();
      expect(idsOf(after.scans)).toEqual(list.ids);
    });
  }

  it('does not cost what is in memory', async () => {
    const { list, shared, keeper } = world(400);
    const kept = keeper();
    await kept.refresh();
    shared.entries.clear();
    await kept.open();
    expect(kept.coverage.counted).toBe(400);
    list.requests = 0;
    await kept.refresh();
    expect(list.requests).toBe(1);
    const other = keeper();
    await other.open();
    expect(idsOf(other.scans)).toEqual(list.ids);
  });
});
