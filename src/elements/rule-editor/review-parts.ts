import { html, nothing, type TemplateResult } from 'lit';
import type { ClientError } from '../../client/errors.js';
import { en } from '../../locales/en.js';
import { enRuleReview as words } from '../../locales/en.rule-review.js';
import { disagreements, type Disagreement } from '../../rules/merge.js';
import type { Change, RuleLike, SavePlan } from '../../rules/types.js';
import { errorText } from '../../ui/error-text.js';
import type { Editor } from './editor.js';
import { fieldNames, ruleName } from './review-sentences.js';
import type { SaveRun, SaveStatus } from './save-run.js';

/** So many are shown until somebody asks for all. */
const FEW = 8;
const REGIONS = 6;
const STEPS = 40;

/** Who lands elsewhere, as before → after with the regions it is so in. `null` where that cannot be told. */
export function changeList(editor: Editor, changes: readonly Change[] | null, isAll: boolean, showAll: () => void): TemplateResult {
  const { formats } = editor;
  const rest = changes && !isAll ? changes.length - FEW : 0;
  return html`<section class="part">
    <h4>${words.changes.title}</h4>
    ${
      changes === null
        ? html`<p class="warn" dir="auto">${words.changes.unknown}</p>`
        : changes.length === 0
          ? html`<p>${words.changes.none}</p>`
          : html`<ul class="changes">
              ${changes.slice(0, rest > 0 ? FEW : undefined).map(
                ({ before, after, regions }) => html`<li>
                  <ul>
                    ${regions.slice(0, REGIONS).map((region) => html`<li dir="auto">${formats.region(region)}</li>`)}
                    ${regions.length > REGIONS ? html`<li dir="auto">${words.changes.moreRegions(formats.number(regions.length - REGIONS))}</li>` : nothing}
                  </ul>
                  <p dir="auto">${formats.change(before, after)}</p>
                </li>`,
              )}
            </ul>`
    }
    ${rest > 0 ? html`<button type="button" @click=${showAll}>${words.changes.more(formats.number(rest))}</button>` : nothing}
  </section>`;
}

/** What else there is to know: what others did, and what only both sides together make. */
export function mergeNotes(editor: Editor, loaded: readonly RuleLike[], now: readonly RuleLike[], ties: readonly (readonly number[])[], merged: readonly RuleLike[]): unknown[] {
  const differs = disagreements(loaded, now);
  const count = (kind: Disagreement['kind']) => differs.filter((one) => one.kind === kind).length;
  const name = (id: number) => ruleName(editor, id, merged.find((rule) => rule.id === id));
  return [
    differs.length > 0 ? html`<p class="warn" dir="auto">${words.others(count('unexpected'), count('different'), count('missing'))}</p>` : nothing,
    ties.map((rules) => html`<p class="warn" dir="auto">${words.newTies(editor.formats.list(rules.map(name)))}</p>`),
  ];
}

/** The requests that will be sent, and what is transient between them. */
export function planList(editor: Editor, plan: SavePlan, sentences: readonly string[]): TemplateResult {
  const { number } = editor.formats;
  const { steps } = plan;
  const transient = steps.filter((step) => step.transient.length > 0).length;
  return html`<section class="part">
    <h4>${words.plan.title}</h4>
    ${
      plan.unproven
        ? html`<p class="warn" dir="auto">${words.plan.unproven}</p>`
        : transient > 0
          ? html`<p class="warn" dir="auto">${words.plan.transient(transient)}</p>`
          : steps.length > 1
            ? html`<p>${words.plan.clean}</p>`
            : nothing
    }
    <details ?open=${steps.length <= FEW || transient > 0}>
      <summary>${words.plan.requests(steps.length, number(steps.length))}</summary>
      <ol class="steps" dir="auto">
        ${steps.slice(0, STEPS).map(({ transient: changes }, index) => html`<li>${sentences[index]} ${changes.length > 0 ? moments(editor, changes) : nothing}</li>`)}
      </ol>
      ${steps.length > STEPS ? html`<p>${words.plan.more(number(steps.length - STEPS))}</p>` : nothing}
    </details>
  </section>`;
}

function moments({ formats }: Editor, changes: readonly Change[]): TemplateResult {
  const lines = changes.flatMap(({ after, regions }) => regions.map((region) => words.plan.moment(formats.region(region), formats.isolate(formats.landing(after)))));
  return html`<ul class="moments">
    ${lines.slice(0, REGIONS).map((line) => html`<li>${line}</li>`)}
    ${lines.length > REGIONS ? html`<li>${words.changes.moreRegions(formats.number(lines.length - REGIONS))}</li>` : nothing}
  </ul>`;
}

/** How far a save is: a bar, and each request with its state in words. */
export function runList(editor: Editor, run: SaveRun, sentences: readonly string[], isStopped: boolean): TemplateResult {
  const { number } = editor.formats;
  const { steps, done } = run;
  const shown = Math.max(0, Math.min(done - FEW, steps.length - STEPS));
  const stateOf = (index: number) => (index < done ? 'done' : index > done ? 'todo' : isStopped ? 'failed' : 'now');
  return html`<p class="progress">
      <progress aria-label=${words.progress} .max=${Math.max(1, steps.length)} .value=${done}></progress>
      <span>${words.sent(number(done), number(steps.length))}</span>
    </p>
    <ol class="steps run" dir="auto" start=${shown + 1}>
      ${sentences.slice(shown, shown + STEPS).map((sentence, at) => {
        const state = stateOf(shown + at);
        return html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}><span class="state">${words.state[state]}</span> ${sentence}</li>`;
      })}
    </ol>
    ${steps.length > shown + STEPS ? html`<p>${words.plan.more(number(steps.length - shown - STEPS))}</p>` : nothing}`;
}

/** What a save is doing, in a sentence. */
export function statusText(status: SaveStatus, seconds: (until: number) => string): string {
  if (status.kind === 'waiting') return (status.error.code === 'rate-limit' ? words.waiting : words.retrying)(seconds(status.until));
  return { reading: words.checking, sending: words.sending, offline: words.offline }[status.kind];
}

/** Why a save has stopped. */
export const reasonText = (error: ClientError): string => words.stopped.reasons[error.code] ?? errorText(error, en);

/** What the server has, where it is not what was told. */
export function differenceList(editor: Editor, differs: readonly Disagreement[], told: readonly RuleLike[], found: readonly RuleLike[]): TemplateResult {
  const rules = [...found, ...told];
  return html`<ul dir="auto">
    ${differs.slice(0, STEPS).map(({ rule, kind, fields }) => {
      const name = ruleName(editor, rule, rules.find(({ id }) => id === rule));
      return html`<li>${kind === 'different' ? words.saved.different(name, fieldNames(fields, editor.formats)) : words.saved[kind](name)}</li>`;
    })}
  </ul>`;
}
