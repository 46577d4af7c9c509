import { isTimeZone } from '../time/zones.js';
import type { ExpectedLanding, ExpectedWhen, Expectation } from './expectations.js';
import { instant, weekdays } from './time.js';

const FORMAT = 'jsi-rule-expectations';
const VERSION = 1;
/** More than anybody reads; each is looked at whenever a rule is edited. */
const MOST = 500;
const LONGEST = 2048;

/** What can be wrong with a file of expectations. */
export type ExpectationProblem =
  | 'not-json'
  | 'not-expectations'
  | 'version'
  | 'too-many'
  | 'missing'
  | 'unknown-field'
  | 'text'
  | 'boolean'
  | 'country'
  | 'instant'
  | 'weekday'
  | 'time'
  | 'zone'
  | 'when'
  | 'expected';

/** A file of expectations that cannot be read: where, and why. */
export class ExpectationFileError extends Error {
  readonly problem: ExpectationProblem;
  /** Such as `expectations[2].when.time`; empty where the whole file is at fault. */
  readonly path: string;

  constructor(problem: ExpectationProblem, path: string) {
    super(path ? `${path}: ${problem}` : problem);
    this.name = 'ExpectationFileError';
    this.problem = problem;
    this.path = path;
  }
}

/** Expectations as the text of a file that `parseExpectations` reads. */
export function formatExpectations(expectations: readonly Expectation[]): string {
  const plain = expectations.map(({ label, device, country, when, expected, mustHold }) => ({ label, device, country, when, expected, mustHold }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, expectations: plain }, null, 2)}\n`;
}

/**
 * Reads a file of expectations: all of it or nothing.
 * @throws {ExpectationFileError} for what is no such file, and for the first value that is missing, unknown or wrong
 */
export function parseExpectations(text: string): Expectation[] {
  let file: unknown;
  try {
    // A file that was edited in Windows may begin with a byte order mark.
    file = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new ExpectationFileError('not-json', '');
  }
  if (!isObject(file) || file['format'] !== FORMAT) throw new ExpectationFileError('not-expectations', '');
  if (file['version'] !== VERSION) throw new ExpectationFileError('version', 'version');
  const { expectations } = fields(file, '', ['format', 'version', 'expectations']);
  if (!Array.isArray(expectations)) throw new ExpectationFileError('not-expectations', 'expectations');
  if (expectations.length > MOST) throw new ExpectationFileError('too-many', 'expectations');
  return expectations.map((one: unknown, index) => readExpectation(one, `expectations[${index}]`));
}

function readExpectation(value: unknown, path: string): Expectation {
  const all = fields(value, path, ['label', 'device', 'country', 'when', 'expected', 'mustHold']);
  if (typeof all['mustHold'] !== 'boolean') throw new ExpectationFileError('boolean', `${path}.mustHold`);
  return {
    label: readText(all['label'], `${path}.label`, true),
    device: all['device'] === null ? null : readText(all['device'], `${path}.device`),
    country: readCountry(all['country'], `${path}.country`),
    when: readWhen(all['when'], `${path}.when`),
    expected: readExpected(all['expected'], `${path}.expected`),
    mustHold: all['mustHold'],
  };
}

function readCountry(value: unknown, path: string): string | null {
  if (value === null) return null;
  if (typeof value !== 'string' || !/^[a-z]{2}$/i.test(value)) throw new ExpectationFileError('country', path);
  return value.toUpperCase();
}

function readWhen(value: unknown, path: string): ExpectedWhen {
  if (!isObject(value)) throw new ExpectationFileError('when', path);
  if ('at' in value) {
    const { at } = fields(value, path, ['at']);
    try {
      return { at: new Date(instant(readText(at, `${path}.at`))).toISOString() };
    } catch {
      throw new ExpectationFileError('instant', `${path}.at`);
    }
  }
  const { weekday, time, timeZone } = fields(value, path, ['weekday', 'time', 'timeZone']);
  const day = weekdays.find((name) => name === weekday);
  if (!day) throw new ExpectationFileError('weekday', `${path}.weekday`);
  if (typeof time !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new ExpectationFileError('time', `${path}.time`);
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) throw new ExpectationFileError('zone', `${path}.timeZone`);
  return { weekday: day, time, timeZone };
}

function readExpected(value: unknown, path: string): ExpectedLanding {
  if (!isObject(value)) throw new ExpectationFileError('expected', path);
  if (value['kind'] === 'url') {
    const { url } = fields(value, path, ['kind', 'url']);
    return { kind: 'url', url: readText(url, `${path}.url`) };
  }
  const { kind } = fields(value, path, ['kind']);
  if (kind !== 'content' && kind !== 'nowhere') throw new ExpectationFileError('expected', `${path}.kind`);
  return { kind };
}

function readText(value: unknown, path: string, mayBeEmpty = false): string {
  if (typeof value !== 'string' || value.length > LONGEST || (!mayBeEmpty && value === '')) throw new ExpectationFileError('text', path);
  return value;
}

/** An object with exactly these fields. */
function fields(value: unknown, path: string, names: readonly string[]): Record<string, unknown> {
  if (!isObject(value)) throw new ExpectationFileError('not-expectations', path);
  const at = (name: string) => (path ? `${path}.${name}` : name);
  for (const name of names) if (!Object.hasOwn(value, name)) throw new ExpectationFileError('missing', at(name));
  for (const name of Object.keys(value)) if (!names.includes(name)) throw new ExpectationFileError('unknown-field', at(name));
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
