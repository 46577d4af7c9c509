import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aptPrefix } from '../../scripts/apt.mjs';
import { findChromium } from '../../scripts/chromium.mjs';
import { whatIsMissing } from '../../scripts/preflight.mjs';
import { ensureRedis, findRedis } from '../../scripts/redis.mjs';
import { sumLine, tally, vitestCounts } from '../../scripts/tally.mjs';
import { countSessions } from '../../scripts/wtr-counts.mjs';
import { ensureZbar, findZbar } from '../../scripts/zbar.mjs';

describe('a step of npm test', () => {
  it('without a runner is one check', () => {
    expect(tally({ code: 0 })).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(tally({ code: 2 })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('with a runner counts its tests', () => {
    const counts = { passed: 7, failed: 2, skipped: 1 };
    expect(tally({ runner: true, code: 1, counts })).toEqual(counts);
  });

  it('fails once when its runner crashed, failed outside of its tests, or ran none', () => {
    expect(tally({ runner: true, code: 1, counts: null })).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(tally({ runner: true, code: 0, counts: null })).toEqual({ passed: 0, failed: 1, skipped: 0 });
    const outside = tally({ runner: true, code: 1, counts: { passed: 9, failed: 0 } });
    expect(outside).toMatchObject({ passed: 9, failed: 1 });
    const none = tally({ runner: true, code: 0, counts: { passed: 0, skipped: 4 } });
    expect(none).toMatchObject({ failed: 1, skipped: 4 });
  });

  it('adds up to the last line', () => {
    const steps = [tally({ code: 0 }), tally({ code: 1 }), tally({ runner: true, code: 0, counts: { passed: 40 } })];
    expect(sumLine(steps)).toBe('41 passed, 1 failed');
  });
});

describe("vitest's report", () => {
  it('counts tests, and a file that did not load as one failure', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });
});

describe('the sessions of the browser tests', () => {
  const passed = { passed: true, skipped: false };
  const failed = { passed: false, skipped: false };
  const skipped = { passed: false, skipped: true };

  it('count the tests of nested suites', () => {
    const inner = { tests: [passed, failed], suites: [{ tests: [passed, skipped], suites: [] }] };
    const session = { passed: false, testResults: { tests: [passed], suites: [inner] } };
    expect(countSessions([session])).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('count a file that did not load, or holds no test, as one failure', () => {
    const empty = { passed: true, testResults: { tests: [], suites: [] } };
    expect(countSessions([{ passed: false }, empty])).toEqual({ passed: 0, failed: 2, skipped: 0 });
  });
});

describe('findChromium', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jsi-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('takes CHROME_PATH', () => {
    const browser = join(dir, 'browser');
    writeFileSync(browser, '');
    chmodSync(browser, 0o755);
    expect(findChromium({ env: { CHROME_PATH: browser } })).toBe(browser);
  });

  it('takes no other browser for a CHROME_PATH that is wrong', () => {
    expect(findChromium({ env: { CHROME_PATH: join(dir, 'none') } })).toBeNull();
  });

  it('finds nothing on a system without one', () => {
    expect(findChromium({ platform: 'darwin', env: { HOME: dir } })).toBeNull();
    expect(findChromium({ platform: 'win32', env: { PROGRAMFILES: dir } })).toBeNull();
  });
});

describe('apt-get', () => {
  it('runs as root, with sudo in CI, and else not without a question', () => {
    expect(aptPrefix({ uid: 0, env: {} })).toEqual([]);
    expect(aptPrefix({ uid: 1000, env: { CI: 'true' } })).toEqual(['sudo', '-n']);
    expect(aptPrefix({ uid: 1000, env: { CI: 'false' } })).toBeNull();
    expect(aptPrefix({ uid: 1000, env: {} })).toBeNull();
  });
});

describe.each([
  { name: 'zbarimg', package: 'zbar-tools', find: findZbar, ensure: ensureZbar },
  { name: 'redis-server', package: 'redis-server', find: findRedis, ensure: ensureRedis },
])('$name', ({ name, package: packageName, find: findIt, ensure }) => {
  const dir = mkdtempSync(join(tmpdir(), 'jsi-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('is found on the path, if it may be run', () => {
    const program = join(dir, name);
    const env = { PATH: ['/nowhere', dir].join(delimiter) };
    writeFileSync(program, '', { mode: 0o644 });
    expect(findIt({ env, platform: 'linux' })).toBeNull();
    chmodSync(program, 0o755);
    expect(findIt({ env, platform: 'linux' })).toBe(program);
    expect(findIt({ env: {}, platform: 'linux' })).toBeNull();
  });

  it('is installed once, where it is missing', () => {
    const asked: string[][] = [];
    const install = (packages: string[]) => Boolean(asked.push(packages));
    const find = () => (asked.length ? `/usr/bin/${name}` : null);
    for (let run = 0; run < 2; run++) expect(ensure({ env: { CI: 'true' }, find, install })).toBeNull();
    expect(asked).toEqual([[packageName]]);
  });

  it('is skipped with one line where it cannot be installed; in CI that is an error', () => {
    const missing = { find: () => null, install: () => false };
    expect(ensure({ ...missing, env: {} })).toMatch(new RegExp(`^The tests .*are skipped: .*apt-get install -y ${packageName}.*$`));
    expect(() => ensure({ ...missing, env: { CI: 'true' } })).toThrow(new RegExp(`^The tests need ${name}.*${packageName}.*$`));
    // An installation that says it went well, but left no program.
    expect(() => ensure({ ...missing, install: () => true, env: { CI: 'true' } })).toThrow(name);
  });
});

describe('whatIsMissing', () => {
  it.each(['18.20.0', '20.18.3'])('asks for a newer Node than %s', (version) => {
    expect(whatIsMissing(version, true)).toContain('Node 20.19');
  });

  it.each(['20.19.0', '22.0.0'])('takes Node %s', (version) => {
    expect(whatIsMissing(version, true)).toBeNull();
  });

  it('asks for npm ci', () => {
    expect(whatIsMissing('20.19.0', false)).toContain('npm ci');
  });
});
