import type { KeyValueStore } from '../scans/types.js';

/**
 * A store in this process, empty at each start. Its size has no bound: it grows with what the proxy keeps in it, about seven
 * bytes a scan.
 */
export function memoryStore(): KeyValueStore {
  const entries = new Map<string, { value: string; until: number }>();
  const untilOf = (ttl: number | undefined) => (ttl === undefined ? Infinity : Date.now() + ttl * 1000);
  const live = (key: string) => {
    const entry = entries.get(key);
    if (!entry || entry.until > Date.now()) return entry;
    entries.delete(key);
    return undefined;
  };
  let sweepAt = 0;
  /** Most keys with an end are never asked for again. */
  const sweep = () => {
    if (entries.size < sweepAt) return;
    for (const key of entries.keys()) live(key);
    sweepAt = entries.size * 2 + 100;
  };

  return {
    get: (key) => Promise.resolve(live(key)?.value ?? null),
    set(key, value, { ttl } = {}) {
      sweep();
      entries.set(key, { value, until: untilOf(ttl) });
      return Promise.resolve();
    },
    del(key) {
      entries.delete(key);
      return Promise.resolve();
    },
    incr(key, { ttl } = {}) {
      sweep();
      const entry = live(key);
      const sum = Number(entry?.value ?? 0) + 1;
      entries.set(key, { value: String(sum), until: entry?.until ?? untilOf(ttl) });
      return Promise.resolve(sum);
    },
  };
}

/** In one step: a process that dies between two would leave a count that never ends. */
const INCR = `local sum = redis.call('INCR', KEYS[1])
if sum == 1 and ARGV[1] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return sum`;

/**
 * A store in Redis (or what speaks its language), by way of the client that the host has already: of node-redis
 * `redisStore((...command) => client.sendCommand(command))`, of ioredis
 * `redisStore((...command) => redis.call(...command))`.
 * @param command - sends one command and gives its answer, with texts as strings
 * @param options.prefix - before each key; default `jsi:`
 */
export function redisStore(
  command: (...command: string[]) => Promise<unknown>,
  { prefix = 'jsi:' }: { prefix?: string } = {},
): KeyValueStore {
  const milliseconds = (ttl: number) => String(Math.ceil(ttl * 1000));
  return {
    async get(key) {
      const value = await command('GET', prefix + key);
      if (value === null || typeof value === 'string') return value;
      throw new TypeError('redisStore: the client must give texts as strings');
    },
    async set(key, value, { ttl } = {}) {
      await command('SET', prefix + key, value, ...(ttl === undefined ? [] : ['PX', milliseconds(ttl)]));
    },
    async del(key) {
      await command('DEL', prefix + key);
    },
    async incr(key, { ttl } = {}) {
      return Number(await command('EVAL', INCR, '1', prefix + key, ttl === undefined ? '' : milliseconds(ttl)));
    },
  };
}
