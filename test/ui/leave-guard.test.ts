import { leaveGuard } from '../../src/ui/leave-guard.js';
import { replace } from '../support/element.js';
import { expect } from '../support/fixture.js';

/** Whether the browser would ask. */
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('leaving the page', () => {
  it('is asked about only while something is unsaved', () => {
    const guard = leaveGuard();
    expect(asks()).to.equal(false);
    guard.set(true);
    expect(asks()).to.equal(true);
    guard.set(false);
    expect(asks()).to.equal(false);
  });

  it('is asked about while any of several has something unsaved, with one listener', () => {
    let [added, removed] = [0, 0];
    const real = { add: window.addEventListener, remove: window.removeEventListener };
    const restore = [
      replace(window, 'addEventListener', (...args: Parameters<typeof real.add>) => {
        if (args[0] === 'beforeunload') added++;
        real.add.apply(window, args);
      }),
      replace(window, 'removeEventListener', (...args: Parameters<typeof real.remove>) => {
        if (args[0] === 'beforeunload') removed++;
        real.remove.apply(window, args);
      }),
    ];
    try {
      const guards = Array.from({ length: 100 }, leaveGuard);
      for (const guard of guards) guard.set(true);
      guards[0]!.set(true);
      expect([added, removed]).to.deep.equal([1, 0]);
      for (const guard of guards.slice(1)) guard.set(false);
      expect([asks(), removed]).to.deep.equal([true, 0]);
      guards[0]!.set(false);
      guards[0]!.set(false);
      expect([asks(), added, removed]).to.deep.equal([false, 1, 1]);
    } finally {
      restore.forEach((back) => back());
    }
  });
});
