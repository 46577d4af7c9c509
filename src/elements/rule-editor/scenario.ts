import type { Editor } from './editor.js';

/** The scan that is tried: who, and when. */
export interface Scenario {
  device: string | null;
  country: string | null;
  /** Milliseconds since 1970. */
  at: number;
  /** The zone in which the moment is typed, an IANA name; `null` = the editor's. */
  timeZone: string | null;
}

const scenarios = new WeakMap<object, Scenario>();

/** What all panels of one editor try: a moment that is chosen in one of them is the moment of the others. */
export function scenarioOf({ host, rules }: Editor): Scenario {
  let scenario = scenarios.get(host);
  if (!scenario) {
    scenario = {
      device: mostFrequent(rules.map(({ device }) => device)),
      country: mostFrequent(rules.map(({ country_code }) => country_code?.toUpperCase() ?? null)),
      at: thisMinute(),
      timeZone: null,
    };
    scenarios.set(host, scenario);
  }
  return scenario;
}

function mostFrequent(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[string | null, number]>((best, one) => (one[1] > best[1] ? one : best), [null, 0])[0];
}

export const thisMinute = () => Math.floor(Date.now() / 60_000) * 60_000;
