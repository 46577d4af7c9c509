import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LandingPage } from '../../src/client/types.js';
import { Creation, deletePage, updatePage, type SaveEnd, type SaveOptions, type SaveStatus } from '../../src/elements/landing-page/edit-save.js';
import { fieldsOf, merge } from '../../src/elements/landing-page/edit-session.js';
import type { EditedFields } from '../../src/elements/landing-page/page-face.js';
import { pageOf, PagesApi } from '../support/pages-api.js';
import type { Trouble } from '../support/rules-api.js';

// Waiting is for a clock that only the test moves.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const loaded = fieldsOf(pageOf());
const wanted = (fields: Partial<EditedFields>): EditedFields => ({ ...loaded, ...fields });

function optionsOf(api: PagesApi, signal = new AbortController().signal): SaveOptions & { statuses: SaveStatus[] } {
  const statuses: SaveStatus[] = [];
  return { client: api.client, signal, say: (status) => statuses.push(status), statuses };
}

/** Waits for it, while time passes as fast as it can. */
async function over<T>(work: Promise<T>): Promise<T> {
  let isOver = false as boolean;
  const end = work.finally(() => (isOver = true));
  end.catch(() => undefined);
  while (!isOver) await vi.advanceTimersByTimeAsync(1000);
  return end;
}

const update = (api: PagesApi, mine: EditedFields, options = optionsOf(api)): Promise<SaveEnd> => over(updatePage(7, loaded, mine, options));
const kindsOf = (api: PagesApi) => api.asked.map(({ method }) => method);

/** Trouble for the first writes, in turn. */
const onWrites = (...troubles: (Trouble | undefined)[]): PagesApi['trouble'] => ({ method }) => (method === 'GET' ? undefined : troubles.shift());

