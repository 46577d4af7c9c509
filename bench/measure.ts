import type { Server } from 'node:http';
import autocannon from 'autocannon';

/** One row of the report: a figure, what it is compared with in the same run, and their ratio. */
export interface Figure {
  name: string;
  ours: number;
  peer: number;
  peerName: string;
  unit: string;
}

export function print(figures: readonly Figure[]): void {
  for (const { name, ours, peer, peerName, unit } of figures) {
    console.log(`${name}: ${round(ours)} ${unit}; ${peerName}: ${round(peer)} ${unit}; ratio ${(ours / peer).toFixed(2)}`);
  }
}

const round = (value: number) => (value < 10 ? value.toFixed(3) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

/** Answers per second of a URL, one connection pool, `seconds` long. Fails when an answer is not the one expected. */
export async function perSecond(url: string, options: { status: number; headers?: Record<string, string>; seconds?: number }): Promise<number> {
  const result = await autocannon({ url, connections: 16, duration: options.seconds ?? 5, ...(options.headers && { headers: options.headers }) });
  const expected = result.statusCodeStats?.[`${options.status}`]?.count ?? 0;
  const all = result['1xx'] + result['2xx'] + result['3xx'] + result['4xx'] + result['5xx'];
  if (expected === 0 || expected !== all || result.errors > 0) {
    throw new Error(`${url}: ${expected} of ${all} answers were ${options.status}, ${result.errors} errors`);
  }
  return result.requests.average;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** Listens on a free port of this machine and returns the address. */
export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}
