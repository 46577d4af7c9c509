import type { Client } from '../../client/client.js';
import { ClientError, NotFoundError, PermissionError, ValidationError } from '../../client/errors.js';
import type { Id, LandingPage, LandingPageInput, LandingPagePreset } from '../../client/types.js';
import { isRefusal, online, pause, type Pause } from '../../ui/retrying.js';
import { areSame, differing, fieldNames, fieldsOf, merge, trimmed, type FieldName } from './edit-session.js';
import type { EditedFields } from './page-face.js';

/** What a save is doing. */
export type SaveStatus = { kind: 'reading' } | { kind: 'sending' } | Pause;

/** What the API says about the fields; `''` where it names none. */
export type FieldErrors = Partial<Record<FieldName | '', readonly string[]>>;

export type SaveEnd =
  /** Done, and read back. `differs` is what is there now and is not as it was sent. */
  | { kind: 'saved'; page: LandingPage; differs: FieldName[] }
  /** Nothing was sent: these fields have been changed by somebody else, too. */
  | { kind: 'conflict'; theirs: LandingPage; fields: FieldName[] }
  /** The page is not there any more. */
  | { kind: 'gone' }
  /** It may have been made, or not, and there is no list to look for it in. */
  | { kind: 'unclear'; error: ClientError }
  | { kind: 'stopped'; error: ClientError; fields: FieldErrors };

export interface SaveOptions {
  client: Client;
  /** Gone on the person's wish, or with the element. */
  signal: AbortSignal;
  say: (status: SaveStatus) => void;
}

/**
 * Reads the page anew, merges, sends what differs, and reads it back. A request whose answer was lost is not simply sent again:
 * what the page is by then decides.
 * @throws the signal's reason, once it is aborted
 */
export function updatePage(id: Id, loaded: EditedFields, mine: EditedFields, options: SaveOptions): Promise<SaveEnd> {
  const { client, signal, say } = options;
  return ended(signal, async () => {
    for (let attempt = 0; ; ) {
      const now = await readPage(id, options);
      const { merged, conflicts } = merge(loaded, mine, fieldsOf(now));
      if (conflicts.length > 0) return { kind: 'conflict', theirs: now, fields: conflicts };
      const patch = inputOf(merged, differing(trimmed(fieldsOf(now)), merged));
      if (Object.keys(patch).length === 0) return { kind: 'saved', page: now, differs: [] };
      try {
        await online(signal, say);
        say({ kind: 'sending' });
        await client.landingPages.update(id, patch, { signal });
      } catch (error) {
        attempt = await pause(error, attempt, signal, say);
        continue;
      }
      const page = await readPage(id, options);
      return { kind: 'saved', page, differs: differing(merged, trimmed(fieldsOf(page))) };
    }
  });
}

/** Makes a page, once: where an answer was lost, the page is looked for before the request is sent again, here or in the next `run`. */
export class Creation {
  /** Ids of the pages that there were before; `null` where the list may not be read. */
  #known: ReadonlySet<Id> | null | undefined;
  /** What was sent, and no answer came. */
  #lost: EditedFields | null = null;
  #made: LandingPage | null = null;

  /** @throws the signal's reason, once it is aborted */
  run(wanted: EditedFields, options: SaveOptions): Promise<SaveEnd> {
    const fields = trimmed(wanted);
    return ended(options.signal, async () => {
      this.#known ??= await this.#list(options).then((pages) => pages && new Set(pages.map(({ id }) => id)));
      const made = await this.#make(fields, options);
      if ('kind' in made) return made;
      // Made by a request of before, with what was wanted then.
      if (made.isOlder && !areSame(trimmed(fieldsOf(made.page)), fields)) return updatePage(made.page.id, fieldsOf(made.page), fields, options);
      const page = await readPage(made.page.id, options).catch((error: unknown) => {
        options.signal.throwIfAborted();
        // Whoever may make pages need not be allowed to read all of them.
        if (error instanceof PermissionError || error instanceof NotFoundError) return made.page;
        throw error;
      });
      return { kind: 'saved', page, differs: differing(fields, trimmed(fieldsOf(page))).filter((name) => name !== 'preset' || fields.preset !== null) };
    });
  }