describe('saving a page', () => {
  it('reads it first, sends the changed fields alone, and reads it back', async () => {
    const api = new PagesApi();
    const end = await update(api, wanted({ preset: 'neon', description: null }));
    expect(end).toEqual({ kind: 'saved', page: pageOf({ preset: 'neon', description: null }), differs: [] });
    expect(kindsOf(api)).toEqual(['GET', 'PUT', 'GET']);
    expect(api.sent).toEqual([{ preset: 'neon', description: null }]);
  });

  it('sends no white space around a text, and nothing where only that differs', async () => {
    const api = new PagesApi();
    await update(api, wanted({ title: '  New  ' }));
    expect(api.sent).toEqual([{ title: 'New' }]);
    const same = new PagesApi();
    expect(await update(same, wanted({ title: `${loaded.title} ` }))).toMatchObject({ kind: 'saved' });
    expect(kindsOf(same)).toEqual(['GET']);
  });

  it('keeps what somebody else has changed meanwhile, where it goes together', async () => {
    const api = new PagesApi();
    api.edit({ description: 'Theirs' });
    expect(await update(api, wanted({ title: 'Mine' }))).toMatchObject({ kind: 'saved', page: { title: 'Mine', description: 'Theirs' }, differs: [] });
    expect(api.sent).toEqual([{ title: 'Mine' }]);
  });

  it('sends nothing where both have changed the same, and says what they have', async () => {
    const api = new PagesApi();
    api.edit({ title: 'Theirs', preset: 'dark' });
    const end = await update(api, wanted({ title: 'Mine', preset: 'dark' }));
    expect(end).toEqual({ kind: 'conflict', theirs: pageOf({ title: 'Theirs', preset: 'dark' }), fields: ['title'] });
    expect(api.writes).toEqual([]);
  });

  it('says what the server made of it', async () => {
    const api = new PagesApi();
    let count = 0;
    api.trouble = ({ method }) => {
      if (method === 'GET' && ++count === 2) api.edit({ title: 'CUT' });
      return undefined;
    };
    expect(await update(api, wanted({ title: 'Mine', preset: 'neon' }))).toMatchObject({ kind: 'saved', differs: ['title'] });
  });

  it('waits as long as the API asks, and says so', async () => {
    const api = new PagesApi();
    api.trouble = onWrites({ limit: 30 });
    const options = optionsOf(api);
    const began = Date.now();
    expect(await update(api, wanted({ title: 'Mine' }), options)).toMatchObject({ kind: 'saved' });
    expect(api.writes).toHaveLength(2);
    const wait = options.statuses.find((status) => status.kind === 'waiting')!;
    expect(wait.until - began).toBeGreaterThanOrEqual(30_000);
    expect(wait.error.code).toBe('rate-limit');
  });

  it.each<[string, Trouble, number]>([
    ['was lost, but done', { drop: 'late' }, 1],
    ['was cut, but done', 'cut', 1],
    ['was lost with the request', { drop: 'early' }, 2],
    ['was that of a failing server', { status: 502 }, 2],
  ])('looks at the page where the answer %s', async (_, trouble, writes) => {
    const api = new PagesApi();
    api.trouble = onWrites(trouble);
    expect(await update(api, wanted({ title: 'Mine' }))).toMatchObject({ kind: 'saved', page: { title: 'Mine' }, differs: [] });
    expect(api.writes).toHaveLength(writes);
  });

  it('overwrites nobody who saved after an answer was lost', async () => {
    const api = new PagesApi();
    api.trouble = ({ method }) => {
      if (method === 'PUT') api.edit({ title: 'Theirs' });
      return method === 'PUT' ? { drop: 'early' } : undefined;
    };
    expect(await update(api, wanted({ title: 'Mine' }))).toMatchObject({ kind: 'conflict', theirs: { title: 'Theirs' } });
    expect(api.writes).toHaveLength(1);
  });

  it('gives up after some failures, and says why', async () => {
    const api = new PagesApi();
    api.trouble = ({ method }) => (method === 'PUT' ? { drop: 'early' } : undefined);
    expect(await update(api, wanted({ title: 'Mine' }))).toMatchObject({ kind: 'stopped', error: { code: 'network' }, fields: {} });
    expect(api.writes).toHaveLength(6);
  });

  it.each([402, 403])('stops at once at %i', async (status) => {
    const api = new PagesApi();
    api.trouble = onWrites({ status });
    expect(await update(api, wanted({ title: 'Mine' }))).toMatchObject({ kind: 'stopped', error: { status } });
    expect(api.writes).toHaveLength(1);
  });

  it('says which fields the API refuses, and why', async () => {
    const api = new PagesApi();
    api.trouble = onWrites({ status: 422, body: { message: 'No.', errors: { title: ['Too long.'], slug: ['Taken.'] } } });
    expect(await update(api, wanted({ title: 'Mine' }))).toMatchObject({ kind: 'stopped', fields: { title: ['Too long.'], '': ['Taken.'] } });
  });

  it('says that the page is gone', async () => {
    expect(await update(new PagesApi([]), wanted({ title: 'Mine' }))).toEqual({ kind: 'gone' });
  });

  it('ends with the signal', async () => {
    const api = new PagesApi();
    const gone = new AbortController();
    api.trouble = ({ method }) => {
      if (method === 'PUT') gone.abort(new Error('left'));
      return undefined;
    };
    await expect(update(api, wanted({ title: 'Mine' }), optionsOf(api, gone.signal))).rejects.toThrow('left');
  });
});

