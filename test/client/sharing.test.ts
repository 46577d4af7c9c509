import { describe, expect, it, vi } from 'vitest';
import { json, never, rejected, transportOf } from './scripted-fetch.js';

/** An answer that the test gives when it wants to. */
function later() {
  let answer!: (response: Response) => void;
  const response = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  return { response, answer };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('equal GETs in flight', () => {
  it('share one request', async () => {
    const { transport, calls } = transportOf(() => json({ id: 1 }));
    const all = await Promise.all([transport.get('/a', {}), transport.get('/a', {}), transport.get('/b', {})]);
    expect(all).toEqual([{ id: 1 }, { id: 1 }, { id: 1 }]);
    expect(calls.map(({ url }) => url)).toEqual(['https://site.example/jsi/a', 'https://site.example/jsi/b']);
  });

  it('are shared by who comes while the answer is awaited, and no longer once it came', async () => {
    const { response, answer } = later();
    const { transport, calls } = transportOf((_, number) => (number === 1 ? response : json('second')));
    const first = transport.get('/a', {});
    await turn();
    const joined = transport.get('/a', {});
    answer(json('first'));
    expect(await Promise.all([first, joined])).toEqual(['first', 'first']);
    expect(await transport.get('/a', {})).toBe('second');
    expect(calls).toHaveLength(2);
  });

  it('give every waiter a copy of its own', async () => {
    const { transport } = transportOf(() => json({ list: [1] }));
    const [one, two] = (await Promise.all([transport.get('/a', {}), transport.get('/a', {})])) as { list: number[] }[];
    one!.list.push(2);
    expect(two).toEqual({ list: [1] });
  });

  it('give every waiter the error, and are not shared after it', async () => {
    const { transport, calls } = transportOf((_, number) => json({}, number === 1 ? 404 : 200));
    const [one, two] = await Promise.all([rejected(transport.get('/a', {})), rejected(transport.get('/a', {}))]);
    expect(one).toMatchObject({ code: 'not-found' });
    expect(two).toBe(one);
    expect(await transport.get('/a', {})).toEqual({});
    expect(calls).toHaveLength(2);
  });

  it('do not answer a question asked after a write', async () => {
    const { response, answer } = later();
    const { transport, calls } = transportOf(({ method }, number) => {
      if (number === 1) return response;
      return json(method === 'GET' ? 'new' : 'written');
    });
    const before = transport.get('/a', {});
    await turn();
    await transport.write('POST', '/a', {}, {});
    const after = transport.get('/a', {});
    answer(json('old'));
    expect(await before).toBe('old');
    expect(await after).toBe('new');
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('do not answer a question asked after a write that failed: it may have worked', async () => {
    const { response, answer } = later();
    const { transport } = transportOf(({ method }, number) => {
      if (number === 1) return response;
      return json(method === 'GET' ? 'new' : {}, method === 'GET' ? 200 : 500);
    });
    const before = transport.get('/a', {});
    await turn();
    await rejected(transport.write('DELETE', '/a', undefined, {}));
    const after = transport.get('/a', {});
    answer(json('old'));
    expect(await Promise.all([before, after])).toEqual(['old', 'new']);
  });
});

describe('aborting a shared GET', () => {
  it('rejects only the waiter whose signal it is, with its reason', async () => {
    const { response, answer } = later();
    const { transport, calls } = transportOf(() => response);
    const mine = new AbortController();
    const reason = new Error('The element left.');
    const aborted = rejected(transport.get('/a', { signal: mine.signal }));
    const other = transport.get('/a', { signal: new AbortController().signal });
    await turn();
    mine.abort(reason);
    expect(await aborted).toBe(reason);
    expect(calls[0]!.signal.aborted).toBe(false);
    answer(json('still here'));
    expect(await other).toBe('still here');
  });

  it('aborts the request with the last waiter', async () => {
    const { transport, calls } = transportOf(never);
    const controllers = [new AbortController(), new AbortController()];
    const waiters = controllers.map(({ signal }) => rejected(transport.get('/a', { signal })));
    await turn();
    controllers[0]!.abort('one');
    expect(calls[0]!.signal.aborted).toBe(false);
    controllers[1]!.abort('two');
    expect(calls[0]!.signal.aborted).toBe(true);
    expect(await Promise.all(waiters)).toEqual(['one', 'two']);
  });

  it('does not abort for a waiter that came without a signal', async () => {
    const { response, answer } = later();
    const { transport } = transportOf(() => response);
    const controller = new AbortController();
    const aborted = rejected(transport.get('/a', { signal: controller.signal }));
    const patient = transport.get('/a', {});
    controller.abort('gone');
    expect(await aborted).toBe('gone');
    answer(json('here'));
    expect(await patient).toBe('here');
  });

  it('leaves nothing for the next to join', async () => {
    const { transport, calls } = transportOf((_, number) => (number === 1 ? never() : json('fresh')));
    const controller = new AbortController();
    const aborted = rejected(transport.get('/a', { signal: controller.signal }));
    await turn();
    controller.abort('gone');
    expect(await transport.get('/a', {})).toBe('fresh');
    expect(await aborted).toBe('gone');
    expect(calls).toHaveLength(2);
  });

  it('does not end the sharing of the request that took its place', async () => {
    const { response, answer } = later();
    const { transport, calls } = transportOf((_, number) => (number === 1 ? never() : response));
    const controller = new AbortController();
    const aborted = rejected(transport.get('/a', { signal: controller.signal }));
    await turn();
    controller.abort('gone');
    const second = transport.get('/a', {});
    await aborted;
    await turn();
    const joined = transport.get('/a', {});
    answer(json('shared'));
    expect(await Promise.all([second, joined])).toEqual(['shared', 'shared']);
    expect(calls).toHaveLength(2);
  });

  it('sends nothing when all leave before the request went out', async () => {
    const { transport, calls } = transportOf(() => json('never asked'));
    const controller = new AbortController();
    const aborted = rejected(transport.get('/a', { signal: controller.signal }));
    controller.abort('gone');
    expect(await aborted).toBe('gone');
    await turn();
    expect(calls).toHaveLength(0);
  });

  it('lets go of the signal once the answer came', async () => {
    const { transport } = transportOf(() => json('done'));
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    await transport.get('/a', { signal });
    await turn();
    expect(add).toHaveBeenCalledOnce();
    expect(remove.mock.calls[0]!.slice(0, 2)).toEqual(add.mock.calls[0]!.slice(0, 2));
  });
});

describe('a signal that is already aborted', () => {
  const signal = AbortSignal.abort('too late');

  it('sends no GET', async () => {
    const { transport, calls } = transportOf(() => json({}));
    expect(await rejected(transport.get('/a', { signal }))).toBe('too late');
    await turn();
    expect(calls).toHaveLength(0);
  });

  it('does not disturb the flight it would have joined', async () => {
    const { transport, calls } = transportOf(() => json('fine'));
    const other = transport.get('/a', {});
    expect(await rejected(transport.get('/a', { signal }))).toBe('too late');
    expect(await other).toBe('fine');
    expect(calls).toHaveLength(1);
  });

  it('sends no write', async () => {
    const { transport, calls } = transportOf(() => json({}));
    expect(await rejected(transport.write('POST', '/a', {}, { signal }))).toBe('too late');
    await turn();
    expect(calls).toHaveLength(0);
  });
});
