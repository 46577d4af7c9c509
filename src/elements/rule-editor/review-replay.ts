import { html, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import { ClientError } from '../../client/errors.js';
import type { RequestOptions } from '../../client/transport.js';
import type { Id, Scan } from '../../client/types.js';
import { en } from '../../locales/en.js';
import { enRuleReview } from '../../locales/en.rule-review.js';
import { Replay, type Replayed } from '../../rules/replay.js';
import type { RuleSet } from '../../rules/types.js';
import { errorText } from '../../ui/error-text.js';
import type { Editor } from './editor.js';
import { ruleName } from './review-sentences.js';

const words = enRuleReview.replay;

/** Scans that are looked at, at most: twenty requests. */
const MOST = 2000;
const PAGE = 100;
const SHOWN = 8;

/**
 * The newest scans of a code, page by page. The API does not say in which order its list is: where the first page begins with
 * older scans than it ends with, it is read from its end.
 */
export async function* recentScans(client: Client, code: Id, request: RequestOptions): AsyncGenerator<{ scans: Scan[]; total: number | null }> {
  const seen = new Set<Id>();
  const read = (page: number) => client.scans.list(code, { page, per_page: PAGE }, request);
  const first = await read(1);
  const last = first.meta.last_page;
  const isOldestFirst = last !== null && last > 1 && timeOf(first.data[0]) < timeOf(first.data.at(-1));
  let page = isOldestFirst ? last : 1;
  let { data, meta } = isOldestFirst ? await read(page) : first;
  while (data.length > 0) {
    // Scans that came meanwhile have pushed others onto the next page.
    const scans = data.filter(({ id }) => !seen.has(id) && seen.add(id));
    if (scans.length > 0) yield { scans, total: meta.total };
    page += isOldestFirst ? -1 : 1;
    const isEnd = isOldestFirst ? page < 1 : last !== null && page > last;
    if (isEnd || scans.length === 0 || seen.size >= MOST) return;
    ({ data, meta } = await read(page));
  }
}

const timeOf = (scan: Scan | undefined): number => Date.parse(scan?.created_at ?? '');

/** What is asked of recent scans: which of them would land elsewhere. */
export class ReplayPart {
  readonly #editor: Editor;
  readonly #before: RuleSet;
  readonly #after: RuleSet;
  readonly #draw: () => void;
  #run: AbortController | null = null;
  #result: Replayed | null = null;
  #total: number | null = null;
  #wait: number | null = null;
  #error: ClientError | null = null;
  #isCancelled = false;

  constructor(editor: Editor, before: RuleSet, after: RuleSet, draw: () => void) {
    this.#draw = draw;
    this.#editor = editor;
    this.#before = before;
    this.#after = after;
  }

  /** Until when the API has asked to wait, milliseconds since 1970. */
  get waitsUntil(): number | null {
    return this.#run ? this.#wait : null;
  }

  leave(): void {
    this.#run?.abort();
    this.#run = null;
  }

  async #start(): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    [this.#result, this.#error, this.#total, this.#wait, this.#isCancelled] = [null, null, null, null, false];
    this.#draw();
    const { client, code, semantics } = this.#editor;
    const replay = new Replay(this.#before, this.#after, { semantics });
    try {
      const onWait: RequestOptions['onWait'] = ({ milliseconds }) => {
        this.#wait = Date.now() + milliseconds;
        this.#draw();
      };
      for await (const { scans, total } of recentScans(client, code.id, { signal: run.signal, onWait })) {
        replay.add(scans);
        [this.#result, this.#total, this.#wait] = [replay.result(), total, null];
        this.#draw();
      }
      this.#result = replay.result();
      this.#editor.say(this.#summary(this.#result));
    } catch (error) {
      if (run.signal.aborted) return;
      if (!(error instanceof ClientError)) throw error;
      this.#error = error;
    } finally {
      if (this.#run === run) this.#run = null;
      this.#draw();
    }
  }

  #cancel(): void {
    this.leave();
    this.#isCancelled = true;
    if (this.#result) this.#editor.say(this.#summary(this.#result));
    this.#draw();
  }

  render(seconds: (until: number) => string): TemplateResult {
    const number = (value: number) => this.#editor.formats.number(value);
    return html`<section class="part">
      <h4>${words.title}</h4>
      ${this.#run ? this.#progress(seconds) : nothing}
      ${this.#error ? html`<p class="bad" role="alert">${words.failed(errorText(this.#error, en))}</p>` : nothing}
      ${this.#run || !this.#result ? nothing : this.#report(this.#result)}
      ${this.#run ? nothing : html`<div class="actions"><button type="button" class="replay" @click=${() => void this.#start()}>${this.#result ? words.again : words.start}</button></div>`}
      ${this.#run || this.#result || this.#error ? nothing : html`<p class="quiet">${words.about(number(MOST))}</p>`}
    </section>`;
  }

  #progress(seconds: (until: number) => string): TemplateResult {
    const number = (value: number) => this.#editor.formats.number(value);
    const read = this.#result?.scans ?? 0;
    const of = this.#total === null ? null : Math.min(MOST, this.#total);
    return html`<p class="progress">
        <progress aria-label=${words.progress} .max=${of ?? MOST} .value=${read}></progress>
        <span>${of === null ? words.readingSome(number(read)) : words.reading(number(read), number(of))}</span>
      </p>
      ${this.#wait === null ? nothing : html`<p>${words.waiting(seconds(this.#wait))}</p>`}
      <div class="actions"><button type="button" class="replay" @click=${() => this.#cancel()}>${words.cancel}</button></div>`;
  }

  #summary({ scans, moved }: Replayed): string {
    if (scans === 0) return words.none;
    if (moved === 0) return words.unmoved;
    const number = this.#editor.formats.number(Math.max(1, Math.round(moved)));
    return Number.isInteger(moved) ? words.moved(number) : words.movedAbout(number);
  }

  #report(result: Replayed): TemplateResult {
    const { formats } = this.#editor;
    const { scans, oldest, newest, moves, unexplained, unmet } = result;
    const count = (value: number) => words.scans(value, formats.number(value));
    if (scans === 0) return html`<p>${words.none}</p>`;
    const [from, to] = [oldest, newest].map((at) => (at === null ? '–' : formats.instant(at))) as [string, string];
    const isPart = this.#total !== null && this.#total > scans;
    return html`<p dir="auto">${isPart ? words.sampleOf(count(scans), formats.number(this.#total!), from, to) : words.sample(count(scans), from, to)} ${this.#isCancelled ? words.cancelled : nothing}</p>
      <p><strong>${this.#summary(result)}</strong></p>
      ${
        moves.length > 0
          ? html`<ul dir="auto">
              ${moves.slice(0, SHOWN).map((move) => html`<li>${words.move(count(rounded(move.scans)), formats.change(landingOf(move.from), landingOf(move.to)))}</li>`)}
              ${moves.length > SHOWN ? html`<li>${enRuleReview.changes.moreRegions(formats.number(moves.length - SHOWN))}</li>` : nothing}
            </ul>`
          : nothing
      }
      ${unexplained > 0 ? html`<p dir="auto">${words.unexplained(count(unexplained))}</p>` : nothing}
      ${unmet.length > 0 ? html`<p dir="auto">${words.unmet(this.#names(unmet))}</p>` : nothing}
      <p class="quiet">${words.past}</p>`;
  }

  #names(rules: readonly Id[]): string {
    const { formats } = this.#editor;
    const names = rules.slice(0, SHOWN).map((id) => ruleName(this.#editor, id, this.#after.rules.find((rule) => rule.id === id)));
    const rest = rules.length - names.length;
    return formats.either(rest > 0 ? [...names, enRuleReview.changes.moreRegions(formats.number(rest))] : names);
  }
}

/** Whole; of a draw it is an expectation, and never none. */
const rounded = (scans: number): number => Math.max(1, Math.round(scans));

const landingOf = (place: Replayed['moves'][number]['from']) => ({ kind: 'landed' as const, destinations: [{ ...place, probability: { n: 1, d: 1 } }] });
