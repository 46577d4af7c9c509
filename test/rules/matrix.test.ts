import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/rules/evaluate.js';
import { matrixAt } from '../../src/rules/matrix.js';
import type { RuleLike, RuleSet } from '../../src/rules/types.js';

const at = '2026-11-23T12:00:00Z';
const setOf = (rules: Partial<RuleLike>[]): RuleSet => ({
  code: { type: 'dynamic', is_active: true, content_type: 'url', target_url: 'https://t.example/', fallback_url: 'https://f.example/' },
  rules: rules.map((rule, index) => ({ id: index + 1, url: `https://r.example/${index + 1}`, ...rule })),
});

describe('matrixAt', () => {
  it('has the devices and countries that active rules name, and one for all others', () => {
    const set = setOf([{ device: 'ios' }, { country_code: 'nl' }, { country_code: 'NL', device: 'kiosk' }, { country_code: 'DE', is_active: false }]);
    expect(matrixAt(set, at)).toMatchObject({ devices: ['ios', 'kiosk', null], countries: ['NL', null] });
  });

  it('has one cell for a code without rules', () => {
    expect(matrixAt(setOf([]), at)).toMatchObject({ devices: [null], countries: [null], outcomes: [[{ destinations: [{ kind: 'target' }] }]] });
  });

  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const anyRule: fc.Arbitrary<Partial<RuleLike>> = fc.record({
    device: maybe(fc.constantFrom('ios', 'mac')),
    country_code: maybe(fc.constantFrom('NL', 'nl', 'DE')),
    start_at: maybe(fc.constantFrom(at, '2026-12-01T00:00:00Z')),
    end_at: maybe(fc.constantFrom(at, '2026-12-02T00:00:00Z')),
    days_of_week: maybe(fc.subarray(['monday', 'saturday'])),
    priority: fc.integer({ min: 0, max: 2 }),
    is_active: fc.boolean(),
  });

  it('says of every cell, and of everybody in no other cell, what evaluate says', () => {
    const plain = (outcome: ReturnType<typeof evaluate>) => [outcome.kind, outcome.destinations];
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), (rules) => {
        const set = setOf(rules);
        const { devices, countries, outcomes } = matrixAt(set, at);
        for (const [row, country] of countries.entries()) {
          for (const [column, device] of devices.entries()) {
            const expected = plain(outcomes[row]![column]!);
            expect(plain(evaluate(set, { device, country, at }))).toEqual(expected);
            expect(plain(evaluate(set, { device: device ?? 'tizen', country: country ?? 'JP', at }))).toEqual(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
