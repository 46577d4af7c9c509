/** Reading of data whose spelling is not documented: the first field of some names that holds what is looked for. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own fields alone: data may be called `constructor`, and a prototype is no data. */
export const own = (from: Json, name: string): unknown => (Object.hasOwn(from, name) ? from[name] : undefined);

/** C0 controls but tab and line feed, which neither HTML nor a reader has a use for. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f]/;
// eslint-disable-next-line no-control-regex
const ALL_CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** Text as text: a string (or a number), well-formed, with line feeds as HTML has them; `null` for anything else. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const read = value.toWellFormed();
  return CONTROLS.test(read) ? read.replace(/\r\n?/g, '\n').replace(ALL_CONTROLS, '') : read;
}

/** Text that says something. */
export function words(value: unknown): string | null {
  const read = text(value);
  return read !== null && read.trim() !== '' ? read : null;
}

/** The first of those names, in the first of those objects, that can be read. */
export function first<T>(from: readonly Json[], names: readonly string[], read: (value: unknown) => T | null): T | null {
  for (const object of from) {
    for (const name of names) {
      const value = read(own(object, name));
      if (value !== null) return value;
    }
  }
  return null;
}

/** Whether a flag is set, or `null` for what is no flag. */
export const flag = (value: unknown): boolean | null =>
  value === true || value === 1 || value === '1' || value === 'true'
    ? true
    : value === false || value === 0 || value === '0' || value === 'false'
      ? false
      : null;

/** An id: a positive safe integer, also spelled as digits. */
export function id(value: unknown): number | null {
  const read = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isSafeInteger(read) && read > 0 ? read : null;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An instant as ISO 8601 in UTC, to the second. Without an offset it is read as UTC, which is how servers store them. */
export function instant(value: unknown): string | null {
  const [, day, time = '00:00', offset = 'Z'] = typeof value === 'string' ? (ISO.exec(value.trim()) ?? []) : [];
  if (day === undefined) return null;
  const ms = Date.parse(`${day}T${time}${offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** What is in a list, in whatever of the usual wrappings: an array, `{ data: [] }`, or an object with 0, 1, 2 … as keys. */
export function entries(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  const data = own(value, 'data');
  if (Array.isArray(data)) return data;
  const numbered = isObject(data) ? data : value;
  const keys = Object.keys(numbered);
  return keys.every((key) => /^\d+$/.test(key)) ? keys.map((key) => numbered[key]) : [];
}
