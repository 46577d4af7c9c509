import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function* testsOf(suite) {
  if (!suite) return;
  yield* suite.tests;
  for (const inner of suite.suites) yield* testsOf(inner);
}

/** What the sessions of a run add up to; a file that could not run or ran no test is one failure. */
export function countSessions(sessions) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const session of sessions) {
    const tests = [...testsOf(session.testResults)];
    const skipped = tests.filter((test) => test.skipped).length;
    const failed = tests.filter((test) => !test.skipped && !test.passed).length;
    counts.skipped += skipped;
    counts.passed += tests.length - skipped - failed;
    counts.failed += failed || (session.passed && tests.length ? 0 : 1);
  }
  return counts;
}

/** A reporter of @web/test-runner that writes `{ passed, failed, skipped }` to a file and prints nothing. */
export function countReporter(file) {
  return {
    start: () => rmSync(file, { force: true }),
    stop({ sessions }) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(countSessions([...sessions])));
    },
  };
}
