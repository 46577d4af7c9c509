import { rejectIf, type Problems } from './http-error.js';
import { countryCodes } from './countries.js';
import { formatInstant, parseInstant } from './instant.js';
import { isWebUrl } from './web-url.js';

/** Says what is wrong with a field, or with a part of it that has a key of its own. */
type Report = (message: string, key?: string) => void;

export interface Field {
  /** Must be there on create, and may not be emptied on update. */
  required?: boolean;
  /** An explicit `null` empties it. */
  nullable?: boolean;
  /** The value to store; whatever it returns after a report is not used. `label` is the name in words. */
  read: (value: unknown, label: string, report: Report) => unknown;
}

export type Fields = Record<string, Field>;
type Extra = Omit<Field, 'read'>;

const INT32_MAX = 2 ** 31 - 1;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * Reads the known fields of a request and leaves out all others, as Laravel does. With `partial`, a missing required
 * field is left alone.
 * @throws {HttpError} 422 with every problem found
 */
export function validate(
  fields: Fields,
  input: Readonly<Record<string, unknown>>,
  { partial = false, problems = {} }: { partial?: boolean; problems?: Problems } = {},
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const given = Object.hasOwn(input, name);
    const value = given ? emptyToNull(input[name]) : null;
    const label = name.replaceAll('_', ' ');
    const report: Report = (message, key = name) => void (problems[key] ??= []).push(message);
    if (value === null && field.required) {
      if (given || !partial) report(`The ${label} field is required.`);
    } else if (given) {
      values[name] = value === null && field.nullable ? null : field.read(value, label, report);
    }
  }
  rejectIf(problems);
  return values;
}

/** Laravel trims every text of a request and takes an empty one for null. */
function emptyToNull(value: unknown): unknown {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return trimmed === '' || trimmed === undefined ? null : trimmed;
}

export const text = (extra?: Extra, max = 255): Field => ({
  ...extra,
  read(value, label, report) {
    if (typeof value !== 'string') report(`The ${label} field must be a string.`);
    else if (Array.from(value).length > max) report(`The ${label} field must not be greater than ${max} characters.`);
    return value;
  },
});

export const url = (extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    text({}, 2048).read(value, label, report);
    if (typeof value === 'string' && !isWebUrl(value)) report(`The ${label} field must be a valid URL.`);
    return value;
  },
});

export const oneOf = (options: readonly string[], extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    if (!options.includes(value as string)) report(`The selected ${label} is invalid.`);
    return value;
  },
});

/** Takes 1, 0, '1' and '0' as well, and in a query string, where all is text, `true` and `false`. */
export const boolean = (accepted: readonly unknown[] = [true, 1, '1', false, 0, '0']): Field => ({
  read(value, label, report) {
    const index = accepted.indexOf(value);
    if (index < 0) report(`The ${label} field must be true or false.`);
    return index < accepted.length / 2;
  },
});

export const queryBoolean = (): Field => boolean(['true', '1', 'false', '0']);

export const integer = (min = -INT32_MAX, max = INT32_MAX, extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (!Number.isSafeInteger(number)) report(`The ${label} field must be an integer.`);
    else if ((number as number) < min || (number as number) > max) {
      report(`The ${label} field must be between ${min} and ${max}.`);
    }
    return number;
  },
});

export const object = (extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    if (typeof value !== 'object' || Array.isArray(value)) report(`The ${label} field must be an object.`);
    return value;
  },
});

export const country = (extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    const code = typeof value === 'string' ? value.toUpperCase() : '';
    if (!countryCodes.has(code)) report(`The selected ${label} is invalid.`);
    return code;
  },
});

export const datetime = (extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    const instant = typeof value === 'string' ? parseInstant(value) : null;
    if (!instant) report(`The ${label} field must be a valid date.`);
    return instant && formatInstant(instant);
  },
});

export const weekdayList = (extra?: Extra): Field => ({
  ...extra,
  read(value, label, report) {
    if (!Array.isArray(value)) {
      report(`The ${label} field must be an array.`);
      return null;
    }
    const key = label.replaceAll(' ', '_');
    return value.map((entry: unknown, index) => {
      const day = typeof entry === 'string' ? entry.toLowerCase() : '';
      if (!weekdays.includes(day)) report(`The selected ${key}.${index} is invalid.`, `${key}.${index}`);
      return day;
    });
  },
});
