export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}
export function tally(step: { code: number; counts?: Partial<Tally> | null; runner?: boolean }): Tally;
export function vitestCounts(report: {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}): Tally;
export function sumLine(tallies: Tally[]): string;
