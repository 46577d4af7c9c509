import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { memoryStore, redisStore, type KeyValueStore } from '../../src/proxy/index.js';
import { fileStore } from '../../src/proxy/node.js';
import { connectRedis, startRedis, withoutRedis, type Redis } from '../support/redis.js';

async function directory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jsi-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

let redis: Redis | undefined;
beforeAll(async () => {
  if (!withoutRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());

let prefixes = 0;
async function openRedis(): Promise<KeyValueStore> {
  const { command, close } = await connectRedis(redis!);
  onTestFinished(() => close());
  return redisStore(command, { prefix: `test-${prefixes++}:` });
}

const stores: { name: string; open: () => Promise<KeyValueStore>; skip: boolean }[] = [
  { name: 'memoryStore', open: () => Promise.resolve(memoryStore()), skip: false },
  { name: 'fileStore', open: async () => fileStore(join(await directory(), 'deep', 'er')), skip: false },
  { name: 'redisStore', open: openRedis, skip: withoutRedis },
];

const odd = [
  ...['a', 'A', 'a/b', 'a-b', 'a:b', 'a b', '.', '..', '../../etc/passwd', '/', '\\', 'con', 'aux.txt', 'ключ', '鍵', '🔑'],
  ...['a\u0000b', 'a\nb', '%2e%2e', 'a'.repeat(2000), `${'a'.repeat(1999)}b`, ' ', 'é', 'e\u0301', '__proto__', '*', '?'],
];

for (const { name, open, skip } of stores) {
  describe.skipIf(skip)(name, () => {
    it('has null for what was never set', async () => {
      const store = await open();
      expect(await store.get('nothing')).toBeNull();
      await store.del('nothing');
    });

    it('gives back what was set last, until it is deleted', async () => {
      const store = await open();
      await store.set('key', 'first');
      await store.set('key', 'second');
      expect(await store.get('key')).toBe('second');
      await store.del('key');
      expect(await store.get('key')).toBeNull();
    });

    it('keeps texts as they are', async () => {
      const store = await open();
      for (const value of ['', '0', '\n\nb\r\n', '{"a":"é\u0000"}', '🎉 ไทย', '9999999999999\nx', 'x'.repeat(1_000_000)]) {
        await store.set('key', value);
        expect((await store.get('key')) === value, JSON.stringify(value.slice(0, 20))).toBe(true);
      }
    });

    it('keeps keys apart that file systems may take for the same, or for more than a name', async () => {
      const store = await open();
      for (const key of odd) await store.set(key, `of ${key}`);
      for (const key of odd) expect(await store.get(key)).toBe(`of ${key}`);
      await store.del('a');
      expect([await store.get('a'), await store.get('A')]).toEqual([null, 'of A']);
    });

    it('forgets what has an end, and only that', async () => {
      const store = await open();
      await Promise.all([store.set('short', '1', { ttl: 0.3 }), store.set('long', '2', { ttl: 60 }), store.set('ever', '3')]);
      expect([await store.get('short'), await store.get('long'), await store.get('ever')]).toEqual(['1', '2', '3']);
      await sleep(350);
      expect([await store.get('short'), await store.get('long'), await store.get('ever')]).toEqual([null, '2', '3']);
    });

    it('takes away an end that is not set again', async () => {
      const store = await open();
      await store.set('key', '1', { ttl: 0.2 });
      await store.set('key', '2');
      await sleep(250);
      expect(await store.get('key')).toBe('2');
    });

    it('counts from 1, each key by itself, and shows the count', async () => {
      const store = await open();
      expect([await store.incr('a'), await store.incr('a'), await store.incr('b'), await store.incr('a')]).toEqual([1, 2, 1, 3]);
      expect([await store.get('a'), await store.get('b')]).toEqual(['3', '1']);
      await store.del('a');
      expect(await store.get('a')).toBeNull();
      expect([await store.incr('a'), await store.incr('b')]).toEqual([1, 2]);
    });

    it('ends a count when its first step says, whatever later ones say', async () => {
      const store = await open();
      expect(await store.incr('key', { ttl: 0.4 })).toBe(1);
      expect(await store.incr('key', { ttl: 60 })).toBe(2);
      await sleep(450);
      expect(await store.get('key')).toBeNull();
      expect(await store.incr('key', { ttl: 60 })).toBe(1);
    });

    it('counts on from a number that was set, until the end that this has', async () => {
      const store = await open();
      await store.set('key', '1048576', { ttl: 0.5 });
      expect([await store.incr('key', { ttl: 60 }), await store.incr('key', { ttl: 60 })]).toEqual([1_048_577, 1_048_578]);
      expect(await store.get('key')).toBe('1048578');
      await sleep(550);
      expect(await store.get('key')).toBeNull();
      expect(await store.incr('key', { ttl: 0.2 })).toBe(1);
      await store.set('key', '70', { ttl: 60 });
      await sleep(250);
      expect([await store.get('key'), await store.incr('key')]).toEqual(['70', 71]);
      await store.del('key');
      await store.set('key', 'a text');
      expect(await store.get('key')).toBe('a text');
      await store.del('key');
      expect([await store.get('key'), await store.incr('key')]).toEqual([null, 1]);
    });

    it('counts each of many at the same time once', async () => {
      const store = await open();
      const sums = await Promise.all(Array.from({ length: 40 }, () => store.incr('key', { ttl: 60 })));
      expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    });

    it('gives a lock to one of many, also after it was let go', async () => {
      const store = await open();
      for (let round = 0; round < 5; round++) {
        const sums = await Promise.all(Array.from({ length: 20 }, () => store.incr('lock', { ttl: 60 })));
        expect(sums.filter((sum) => sum === 1)).toHaveLength(1);
        await store.del('lock');
      }
    });
  });
}

/** Each of some processes does the same with a store in one directory; what each of them printed. */
async function processes(folder: string, count: number, code: string): Promise<string[]> {
  const script = `import { fileStore } from './src/proxy/node-store.ts'; const store = fileStore(process.argv[1]); ${code}`;
  const run = async () => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script, folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await once(child, 'close');
    return output;
  };
  return Promise.all(Array.from({ length: count }, run));
}

describe('fileStore among processes', () => {
  it('counts each step of four processes once', async () => {
    const code = 'for (let n = 0; n < 50; n++) console.log(await store.incr("key", { ttl: 600 }));';
    const outputs = await processes(await directory(), 4, code);
    const sums = outputs.flatMap((output) => output.trim().split('\n').map(Number));
    expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it('never shows half of a value', async () => {
    const code = `
      for (let n = 0; n < 200; n++) {
        await store.set('key', String(n % 10).repeat(50_000));
        const seen = await store.get('key');
        if (seen.length !== 50_000 || new Set(seen).size !== 1) console.log('torn');
      }`;
    expect(await processes(await directory(), 4, code)).toEqual(['', '', '', '']);
  });
});

describe('fileStore on disk', () => {
  it('shows its files to nobody else', async () => {
    const folder = join(await directory(), 'scans');
    const store = fileStore(folder);
    await store.set('key', 'value');
    await store.incr('count');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  it('clears away what a killed process left of a write, but not what one may still be writing', async () => {
    const folder = await directory();
    for (const name of ['old.tmp', 'new.tmp']) await writeFile(join(folder, name), 'half');
    await utimes(join(folder, 'old.tmp'), new Date(0), new Date(0));
    await fileStore(folder).set('key', 'value');
    const names = await readdir(folder);
    expect(names).toContain('new.tmp');
    expect(names).not.toContain('old.tmp');
  });

  it('keeps few files of a count that goes on', async () => {
    const folder = await directory();
    const store = fileStore(folder);
    for (let n = 0; n < 50; n++) await store.incr('key');
    const [name] = await readdir(folder);
    for (const file of await readdir(join(folder, name!))) await utimes(join(folder, name!, file), new Date(0), new Date(0));
    expect(await store.incr('key')).toBe(51);
    expect(await readdir(join(folder, name!))).toEqual(['51']);
  });

  it('says what is wrong with a directory that cannot be made, and tries again', async () => {
    const folder = await directory();
    await writeFile(join(folder, 'file'), '');
    const store = fileStore(join(folder, 'file'));
    await expect(store.set('key', 'value')).rejects.toThrow('EEXIST');
    await rm(join(folder, 'file'));
    await store.set('key', 'value');
    expect(await store.get('key')).toBe('value');
  });
});

describe.skipIf(withoutRedis)('redisStore', () => {
  it('puts `jsi:` before each key unless told', async () => {
    const { command, close } = await connectRedis(redis!);
    onTestFinished(() => close());
    await redisStore(command).set('key', 'value');
    expect(await command('GET', 'jsi:key')).toBe('value');
  });

  it('refuses a client that gives texts as bytes', async () => {
    const store = redisStore(() => Promise.resolve(Buffer.from('value')));
    await expect(store.get('key')).rejects.toThrow(TypeError);
  });
});
