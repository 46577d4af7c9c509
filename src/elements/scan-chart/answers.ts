import type { Client } from '../../client/client.js';
import { ApiError } from '../../client/errors.js';
import type { Id, QrCode } from '../../client/types.js';
import type { Rollup, RollupQuestion } from '../../scans/types.js';

/** Milliseconds for which an answer serves every chart that asks the same. */
const FRESH = 20_000;

interface Kept {
  at: number;
  answer: Promise<unknown>;
}

const kept = new WeakMap<Client, Map<string, Kept>>();

/** One request for all charts of a page that ask one thing of one client, also when they come one after the other. */
function share<T>(client: Client, key: string, isNew: boolean, ask: () => Promise<T>): Promise<T> {
  let answers = kept.get(client);
  if (!answers) kept.set(client, (answers = new Map<string, Kept>()));
  const known = answers.get(key);
  const now = performance.now();
  if (known && (isNew ? now - known.at < 1000 : now - known.at < FRESH)) return known.answer as Promise<T>;
  const answer = ask();
  const entry = { at: now, answer };
  answers.set(key, entry);
  answer.catch((error: unknown) => {
    // A refusal is an answer; any other failure is nobody's: who asks next asks anew.
    if (!isRefusal(error) && answers.get(key) === entry) answers.delete(key);
  });
  for (const [other, { at }] of answers) if (now - at > FRESH) answers.delete(other);
  return answer;
}

/** Whether to ask again would come to the same. */
export const isRefusal = (error: unknown) => error instanceof ApiError && error.status < 500 && error.status !== 429;

/** @param isNew - what was asked more than a second ago does not do */
export function askRollup(client: Client, id: Id, question: RollupQuestion, isNew: boolean): Promise<Rollup> {
  return share(client, JSON.stringify([id, question]), isNew, () => client.scans.rollup(id, question));
}

export function askCode(client: Client, id: Id): Promise<QrCode> {
  return share(client, `code ${id}`, false, () => client.qrCodes.get(id));
}
