import type { TemplateResult } from 'lit';
import { ClientError } from '../../client/errors.js';
import type { Id, Rule } from '../../client/types.js';
import { en } from '../../locales/en.js';
import { enRuleReview as words } from '../../locales/en.rule-review.js';
import { diffInSteps } from '../../rules/diff.js';
import { wholeRule } from '../../rules/fields.js';
import { newTies, type Resolution } from '../../rules/merge.js';
import { orderOf } from '../../rules/order.js';
import { planSaveInSteps } from '../../rules/plan-save.js';
import type { RuleSet, SaveConflict } from '../../rules/types.js';
import { addStyles } from '../../ui/add-styles.js';
import { errorText } from '../../ui/error-text.js';
import { inSlices } from '../../ui/in-slices.js';
import type { Choices } from './conflict.js';
import type { Editor, Panel } from './editor.js';
import { readRules } from './load.js';
import { reasonText, statusText } from './review-parts.js';
import { ReplayPart } from './review-replay.js';
import type { Base, Ready, Saving, Stage, Stopped, StoppedBy } from './review-stages.js';
import { stageView } from './review-view.js';
import { reviewStyles } from './review.styles.js';
import { SaveRun, type FieldErrors, type SaveEnd } from './save-run.js';

export type { FieldErrors };

/** What the review tells the element around it. */
export interface ReviewHooks {
  /** The first request is about to be sent; `false` where the page has cancelled that. `merged` is what the server will have. */
  maySave: (merged: readonly Rule[]) => boolean;
  /**
   * Saving has begun (`true`), or has ended or stopped (`false`). While it runs, nothing may be edited and leaving the page is
   * to be asked about.
   */
  saving: (isSaving: boolean) => void;
  /** The server has other rules than the edits were made from, and not all of it goes together. Also for a page to know. */
  conflicts: (conflicts: readonly SaveConflict[]) => void;
  /** What the API refused, for the fields to show; empty once another attempt begins. */
  fieldErrors: (errors: FieldErrors) => void;
  /**
   * A save has stopped on its way. `loaded` is what the server has as far as is known, `mine` the rules as the person wants them:
   * what was created has its real id. `ids` says which new id became which real one. The person may edit on, or go on.
   */
  stopped: (loaded: readonly Rule[], mine: readonly Rule[], ids: ReadonlyMap<Id, Id>) => void;
  /** All of it is saved: what the server has, read back. The panel stays until `close`. */
  saved: (rules: readonly Rule[]) => void;
  /** The person is done with the panel. */
  close: () => void;
}

/** What is shown between pressing Save and what is saved, and while it is saved. */
export interface Review extends Panel {
  /** Reads the rules again, merges, and shows what saving would do. To be called each time that Save is pressed. */
  start: () => void;
  /** Saves without being asked as soon as it is known how; resolves with whether all is saved. Stops where a person has to decide. */
  finish: () => Promise<boolean>;
  /** Whether requests are on their way, or wait to be. */
  readonly isSaving: boolean;
}

export function createReview(editor: Editor, hooks: ReviewHooks): Review {
  addStyles(editor.host.renderRoot as ShadowRoot, reviewStyles);
  return new SaveReview(editor, hooks);
}

/** What a person can do in the review. */
export type ReviewActions = Pick<SaveReview, 'start' | 'save' | 'goOn' | 'stop' | 'close' | 'choose' | 'decide' | 'decideAgain' | 'showAll'>;

class SaveReview implements Review {
  readonly #editor: Editor;
  readonly #hooks: ReviewHooks;
  readonly #choices: Choices = new Map<Id, Resolution>();
  #stage: Stage = { kind: 'idle' };
  /** What runs. */
  #work = new AbortController();
  #stoppedBy: StoppedBy = 'person';
  /** Said on top until the next beginning. */
  #note: string | null = null;
  /** The edited rules that all of this is about. */
  #about: readonly Rule[] = [];
  /** Who waits for `finish`. */
  #waiting: ((isSaved: boolean) => void)[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastWait = 0;

  constructor(editor: Editor, hooks: ReviewHooks) {
    this.#editor = editor;
    this.#hooks = hooks;
  }

  get isSaving(): boolean {
    return this.#stage.kind === 'saving';
  }

