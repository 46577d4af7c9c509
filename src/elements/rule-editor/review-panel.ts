import type { TemplateResult } from 'lit';
import { ClientError } from '../../client/errors.js';
import type { Id, Rule } from '../../client/types.js';
import { en } from '../../locales/en.js';
import { enRuleReview as words } from '../../locales/en.rule-review.js';
import { wholeRule } from '../../rules/fields.js';
import type { Resolution } from '../../rules/merge.js';
import { orderOf } from '../../rules/order.js';
import type { RuleSet } from '../../rules/types.js';
import { Countdown } from '../../ui/countdown.js';
import { errorText } from '../../ui/error-text.js';
import type { Choices } from './conflict.js';
import type { Editor } from './editor.js';
import { readRules } from './load.js';
import { compared, saidOf } from './review-compare.js';
import { reasonText, statusText } from './review-parts.js';
import type { Base, Saving, Stage, Stopped, StoppedBy } from './review-stages.js';
import { stageView } from './review-view.js';
import type { Review, ReviewHooks } from './review.js';
import { SaveRun, type SaveEnd } from './save-run.js';

/** What a person can do in the review. */
export type ReviewActions = Pick<ReviewPanel, 'start' | 'save' | 'goOn' | 'stop' | 'close' | 'choose' | 'decide' | 'decideAgain' | 'showAll'>;

/** Goes from stage to stage: reads, merges, asks, saves. What each stage looks like is elsewhere. */
export class ReviewPanel implements Review {
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
  readonly #countdown: Countdown;
  #lastWait = 0;

  constructor(editor: Editor, hooks: ReviewHooks) {
    this.#editor = editor;
    this.#hooks = hooks;
    this.#countdown = new Countdown(
      () => editor.formats.lang,
      () => this.#draw(),
    );
  }

  get isSaving(): boolean {
    return this.#stage.kind === 'saving';
  }

  render(): TemplateResult {
    const isOutdated = this.#about !== this.#editor.rules;
    return stageView({ editor: this.#editor, stage: this.#stage, note: this.#note, isOutdated, choices: this.#choices, seconds: this.#countdown.left, actions: this });
  }

  changed(): void {
    if (this.#stage.kind !== 'idle') this.#draw();
  }

  leave(): void {
    this.#stoppedBy = 'left';
    this.#work.abort();
    if (this.#stage.kind === 'ready') this.#stage.replay?.leave();
    if (this.#stage.kind === 'reading' || this.#stage.kind === 'comparing') this.#stage = { kind: 'idle' };
    this.#countdown.run(false);
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
      const next = await compared(this.#editor, base, this.#choices, () => this.#draw(), signal);
      this.#show(next, saidOf(next));
      if (next.kind === 'conflicts') this.#hooks.conflicts(next.conflicts);
      if (next.kind === 'conflicts') this.#answer(false);
      else if (this.#waiting.length > 0) this[next.kind === 'ready' ? 'save' : 'close']();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
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
    if (status.kind === 'offline' || (status.kind === 'waiting' && status.until !== this.#lastWait)) this.#editor.say(statusText(status, this.#countdown.left));
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
    this.#countdown.run(this.#isWaiting);
  }

  /** Whether there are seconds to count. */
  get #isWaiting(): boolean {
    const stage = this.#stage;
    if (stage.kind === 'saving') return stage.run.status.kind === 'waiting';
    if (stage.kind === 'reading') return stage.until !== null;
    return stage.kind === 'ready' && stage.replay?.waitsUntil != null;
  }

  #answer(isSaved: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) one(isSaved);
  }
}