  async #make(fields: EditedFields, options: SaveOptions): Promise<SaveEnd | { page: LandingPage; isOlder: boolean }> {
    const { client, signal, say } = options;
    for (let attempt = 0; ; ) {
      this.#made ??= await this.#settle(options);
      if (this.#made) return { page: this.#made, isOlder: true };
      await online(signal, say);
      say({ kind: 'sending' });
      this.#lost = fields;
      try {
        this.#made = await client.landingPages.create({ title: fields.title, ...inputOf(fields, ['description', 'preset']) }, { signal });
        this.#lost = null;
        return { page: this.#made, isOlder: false };
      } catch (error) {
        signal.throwIfAborted();
        if (isRefusal(error)) this.#lost = null;
        else if (this.#known === null && error instanceof ClientError) {
          // Said once: who sends it again has looked.
          this.#lost = null;
          return { kind: 'unclear', error };
        }
        attempt = await pause(error, attempt, signal, say);
      }
    }
  }

  /** The page that a request without an answer has made: one that equals what was sent, and was not there before. */
  async #settle(options: SaveOptions): Promise<LandingPage | null> {
    const sent = this.#lost;
    if (!sent) return null;
    const found = (await this.#list(options)) ?? [];
    this.#lost = null;
    return found.find((page) => !this.#known?.has(page.id) && isWhatWasSent(fieldsOf(page), sent)) ?? null;
  }

  /** Every page of the list; `null` where it may not be read. */
  async #list({ client, signal, say }: SaveOptions): Promise<LandingPage[] | null> {
    const list = async () => {
      const all: LandingPage[] = [];
      for await (const { data } of client.landingPages.pages({}, { signal, onWait: waits(say) })) all.push(...data);
      return all;
    };
    try {
      return await reading(list, signal, say);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof PermissionError || error instanceof NotFoundError) return null;
      throw error;
    }
  }
}

/** Gone is gone: a page that is not there any more is deleted. @throws {ClientError}; the signal's reason */
export async function deletePage(id: Id, { client, signal, say }: SaveOptions): Promise<void> {
  for (let attempt = 0; ; ) {
    await online(signal, say);
    say({ kind: 'sending' });
    try {
      await client.landingPages.delete(id, { signal }); return;
    } catch (error) {
      if (isGone(error)) return;
      attempt = await pause(error, attempt, signal, say);
    }
  }
}

/** A page of the host in the place of an answer says nothing about the page. */
const isGone = (error: unknown): boolean => error instanceof NotFoundError && error.body !== undefined;

async function ended(signal: AbortSignal, save: () => Promise<SaveEnd>): Promise<SaveEnd> {
  try {
    return await save();
  } catch (error) {
    signal.throwIfAborted();
    if (isGone(error)) return { kind: 'gone' };
    if (!(error instanceof ClientError)) throw error;
    return { kind: 'stopped', error, fields: fieldErrors(error) };
  }
}

const waits =
  (say: SaveOptions['say']) =>
  ({ milliseconds, error }: { milliseconds: number; error: ClientError }): void =>
    say({ kind: 'waiting', until: Date.now() + milliseconds, error });

const readPage = (id: Id, { client, signal, say }: SaveOptions): Promise<LandingPage> =>
  reading(() => client.landingPages.get(id, { signal, onWait: waits(say) }), signal, say);

async function reading<T>(read: () => Promise<T>, signal: AbortSignal, say: SaveOptions['say']): Promise<T> {
  for (let attempt = 0; ; ) {
    await online(signal, say);
    say({ kind: 'reading' });
    try {
      return await read();
    } catch (error) {
      attempt = await pause(error, attempt, signal, say);
    }
  }
}

/** Those fields as the API takes them. It takes no preset that is none. */
function inputOf(fields: EditedFields, names: readonly FieldName[]): Partial<LandingPageInput> {
  return {
    ...(names.includes('title') && { title: fields.title }),
    ...(names.includes('description') && { description: fields.description }),
    ...(names.includes('preset') && fields.preset !== null && { preset: fields.preset as LandingPagePreset }),
  };
}

/** The API may give a page a preset that asked for none. */
const isWhatWasSent = (page: EditedFields, sent: EditedFields): boolean =>
  differing(trimmed(page), sent).every((name) => name === 'preset' && sent.preset === null);

function fieldErrors(error: ClientError): FieldErrors {
  if (!(error instanceof ValidationError)) return {};
  const errors: Partial<Record<FieldName | '', string[]>> = {};
  for (const [name, messages] of Object.entries(error.errors)) {
    const field = fieldNames.find((known) => known === name) ?? '';
    (errors[field] ??= []).push(...messages);
  }
  return Object.keys(errors).length > 0 ? errors : { '': [error.message] };
}
