/** What is wrong with one value, for the caller to read. */
export class FieldError extends Error {}

/**
 * Reads one value of a JSON body (or one query value, always a string) and returns what is sent upstream.
 * @throws {FieldError} with a sentence about the value, without its name
 */
export type Field = (value: unknown) => unknown;
export type Fields = Readonly<Record<string, Field>>;

const fail = (message: string): never => {
  throw new FieldError(message);
};

export const nullable =
  (field: Field): Field =>
  (value) =>
    value === null ? null : field(value);

export const text =
  (max: number): Field =>
  (value) =>
    // In code points, as the API counts: an emoji is one character, not two.
    typeof value === 'string' && (value.length <= max || Array.from(value).length <= max)
      ? value
      : fail(`must be text of at most ${max} characters`);

export const choice =
  (...choices: readonly string[]): Field =>
  (value) =>
    choices.includes(value as string) ? value : fail(`must be one of ${choices.join(', ')}`);

export const flag: Field = (value) => (typeof value === 'boolean' ? value : fail('must be true or false'));

export const whole =
  (min: number, max: number): Field =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? value
      : fail(`must be a whole number from ${min} to ${max}`);

/** http or https, absolute, without credentials; emitted as the URL parser writes it. */
export const webUrl: Field = (value) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  // What is emitted is measured: escapes make it longer than what was given.
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.href.length > 2048) {
    return fail('must be an absolute http or https URL of at most 2048 characters, without a user name or password');
  }
  return url.href;
};

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601 with an offset; emitted in UTC. */
export const instant: Field = (value) => {
  const [text, day] = (typeof value === 'string' && INSTANT.exec(value)) || [];
  const written = text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString().replace('.000Z', 'Z') : '';
  // `Date` reads 30 February as 2 March, and writes years beyond four digits in a form of its own.
  if (!INSTANT.test(written) || !new Date(day!).toISOString().startsWith(day!)) {
    return fail('must be a date and time with an offset, such as 2026-04-01T08:00:00Z');
  }
  return written;
};

/** A day of the calendar, as charts have them. */
export const date: Field = (value) => {
  const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  // `Date` reads 30 February as 2 March.
  if (!isDate || !new Date(value).toISOString().startsWith(value) || value < '2000' || value > '2101') {
    return fail('must be a date from 2000 to 2100, such as 2026-03-29');
  }
  return value;
};

/** An IANA name. Where `Intl` knows the zone by it, it comes back as `Intl` writes it; another name of a zone as it is. */
export const timeZone: Field = (value) => {
  const zone = typeof value === 'string' ? zoneNamed(value) : null;
  if (zone === null) return fail('must be an IANA time zone, such as Europe/Amsterdam');
  return zone.toLowerCase() === (value as string).toLowerCase() ? zone : value;
};

/** What `Intl` calls a zone: one name, where there are others and all of them in any case. `null` for no zone. */
export function zoneNamed(name: string): string | null {
  // Offsets are no zones: they know no summer.
  if (!/^[a-z][\w+\-/]{0,63}$/i.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

export const country: Field = (value) =>
  typeof value === 'string' && /^[a-z]{2}$/i.test(value)
    ? value.toUpperCase()
    : fail('must be a two-letter country code');

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A list of weekday names, put in calendar order without repeats. */
export const weekdays: Field = (value) => {
  if (!Array.isArray(value) || value.length === 0 || !value.every((day) => WEEKDAYS.includes(day as string))) {
    return fail(`must be a list of at least one of ${WEEKDAYS.join(', ')}, or null for any day`);
  }
  return WEEKDAYS.filter((day) => value.includes(day));
};

const MAX_DEPTH = 8;
const MAX_KEYS = 256;

/** An object of undocumented shape, bounded in depth and in number of values. */
export const looseObject: Field = (value) => {
  let left = MAX_KEYS;
  const bounded = (part: unknown, depth: number): unknown => {
    if (--left < 0 || depth > MAX_DEPTH) {
      return fail(`must be at most ${MAX_DEPTH} levels deep with ${MAX_KEYS} values`);
    }
    if (Array.isArray(part)) return part.map((item) => bounded(item, depth + 1));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([key]) => key !== '__proto__')
        .map(([key, item]) => [key, bounded(item, depth + 1)]),
    );
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('must be an object');
  return bounded(value, 1);
};

/** A query value that spells a whole number. */
export const digits =
  (min: number, max: number): Field =>
  (value) =>
    whole(min, max)(/^\d{1,15}$/.test(String(value)) ? Number(value) : NaN);

/** A query value that spells a boolean; Laravel's filters read 1 and 0. */
export const queryFlag: Field = (value) =>
  value === 'true' || value === '1' ? '1' : value === 'false' || value === '0' ? '0' : fail('must be true or false');
