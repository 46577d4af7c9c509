const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** As the API writes instants: UTC, whole seconds, `Z`. */
export function formatInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/**
 * Reads ISO 8601 with an offset; `null` for anything else, such as 30 February (which `Date.parse` would roll over) or
 * a time without an offset (which would be another instant on every machine).
 */
export function parseInstant(text: string): Date | null {
  const day = ISO.exec(text)?.[1];
  const date = new Date(text);
  if (!day || Number.isNaN(date.getTime())) return null;
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day) ? date : null;
}
