import type { Scan } from '../../src/client/types.js';
import type { ProxyOptions } from '../../src/proxy/index.js';
import { harness, type Answer, type Sent } from './harness.js';

/** A scan of now or so many seconds ago. */
export function scan(id: number, fields: Partial<Scan> & { ago?: number } = {}): Scan {
  const { ago = 0, ...rest } = fields;
  return {
    id,
    device: 'ios',
    country_code: 'NL',
    referer: null,
    utm_source: null,
    utm_medium: null,
    utm_campaign: null,
    resolved_url: 'https://private.example/target',
    created_at: `${new Date(Date.now() - ago * 1000).toISOString().slice(0, 19)}Z`,
    ...rest,
  };
}

/** Scans one second apart, the last of them `ago` seconds ago. */
export const many = (count: number, { ago = 0, ...fields }: Parameters<typeof scan>[1] = {}): Scan[] =>
  Array.from({ length: count }, (_, index) => scan(index + 1, { ...fields, ago: ago + count - index }));

export const path = '/qr-codes/12/scans/rollup';
export const days = `${path}?time_zone=UTC&interval=day`;

export interface ScansApi {
  /** Of every code, oldest first. */
  scans: Scan[];
  /** What it answers instead; `null` for what it has. */
  instead: (sent: Sent) => Response | null | Promise<Response | null>;
  /** Whether lists have a `meta.total`. */
  total: boolean;
}

/** A proxy over an API that has scans alone; a limit of requests that no test meets. */
export function scansHarness(scans: Scan[] = [], options: Partial<ProxyOptions> = {}) {
  const api: ScansApi = { scans: [...scans], instead: () => null, total: true };
  const answer = async (sent: Sent): Promise<Response> => (await api.instead(sent)) ?? ofScans(api, sent);
  const owner = { operations: ['scans.rollup' as const], qrCodes: '*' as const };
  const tested = harness({ authorize: () => owner, freshFor: 600, ...options }, answer);
  /** Another proxy over the same API. */
  const another = (more: Partial<ProxyOptions>) => harness({ authorize: () => owner, freshFor: 600, ...options, ...more }, answer);
  const fetch = async (url: string | URL | Request) => answer({ url: url as string, method: 'GET', headers: {}, body: undefined, redirect: undefined });
  return { ...tested, api, fetch, another, paths: () => tested.sent.map(({ url }) => url.replace('https://api.example/api/v1', '')) };
}

function ofScans({ scans, total }: ScansApi, { url }: Sent): Response {
  const headers = { 'x-ratelimit-limit': '1000000' };
  if (url.endsWith('/summary')) return Response.json({ data: { total_scans: scans.length } }, { headers });
  const query = new URL(url).searchParams;
  const [page, perPage] = [Number(query.get('page')), Number(query.get('per_page'))];
  const newest = scans.toReversed().slice((page - 1) * perPage, page * perPage);
  const meta = { current_page: page, per_page: perPage, ...(total && { total: scans.length }) };
  return Response.json({ data: newest, meta }, { headers });
}

/** The roll-up that an answer holds, as far as tests ask. */
export interface Wire {
  changes?: [value: string, at: number][];
  time_zone: string;
  total: number | null;
  scans: number;
  series: (number | null)[];
  breakdown?: { by: string; values: [string | null, number][]; rest: number };
  min_cell?: number;
  coverage: { counted: number; total: number | null; since: string | null; as_of: string; resumes_at?: string; stopped?: string };
}

export const dataOf = ({ body }: Answer) => body.data as Wire;