  render(): TemplateResult {
    const isOutdated = this.#about !== this.#editor.rules;
    return stageView({ editor: this.#editor, stage: this.#stage, note: this.#note, isOutdated, choices: this.#choices, seconds: this.#seconds, actions: this });
  }

  changed(): void {
    if (this.#stage.kind !== 'idle') this.#draw();
  }

  leave(): void {
    this.#stoppedBy = 'left';
    this.#work.abort();
    if (this.#stage.kind === 'ready') this.#stage.replay?.leave();
    if (this.#stage.kind === 'reading' || this.#stage.kind === 'comparing') this.#stage = { kind: 'idle' };
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#answer(false);
  }

  // Before saving

  readonly start = (): void => this.#start(null);

  async finish(): Promise<boolean> {
    const isSaved = new Promise<boolean>((resolve) => this.#waiting.push(resolve));
    if (this.#stage.kind === 'ready') this.save();
    else if (this.#stage.kind === 'nothing') this.close();
    else if (!['reading', 'comparing', 'saving'].includes(this.#stage.kind)) this.#answer(false);
    return isSaved;
  }

  readonly choose = (rules: readonly Id[], choice: Resolution): void => {
    for (const rule of rules) this.#choices.set(rule, choice);
    this.#draw();
  };

  readonly decide = (): void => {
    if (this.#stage.kind === 'conflicts') void this.#compare(this.#stage.base, this.#begin());
  };

  readonly decideAgain = (): void => {
    if (this.#stage.kind !== 'ready') return;
    this.#choices.clear();
    void this.#compare(this.#stage.base, this.#begin());
  };

  readonly showAll = (): void => {
    if (this.#stage.kind === 'ready') this.#stage.isAll = true;
    this.#draw();
  };

  readonly close = (): void => {
    this.#begin();
    const { kind } = this.#stage;
    if (this.#stage.kind === 'nothing') this.#hooks.saved(this.#stage.rules);
    this.#stage = { kind: 'idle' };
    this.#draw();
    this.#answer(kind === 'nothing');
    this.#hooks.close();
  };

  #start(note: string | null): void {
    if (this.isSaving) return;
    const signal = this.#begin();
    this.#choices.clear();
    this.#note = note;
    this.#about = this.#editor.rules;
    this.#show({ kind: 'reading', until: null }, words.reading);
    void this.#read(signal);
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { client, code, loaded } = this.#editor;
    const onWait = ({ milliseconds }: { milliseconds: number }) => {
      this.#stage = { kind: 'reading', until: Date.now() + milliseconds };
      this.#draw();
    };
    try {
      const now = await readRules(client, code.id, signal, onWait);
      const setOf = (rules: readonly Rule[]): RuleSet => ({ code, rules });
      await this.#compare({ loaded: setOf(loaded), mine: setOf(this.#about), now: setOf(now) }, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ClientError)) throw error;
      this.#show({ kind: 'failed', error }, words.notRead(errorText(error, en)));
      this.#answer(false);
    }
  }

  async #compare(base: Base, signal: AbortSignal): Promise<void> {
    this.#show({ kind: 'comparing' });
    try {
      const next = await this.#planned(base, signal);
      this.#show(next, saidOf(next));
      if (next.kind === 'conflicts') this.#hooks.conflicts(next.conflicts);
      if (next.kind === 'conflicts') this.#answer(false);
      else if (this.#waiting.length > 0) this[next.kind === 'ready' ? 'save' : 'close']();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** What there is to decide, or to look at. */
  async #planned(base: Base, signal: AbortSignal): Promise<Stage & { kind: 'conflicts' | 'nothing' | 'ready' }> {
    const options = { horizon: { from: new Date() }, semantics: this.#editor.semantics };
    const resolve = Object.fromEntries(this.#choices);
    const plan = await inSlices(planSaveInSteps(base.loaded, base.mine, base.now, { ...options, resolve }), signal);
    const { conflicts, merged } = plan;
    if (conflicts.length > 0) return { kind: 'conflicts', base, conflicts };
    if (plan.steps.length === 0) return { kind: 'nothing', rules: merged };

    const after: RuleSet = { ...base.now, rules: merged };
    const changes = plan.unproven ? null : await inSlices(diffInSteps(base.now, after, options), signal);
    const mayReplay = changes !== null && (this.#editor.permissions?.has('scans.list') ?? true);
    const chosen = [...this.#choices.values()];
    return {
      kind: 'ready',
      base,
      plan,
      changes,
      ties: newTies(merged, base.mine.rules, base.now.rules),
      replay: mayReplay ? new ReplayPart(this.#editor, base.now, after, () => this.#draw()) : null,
      decided: { mine: chosen.filter((one) => one === 'mine').length, theirs: chosen.filter((one) => one === 'theirs').length },
      isAll: false,
    };
  }

  // Saving

  readonly save = (): void => {
    if (this.#stage.kind !== 'ready') return;
    const { base, plan } = this.#stage;
    if (!this.#hooks.maySave(plan.merged)) {
      this.#answer(false);
      return;
    }
    const { client, code } = this.#editor;
    const run: SaveRun = new SaveRun({ client, code: code.id, plan, now: base.now.rules as Rule[], progress: () => this.#progress(run) });
    void this.#run({ base, plan, run });
  };

  readonly goOn = (): void => {
    if (this.#stage.kind !== 'stopped') return;
    // What has been edited since is not in the plan.
    if (this.#about === this.#editor.rules) void this.#run(this.#stage);
    else this.#start(null);
  };

  readonly stop = (): void => {
    this.#stoppedBy = 'person';
    this.#work.abort();
  };

  async #run({ base, plan, run }: Omit<Saving, 'kind'>): Promise<void> {
    const signal = this.#begin();
    this.#show({ kind: 'saving', base, plan, run }, words.saving);
    this.#hooks.saving(true);
    this.#hooks.fieldErrors(new Map());
    let end: SaveEnd | StoppedBy;
    try {
      end = await run.run(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      end = this.#stoppedBy;
    } finally {
      // It is over, however it has ended.
      this.#stage = { kind: 'stopped', base, plan, run, why: 'person', step: null };
      this.#hooks.saving(false);
    }
    this.#ended({ kind: 'stopped', base, plan, run, why: 'person', step: null }, end);
  }

  #ended(stopped: Stopped, end: SaveEnd | StoppedBy): void {
    const { run } = stopped;
    if (typeof end !== 'string' && end.kind === 'saved') {
      this.#hooks.saved(orderOf(end.rules));
      this.#about = this.#editor.rules;
      const { rules, differs } = end;
      this.#show({ kind: 'saved', rules, told: run.wanted, differs }, differs.length === 0 ? words.saved.exact : words.saved.differs);
      this.#answer(true);
      return;
    }
    this.#tell(run);
    if (typeof end !== 'string' && end.kind === 'moved') {
      this.#start(run.done > 0 ? words.movedAfter(this.#editor.formats.number(run.done)) : words.moved);
      return;
    }
    const stage: Stopped = { ...stopped, ...(typeof end === 'string' ? { why: end } : { why: end.error, step: end.step }) };
    this.#show(stage, `${words.stopped.title} ${typeof stage.why === 'string' ? words.stopped[stage.why] : reasonText(stage.why)}`);
    if (typeof end !== 'string' && end.fields.size > 0) this.#hooks.fieldErrors(end.fields);
    this.#answer(false);
  }

  /** What has been done is the base of what is edited from now on. */
  #tell(run: SaveRun): void {
    if (run.done > 0 || run.ids.size > 0) this.#hooks.stopped(orderOf([...run.server.values()].map(wholeRule)), orderOf(run.wanted), run.ids);
    this.#about = this.#editor.rules;
  }

  #progress(run: SaveRun): void {
    const { status } = run;
    // Once a wait, and not once a second.
    if (status.kind === 'offline' || (status.kind === 'waiting' && status.until !== this.#lastWait)) this.#editor.say(statusText(status, this.#seconds));
    if (status.kind === 'waiting') this.#lastWait = status.until;
    this.#draw();
  }

  // What is shown

  /** Ends what runs, for something else to begin. */
  #begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    if (this.#stage.kind === 'ready') this.#stage.replay?.leave();
    return this.#work.signal;
  }

  #show(stage: Stage, said?: string): void {
    this.#stage = stage;
    if (said !== undefined) this.#editor.say(said);
    this.#draw();
    const { host } = this.#editor;
    void host.updateComplete.then(() => {
      // The button that was pressed may be gone: the focus goes on with what there is to read.
      if ((host.renderRoot as ShadowRoot).activeElement === null) host.renderRoot.querySelector<HTMLElement>('.review')?.focus();
    });
  }

  #draw(): void {
    this.#editor.update();
    if (!this.#isWaiting) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else this.#timer ??= setInterval(() => this.#draw(), 1000);
  }

  /** Whether there are seconds to count. */
  get #isWaiting(): boolean {
    const stage = this.#stage;
    if (stage.kind === 'saving') return stage.run.status.kind === 'waiting';
    if (stage.kind === 'reading') return stage.until !== null;
    return stage.kind === 'ready' && stage.replay?.waitsUntil != null;
  }

  readonly #seconds = (until: number): string => {
    const left = Math.max(1, Math.ceil((until - Date.now()) / 1000));
    return new Intl.NumberFormat(this.#editor.formats.lang, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(left);
  };

  #answer(isSaved: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) one(isSaved);
  }
}

function saidOf(stage: Ready | (Stage & { kind: 'conflicts' | 'nothing' })): string {
  if (stage.kind === 'conflicts') return words.conflict.title(stage.conflicts.length);
  if (stage.kind === 'nothing') return words.nothing;
  return stage.changes?.length === 0 ? words.changes.none : words.looked(stage.changes?.length ?? 0, stage.plan.steps.length);
}
