import type { Dimension, ScanLike } from './types.js';

/** The dimensions in the order of the columns. */
export const dimensions = [
  'device',
  'country',
  'referrer',
  'utm-source',
  'utm-medium',
  'utm-campaign',
  'destination',
] as const satisfies readonly Dimension[];

/** What of a scan is counted under each dimension, in that order; `null` is "unknown". */
export function valuesOf(scan: ScanLike): (string | null)[] {
  return [
    known(scan.device)?.toLowerCase() ?? null,
    known(scan.country_code)?.toUpperCase() ?? null,
    hostOf(known(scan.referer)),
    known(scan.utm_source),
    known(scan.utm_medium),
    known(scan.utm_campaign),
    known(scan.resolved_url),
  ];
}

const known = (text: string | null | undefined): string | null => text?.trim() || null;

/** The host of a referring page, without `www.`: paths and queries say more about a visitor than a chart may. */
function hostOf(referrer: string | null): string | null {
  if (referrer === null) return null;
  // Some browsers and redirectors leave the scheme out.
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(referrer) ? referrer : `https://${referrer}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') || null : null;
}

/** The values of one dimension, as numbers from 0. */
export class Dictionary {
  readonly values: (string | null)[] = [];
  readonly #codes = new Map<string | null, number>();

  /** The code of a value, made where there is none. */
  encode(value: string | null): number {
    const code = this.#codes.get(value);
    if (code !== undefined) return code;
    this.#codes.set(value, this.values.length);
    return this.values.push(value) - 1;
  }

  /** `undefined` for a value that no scan ever had. */
  find(value: string | null): number | undefined {
    return this.#codes.get(value);
  }
}