describe('making a page', () => {
  const mine: EditedFields = { title: 'Mine', description: null, preset: 'neon' };
  const run = (creation: Creation, api: PagesApi, fields = mine) => over(creation.run(fields, optionsOf(api)));
  const made = (api: PagesApi) => api.pages.filter(({ title }) => title === 'Mine');

  it('sends it once, and reads it back', async () => {
    const api = new PagesApi();
    expect(await run(new Creation(), api)).toMatchObject({ kind: 'saved', page: { title: 'Mine', preset: 'neon' }, differs: [] });
    expect(api.writes).toEqual(['POST /landing-pages']);
    expect(api.sent).toEqual([{ title: 'Mine', description: null, preset: 'neon' }]);
  });

  it('sends no preset where none was chosen', async () => {
    const api = new PagesApi();
    expect(await run(new Creation(), api, { ...mine, preset: null })).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.sent).toEqual([{ title: 'Mine', description: null }]);
  });

  it.each<[string, Trouble]>([
    ['lost', { drop: 'late' }],
    ['cut', 'cut'],
    ['that of a failing gateway', { status: 504, late: true }],
  ])('looks for it where the answer was %s, beside an older page of the same words', async (_, trouble) => {
    const api = new PagesApi([pageOf({ id: 3, ...mine }), ...Array.from({ length: 120 }, (_unused, index) => pageOf({ id: index + 200 }))]);
    api.trouble = onWrites(trouble);
    const end = (await run(new Creation(), api)) as SaveEnd & { page: LandingPage };
    expect(end).toMatchObject({ kind: 'saved', differs: [] });
    expect(end.page.id).not.toBe(3);
    expect(made(api)).toHaveLength(2);
  });

  it('sends it again where it is not there', async () => {
    const api = new PagesApi();
    api.trouble = onWrites({ drop: 'early' }, { status: 503 });
    expect(await run(new Creation(), api)).toMatchObject({ kind: 'saved' });
    expect(api.writes).toHaveLength(3);
    expect(made(api)).toHaveLength(1);
  });

  it('remembers what was lost or done when it has stopped, and changes that page to what is wanted by then', async () => {
    const api = new PagesApi();
    const creation = new Creation();
    let isDown = false;
    api.trouble = ({ method }) => {
      if (method !== 'POST') return isDown ? { drop: 'early' } : undefined;
      isDown = true;
      return { drop: 'late' };
    };
    expect(await run(creation, api)).toMatchObject({ kind: 'stopped' });
    api.trouble = () => undefined;
    expect(await run(creation, api, { ...mine, title: 'Better' })).toMatchObject({ kind: 'saved', page: { title: 'Better' } });
    expect(api.pages.map(({ title }) => title)).toEqual([pageOf().title, 'Better']);
  });

  it('makes no second page where only reading it back has failed', async () => {
    const api = new PagesApi();
    const creation = new Creation();
    api.trouble = ({ method, path }) => (method === 'GET' && path !== '/landing-pages' ? { drop: 'early' } : undefined);
    expect(await run(creation, api)).toMatchObject({ kind: 'stopped' });
    api.trouble = () => undefined;
    expect(await run(creation, api)).toMatchObject({ kind: 'saved' });
    expect(made(api)).toHaveLength(1);
  });

  it('says that nobody knows, where an answer was lost and the list may not be read', async () => {
    const api = new PagesApi();
    api.trouble = ({ method }) => (method === 'GET' ? { status: 403 } : { drop: 'late' });
    expect(await run(new Creation(), api)).toMatchObject({ kind: 'unclear', error: { code: 'network' } });
    expect(made(api)).toHaveLength(1);
  });

  it('needs neither the list nor the page to be readable', async () => {
    const api = new PagesApi();
    api.trouble = ({ method }) => (method === 'GET' ? { status: 403 } : undefined);
    expect(await run(new Creation(), api)).toMatchObject({ kind: 'saved', page: { title: 'Mine' } });
  });

  it('makes exactly one page, whatever happens on the way', async () => {
    const trouble = fc.constantFrom<Trouble | undefined>(undefined, { drop: 'early' }, { drop: 'late' }, 'cut', { limit: 2 }, { busy: 1 }, { status: 500 }, { status: 504, late: true });
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { maxLength: 12 }), async (troubles) => {
        const api = new PagesApi();
        const creation = new Creation();
        api.trouble = () => troubles.shift();
        let end = await run(creation, api);
        for (let more = 0; end.kind === 'stopped' && more < 12; more++) end = await run(creation, api);
        expect(end).toMatchObject({ kind: 'saved', differs: [] });
        expect(made(api)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });
});

describe('deleting a page', () => {
  it.each<[string, Trouble | undefined, number]>([
    ['is one request', undefined, 1],
    ['goes on after a lost answer', { drop: 'late' }, 2],
    ['waits where it is asked to', { limit: 3 }, 2],
  ])('%s', async (_, trouble, writes) => {
    const api = new PagesApi();
    api.trouble = onWrites(trouble);
    await over(deletePage(7, optionsOf(api)));
    expect(api.pages).toEqual([]);
    expect(api.writes).toHaveLength(writes);
  });

  it('is an error where it is not allowed', async () => {
    const api = new PagesApi();
    api.trouble = onWrites({ status: 403 });
    await expect(over(deletePage(7, optionsOf(api)))).rejects.toMatchObject({ status: 403 });
    expect(api.pages).toHaveLength(1);
  });
});

describe('merging', () => {
  const fields = fc.record<EditedFields>({ title: fc.constantFrom('a', 'b', 'c '), description: fc.constantFrom(null, 'x', 'y'), preset: fc.constantFrom(null, 'dark', 'neon') });

  it('takes of each field what one side has changed, and asks only where both have, to something else', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const { merged, conflicts } = merge(base, mine, theirs);
        for (const name of ['title', 'description', 'preset'] as const) {
          const [was, here, there, now] = [base, mine, theirs, merged].map((one) => one[name]?.trim() ?? null);
          expect(conflicts.includes(name)).toBe(here !== was && there !== was && here !== there);
          expect(now).toBe(here === was ? there : here);
        }
      }),
    );
  });
});
