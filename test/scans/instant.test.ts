import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, secondsOf } from '../../src/scans/instant.js';

const known = (text: string) => Math.floor(Date.parse(text) / 1000);

describe('secondsOf', () => {
  it('reads the form of the API as Date.parse does, for any instant', () => {
    const instant = fc
      .integer({ min: 0, max: 4_102_444_799 })
      .map((second) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`);
    fc.assert(
      fc.property(instant, (text) => {
        expect(secondsOf(text)).toBe(known(text));
        expect(instantOf(secondsOf(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads every day of four years, leap days included', () => {
    for (let ms = Date.UTC(2023, 11, 30); ms < Date.UTC(2028, 2, 2); ms += 86_400_000) {
      const text = `${new Date(ms).toISOString().slice(0, 10)}T23:59:59Z`;
      expect(secondsOf(text)).toBe(ms / 1000 + 86_399);
    }
  });

  it.each([
    ['2026-03-20T14:22:00+01:00', '2026-03-20T13:22:00Z'],
    ['2026-03-20T14:22:00-0330', '2026-03-20T17:52:00Z'],
    ['2026-03-20T14:22:00.999999Z', '2026-03-20T14:22:00Z'],
    ['2026-03-20t14:22:00z', '2026-03-20T14:22:00Z'],
    ['2026-03-20 14:22:00', '2026-03-20T14:22:00Z'],
    ['2026-03-20T14:22', '2026-03-20T14:22:00Z'],
    ['2026-03-31T24:00:00Z', '2026-04-01T00:00:00Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59Z'],
  ])('reads %s as %s', (text, utc) => {
    expect(secondsOf(text)).toBe(known(utc));
  });

  it('reads one with an offset or fractions as Date.parse does', () => {
    const offset = fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom('00', '15', '30', '45'));
    const fraction = fc.constantFrom('', '.0', '.5', '.123', '.123456', '.999999999');
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        fraction,
        offset,
        (at, part, [sign, hours, minutes]) => {
          const text = `${at.toISOString().slice(0, 19)}${part}${sign}${String(hours).padStart(2, '0')}:${minutes}`;
          expect(secondsOf(text)).toBe(known(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '',
    'yesterday',
    '2026-03-20',
    '2026-3-20T14:22:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-03-00T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-04-31T12:00:00+02:00',
    '2026-03-20T25:00:00Z',
    '2026-03-20T14:60:00Z',
    '2026-03-20T14:22:60Z',
    '2026x03x20T14x22x00Z',
    '2026-03-20T14:22:00X',
    '2026-03-20T1 :22:00Z',
    '0000-00-00 00:00:00',
    '20260-3-20T14:22:00Z',
    'T14:22:00Z2026-03-20',
    '2026-03-20T14:22:00Z ',
  ])('refuses %j', (text) => {
    expect(() => secondsOf(text)).toThrow(RangeError);
    expect(() => secondsOf(text)).toThrow(JSON.stringify(text));
  });

  it('never takes a mutilated instant for another', () => {
    const form = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-4]):[0-5]\d:[0-5]\dZ$/i;
    fc.assert(
      fc.property(fc.nat({ max: 19 }), fc.constantFrom(...Array.from('0123456789-:TZ .x/+')), (at, sign) => {
        const text = `2026-03-20T14:22:00Z`;
        const broken = text.slice(0, at) + sign + text.slice(at + 1);
        const read = () => secondsOf(broken);
        if (form.test(broken.replace(' ', 'T')) && !Number.isNaN(known(broken)))
          expect(read()).toBe(known(broken.replace(' ', 'T')));
        else expect(read).toThrow(RangeError);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('instantOf', () => {
  it('writes whole seconds', () => {
    expect(instantOf(0)).toBe('1970-01-01T00:00:00Z');
    expect(instantOf(1_774_016_520)).toBe('2026-03-20T14:22:00Z');
    expect(instantOf(1_774_016_520.9)).toBe('2026-03-20T14:22:00Z');
  });

  it('refuses what is no instant', () => {
    for (const second of [NaN, Infinity, -Infinity]) expect(() => instantOf(second)).toThrow(RangeError);
  });
});
