import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RateLimitError } from '../../src/client/errors.js';
import { failure } from '../../src/client/failure.js';

const seconds = (retryAfter: string | null, date = 'Tue, 10 Mar 2026 12:00:00 GMT') => {
  const headers = new Headers({ date, ...(retryAfter !== null && { 'retry-after': retryAfter }) });
  const error = failure(new Response(null, { status: 429, headers }), '');
  expect(error).toBeInstanceOf(RateLimitError);
  return error.retryAfter;
};

describe('RateLimitError.retryAfter', () => {
  it.each([
    ['1', 1],
    ['34', 34],
    ['  34 ', 34],
    ['0', 1],
    ['300', 300],
    ['301', 300],
    ['9'.repeat(400), 300],
  ])('reads %s as seconds, at least 1 and at most 300', (value, expected) => {
    expect(seconds(value)).toBe(expected);
  });

  it.each([
    ['Tue, 10 Mar 2026 12:01:30 GMT', 90],
    ['Tuesday, 10-Mar-26 12:01:30 GMT', 90],
    ['Tue, 10 Mar 2026 11:00:00 GMT', 1],
    ['Wed, 11 Mar 2026 12:00:00 GMT', 300],
  ])('measures the date %s against the date of the answer, not the clock of this machine', (value, expected) => {
    expect(seconds(value)).toBe(expected);
  });

  it('measures a date against the clock where the answer has none', () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00.700Z') });
    onTestFinished(() => void vi.useRealTimers());
    expect(seconds('Tue, 10 Mar 2026 12:01:00 GMT', 'nonsense')).toBe(60);
  });

  // `Date.parse` makes a day in 2001 of most of these, which would ask again after one second.
  const unreadable = [null, '', 'soon', '-5', '1.5', '5 seconds', '1e2', '0x10', '5, 5', 'Infinity', '5 GMT'];
  it.each(unreadable.map((value) => [value]))('is 5 for %j', (value) => {
    expect(seconds(value)).toBe(5);
  });

  it('is a whole number from 1 to 300 for any header', () => {
    const date = fc.date({ noInvalidDate: true }).map((at) => at.toUTCString());
    const header = fc.oneof(fc.string(), fc.nat().map(String), date);
    fc.assert(
      fc.property(header, (value) => {
        const read = seconds(value.replace(/[^\x20-\x7e]/g, ''));
        expect(Number.isInteger(read) && read! >= 1 && read! <= 300).toBe(true);
      }),
    );
  });
});
