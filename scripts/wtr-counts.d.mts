import type { Tally } from './tally.mjs';

interface Suite {
  tests: { passed: boolean; skipped: boolean }[];
  suites: Suite[];
}
export function countSessions(sessions: { passed?: boolean; testResults?: Suite }[]): Tally;
