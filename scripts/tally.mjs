/** What a step comes to: `counts` is null where its runner wrote none, `code` its exit code. */
export function tally({ code, counts, runner }) {
  if (!runner) return { passed: code ? 0 : 1, failed: code ? 1 : 0, skipped: 0 };
  const { passed = 0, failed = 0, skipped = 0 } = counts ?? {};
  // A runner that crashed, that failed outside of its tests or that ran none is never green.
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed, skipped };
}

/** The counts in a report of vitest's JSON reporter; a file that failed without a failed test is one failure. */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** The last line of `npm test`. */
export function sumLine(tallies) {
  const sum = (key) => tallies.reduce((total, one) => total + one[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
