import { inSlices } from '../../src/ui/in-slices.js';
import { expect } from '../support/fixture.js';

function* counting(count: number, each: (step: number) => void): Generator<void, number> {
  for (let step = 0; step < count; step++) {
    each(step);
    yield;
  }
  return count;
}

/** As where there are no message channels. */
async function withoutMessages(run: () => Promise<void>): Promise<void> {
  const own = globalThis.MessageChannel;
  Object.assign(globalThis, { MessageChannel: undefined });
  try {
    await run();
  } finally {
    globalThis.MessageChannel = own;
  }
}

const never = new AbortController().signal;

describe('work in slices', () => {
  it('lets other tasks have their turn', async () => {
    const order: string[] = [];
    const { port1, port2 } = new MessageChannel();
    const other = new Promise<void>((resolve) => {
      port1.onmessage = () => {
        order.push('other');
        resolve();
      };
    });
    const result = await inSlices(
      counting(200, (step) => {
        if (step === 0) port2.postMessage(null);
      }),
      never,
    );
    order.push('end');
    await other;
    port1.close();
    expect([result, order]).to.deep.equal([200, ['other', 'end']]);
  });

  it('does so by a timer where there is nothing better', () =>
    withoutMessages(async () => {
      const order: string[] = [];
      setTimeout(() => order.push('other'));
      await inSlices(counting(3, () => undefined), never);
      expect(order).to.deep.equal(['other']);
    }));

  it('ends with the reason as soon as it is aborted', async () => {
    const abort = new AbortController();
    let steps = 0;
    const work = counting(100, () => {
      if (++steps === 3) abort.abort(new Error('enough'));
    });
    const error = await inSlices(work, abort.signal).catch((reason: unknown) => reason);
    expect([(error as Error).message, steps]).to.deep.equal(['enough', 3]);
  });

  it('hands on what the work throws', async () => {
    const work = counting(1, () => {
      throw new RangeError('not so');
    });
    expect(await inSlices(work, never).catch((reason: unknown) => reason)).to.be.instanceOf(RangeError);
  });
});
