import type { Server } from 'node:http';
import autocannon from 'autocannon';

/** One row of the report: a figure of ours and, by name, what it is compared with in the same run. */
export interface Figure {
  name: string;
  unit: string;
  ours: number;
  peers: Readonly<Record<string, number>>;
}

/** One line each; a ratio is ours to the peer. */
export function print(figures: readonly Figure[]): void {
  for (const { name, unit, ours, peers } of figures) {
    const beside = Object.entries(peers).map(
      ([peer, value]) => `; ${peer}: ${round(value)} ${unit}, ratio ${(ours / value).toFixed(2)}`,
    );
    console.log(`${name}: ${round(ours)} ${unit}${beside.join('')}`);
  }
}

function round(value: number): string {
  if (Number.isInteger(value) || value >= 100) return Math.round(value).toLocaleString('en');
  return value < 10 ? value.toFixed(3) : value.toFixed(1);
}

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

const WARM_UP_MS = 300;
const ROUND_MS = 40;
const ROUNDS = 15;

/** Median CPU milliseconds per call of each. The rounds take turns, so that what else the machine does hits all alike. */
export function cpuPerCall<Name extends string>(calls: Readonly<Record<Name, () => unknown>>): Record<Name, number> {
  const each = Object.entries<() => unknown>(calls);
  for (const [, call] of each) cpuOf(call, WARM_UP_MS);
  const rounds = Array.from({ length: ROUNDS }, () => each.map(([, call]) => cpuOf(call, ROUND_MS)));
  const medians = each.map(([name], index) => [name, median(rounds.map((round) => round[index]!))]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

/** CPU milliseconds per call, from as many calls as fit in `milliseconds`. */
function cpuOf(call: () => unknown, milliseconds: number): number {
  const end = performance.now() + milliseconds;
  const start = process.cpuUsage();
  let done = 0;
  do {
    // The clock costs as much as a short call: it is not asked each time.
    for (let few = 0; few < 8; few++) call();
    done += 8;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / done;
}

/** Median CPU milliseconds of some runs. */
export function cpu(work: () => unknown, runs: number): number {
  return median(
    Array.from({ length: runs }, () => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }),
  );
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
