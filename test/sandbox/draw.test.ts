import { describe, expect, it } from 'vitest';
import { draw } from '../../demo/sandbox/draw.js';
import { mulberry32 } from '../../demo/sandbox/random.js';
import type { Destination } from '../../src/rules/types.js';

const to = (url: string, n: number, d: number): Destination => ({ kind: 'rule', url, rules: [1], probability: { n, d } });

/** How often each URL comes up when every possible number is drawn once. */
function everyTicket(destinations: Destination[]): { limit: number; counts: Record<string, number> } {
  let limit = 1;
  const counts: Record<string, number> = {};
  for (let ticket = 0; ticket < limit; ticket++) {
    const url = draw(destinations, (below) => {
      limit = below;
      return ticket;
    })?.url;
    counts[String(url)] = (counts[String(url)] ?? 0) + 1;
  }
  return { limit, counts };
}

describe('draw', () => {
  it('gives each destination its exact share of the tickets', () => {
    expect(everyTicket([to('a', 7, 10), to('b', 3, 10)])).toEqual({ limit: 10, counts: { a: 7, b: 3 } });
    expect(everyTicket([to('a', 1, 2), to('b', 1, 3), to('c', 1, 6)])).toEqual({ limit: 6, counts: { a: 3, b: 2, c: 1 } });
    expect(everyTicket([to('a', 4, 15), to('b', 3, 20), to('c', 7, 12)])).toEqual({
      limit: 60,
      counts: { a: 16, b: 9, c: 35 },
    });
  });

  it('needs no chance for a single destination', () => {
    const never = () => expect.unreachable();
    expect(draw([to('only', 1, 1)], never)?.url).toBe('only');
    expect(draw([], never)).toBeUndefined();
  });

  it('is right for weights as large as the API takes', () => {
    const big = 2 ** 31 - 1;
    const both = [to('a', 1, big), to('b', big - 1, big)];
    expect(draw(both, () => 0)?.url).toBe('a');
    expect(draw(both, () => 1)?.url).toBe('b');
    expect(draw(both, () => big - 1)?.url).toBe('b');
  });

  it('follows the weights over many draws', () => {
    const random = mulberry32(1);
    const pick = (limit: number) => Math.floor(random() * limit);
    const total = 100_000;
    let a = 0;
    for (let index = 0; index < total; index++) if (draw([to('a', 7, 10), to('b', 3, 10)], pick)?.url === 'a') a++;
    expect(Math.abs(a - 0.7 * total)).toBeLessThan(4 * Math.sqrt(total * 0.7 * 0.3));
  });
});
