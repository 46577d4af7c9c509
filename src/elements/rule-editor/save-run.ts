import type { Client } from '../../client/client.js';
import { ClientError, NotFoundError, ValidationError } from '../../client/errors.js';
import type { Id, Rule } from '../../client/types.js';
import { ruleFields, sameRule } from '../../rules/fields.js';
import { disagreements, type Disagreement } from '../../rules/merge.js';
import type { RuleLike, SavePlan, SaveStep } from '../../rules/types.js';
import { isRefusal, online, pause, type Pause } from '../../ui/retrying.js';
import { readRules } from './load.js';

/** What the API says about the fields of rules, by rule and field (`url`, `days_of_week`, …; `''` where it names none). */
export type FieldErrors = ReadonlyMap<Id, Readonly<Record<string, readonly string[]>>>;

/** What a save is doing. */
export type SaveStatus =
  /** The list is read: before the first request, where an answer was lost, and after the last. */
  | { kind: 'reading' }
  | { kind: 'sending' }
  | Pause;

export type SaveEnd =
  /** All is done, and read back. `differs` is what is not as it was told, by ids of the server. */
  | { kind: 'saved'; rules: Rule[]; differs: Disagreement[] }
  /** The server has other rules than the plan was made for: it is to be made anew. */
  | { kind: 'moved'; rules: Rule[] }
  /** `step` is the one that failed; `null` where the list could not be read. */
  | { kind: 'stopped'; error: ClientError; step: SaveStep | null; fields: FieldErrors };

export interface SaveRunOptions {
  client: Client;
  code: Id;
  plan: SavePlan;
  /** The rules that the plan was made for: those that the server had. */
  now: readonly Rule[];
  /** Something has changed: `status`, `done`. */
  progress: () => void;
}

/**
 * Sends the requests of a plan, one after the other. `run` can be called again after it has stopped or was aborted, and goes on
 * where it was: what is done is not done again, and a rule whose answer was lost is looked for before it is created again.
 */
export class SaveRun {
  status: SaveStatus = { kind: 'reading' };
  /** Requests that are done. */
  done = 0;
  /** Which real id a new rule has got. */
  readonly ids = new Map<Id, Id>();
  /** Rules as the server has them, as far as is known. */
  readonly server: Map<Id, RuleLike>;

  readonly #options: SaveRunOptions;
  /** The request whose outcome nobody knows: it was sent, and no answer came. */
  #lost: SaveStep | null = null;

  constructor(options: SaveRunOptions) {
    this.#options = options;
    this.server = new Map(options.now.map((rule) => [rule.id, rule]));
  }

  get steps(): readonly SaveStep[] {
    return this.#options.plan.steps.map(({ step }) => step);
  }

  /** What the person wants, under the ids that are known by now. */
  get wanted(): Rule[] {
    return this.#options.plan.merged.map((rule) => ({ ...rule, id: this.#idOf(rule.id) }));
  }

  /** @throws the signal's reason, once it is aborted */
  async run(signal: AbortSignal): Promise<SaveEnd> {
    let step: SaveStep | null = null;
    try {
      const { steps } = this;
      const before = await this.#read(signal);
      this.#settle(before);
      if (this.#hasMoved(before)) return { kind: 'moved', rules: before };
      while (this.done < steps.length) {
        step = steps[this.done]!;
        await this.#do(step, signal);
        this.done++;
        this.#say({ kind: 'sending' });
      }
      step = null;
      const rules = steps.length === 0 ? before : await this.#read(signal);
      return { kind: 'saved', rules, differs: disagreements(this.wanted, rules) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ClientError)) throw error;
      return { kind: 'stopped', error, step, fields: step ? fieldErrors(step, error) : new Map<Id, never>() };
    }
  }

  async #do(step: SaveStep, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; ) {
      await online(signal, this.#say);
      const wasLost = this.#lost;
      try {
        await this.#send(step, signal);
        this.#lost = null;
        return;
      } catch (error) {
        signal.throwIfAborted();
        // What an earlier attempt has done, this answer does not say.
        if (isRefusal(error)) this.#lost = wasLost;
        attempt = await pause(error, attempt, signal, this.#say);
      }
      if (step.kind !== 'create' || this.#lost !== step) continue;
      // It may have been created all the same.
      this.#settle(await this.#read(signal));
      if (this.ids.has(step.rule)) return;
    }
  }

  async #send(step: SaveStep, signal: AbortSignal): Promise<void> {
    const { client, code } = this.#options;
    if (step.kind === 'create' && this.ids.has(step.rule)) return;
    this.#say({ kind: 'sending' });
    this.#lost = step;
    const id = this.#idOf(step.rule);
    if (step.kind === 'delete') {
      await client.rules.delete(code, id, { signal }).catch((error: unknown) => {
        // Gone is gone. A page of the host instead of an answer is not that.
        if (!(error instanceof NotFoundError) || error.body === undefined) throw error;
      });
      this.server.delete(id);
    } else if (step.kind === 'update') {
      await client.rules.update(code, id, step.input, { signal });
      this.server.set(id, { id, ...step.input });
    } else {
      this.#created(step, await client.rules.create(code, step.input, { signal }));
    }
  }

  #created({ rule, input }: SaveStep & { kind: 'create' }, { id }: Pick<Rule, 'id'>): void {
    this.ids.set(rule, id);
    this.server.set(id, { id, ...input });
  }

  /** What became of the request without an answer: a new rule that is there, and was not known before, is it. */
  #settle(found: readonly Rule[]): void {
    const step = this.#lost;
    if (step?.kind !== 'create') return;
    const wanted: RuleLike = { id: step.rule, ...step.input };
    const twin = found.find((rule) => !this.server.has(rule.id) && sameRule(rule, wanted));
    if (twin) this.#created(step, twin);
    this.#lost = null;
  }

  /** Whether somebody else has changed rules. A request without an answer may have been done, or not. */
  #hasMoved(found: readonly Rule[]): boolean {
    const lost = this.#lost;
    const open = lost ? this.#idOf(lost.rule) : null;
    const there = found.find(({ id }) => id === open);
    const isDone = !lost || lost.kind === 'create' || (lost.kind === 'delete' ? !there : there && sameRule(there, { id: lost.rule, ...lost.input }));
    return disagreements([...this.server.values()], found).some(({ rule }) => !(rule === open && isDone));
  }

  /** Every page of the list. */
  async #read(signal: AbortSignal): Promise<Rule[]> {
    const { client, code } = this.#options;
    for (let attempt = 0; ; ) {
      await online(signal, this.#say);
      this.#say({ kind: 'reading' });
      try {
        return await readRules(client, code, signal, ({ milliseconds, error }) => this.#say({ kind: 'waiting', until: Date.now() + milliseconds, error }));
      } catch (error) {
        attempt = await pause(error, attempt, signal, this.#say);
      }
    }
  }

  #idOf(id: Id): Id {
    return this.ids.get(id) ?? id;
  }

  readonly #say = (status: SaveStatus): void => {
    this.status = status;
    this.#options.progress();
  };
}

function fieldErrors({ rule }: SaveStep, error: ClientError): FieldErrors {
  if (!(error instanceof ValidationError)) return new Map();
  const errors: Record<string, string[]> = {};
  for (const [name, messages] of Object.entries(error.errors)) {
    // `days_of_week.0` is about the field, too.
    const field = ruleFields.find((known) => known === name.split('.')[0]) ?? '';
    (errors[field] ??= []).push(...messages);
  }
  return new Map([[rule, Object.keys(errors).length > 0 ? errors : { '': [error.message] }]]);
}
