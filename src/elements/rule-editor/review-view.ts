import { html, nothing, type TemplateResult } from 'lit';
import { ValidationError } from '../../client/errors.js';
import { en } from '../../locales/en.js';
import { enRuleReview as words } from '../../locales/en.rule-review.js';
import type { RuleLike, SavePlan } from '../../rules/types.js';
import { errorText } from '../../ui/error-text.js';
import { conflictView, type Choices } from './conflict.js';
import type { Editor } from './editor.js';
import { changeList, differenceList, mergeNotes, planList, reasonText, runList, statusText } from './review-parts.js';
import type { Ready, Saving, Stage, Stopped } from './review-stages.js';
import { stepSentences } from './review-sentences.js';
import type { ReviewActions } from './review-panel.js';

export interface View {
  editor: Editor;
  stage: Stage;
  note: string | null;
  /** The rules have been edited since. */
  isOutdated: boolean;
  choices: Choices;
  seconds: (until: number) => string;
  actions: ReviewActions;
}

/** A stage of the review, whole. */
export function stageView(view: View): TemplateResult {
  const { kind } = view.stage;
  const isBusy = kind === 'reading' || kind === 'comparing' || kind === 'saving';
  return html`<div class="review" tabindex="-1" role="group" aria-label=${words.label} aria-busy=${isBusy ? 'true' : 'false'}>
    ${view.note === null ? nothing : html`<p class="warn" dir="auto">${view.note}</p>`} ${content(view)}
  </div>`;
}

function content(view: View): unknown {
  const { editor, stage, choices, seconds, actions, isOutdated } = view;
  switch (stage.kind) {
    case 'idle':
      return html`<div class="actions"><button type="button" class="main" @click=${actions.start}>${words.look}</button></div>`;
    case 'reading':
      return html`<p>${words.reading}</p>
        ${stage.until === null ? nothing : html`<p>${words.waiting(seconds(stage.until))}</p>`} ${back(actions)}`;
    case 'comparing':
      return html`<p>${words.comparing}</p>
        ${back(actions)}`;
    case 'failed':
      return html`<p class="bad" role="alert">${words.notRead(errorText(stage.error, en))}</p>
        <div class="actions">
          <button type="button" class="main" @click=${actions.start}>${words.again}</button>
          <button type="button" @click=${actions.close}>${words.back}</button>
        </div>`;
    case 'conflicts':
      return isOutdated ? outdated(actions) : conflictView(editor, stage.conflicts, choices, { choose: actions.choose, go: actions.decide, back: actions.close });
    case 'nothing':
      return isOutdated
        ? outdated(actions)
        : html`<p>${words.nothing}</p>
            <div class="actions"><button type="button" class="main" @click=${actions.close}>${words.close}</button></div>`;
    case 'ready':
      return isOutdated ? outdated(actions) : ready(view, stage);
    case 'saving':
      return saving(view, stage);
    case 'stopped':
      return stopped(view, stage);
    case 'saved':
      return html`<h4 class="good">${words.saved.title}</h4>
        ${
          stage.differs.length === 0
            ? html`<p>${words.saved.exact}</p>`
            : html`<p class="warn" dir="auto">${words.saved.differs}</p>
                ${differenceList(editor, stage.differs, stage.told, stage.rules)}
                <p>${words.saved.shown}</p>`
        }
        <div class="actions"><button type="button" class="main" @click=${actions.close}>${words.close}</button></div>`;
  }
}

const back = (actions: ReviewActions) => html`<div class="actions"><button type="button" @click=${actions.close}>${words.back}</button></div>`;

const outdated = (actions: ReviewActions) => html`<p class="warn" dir="auto">${words.outdated}</p>
  <div class="actions">
    <button type="button" class="main" @click=${actions.start}>${words.lookAgain}</button>
    <button type="button" @click=${actions.close}>${words.back}</button>
  </div>`;

function ready({ editor, seconds, actions }: View, { base, plan, changes, ties, replay, decided, isAll }: Ready): TemplateResult {
  return html`${mergeNotes(editor, base.loaded.rules, base.now.rules, ties, plan.merged)}
    ${
      decided.mine + decided.theirs > 0
        ? html`<p>${words.decided(decided.mine, decided.theirs)} <button type="button" class="link" @click=${actions.decideAgain}>${words.decideAgain}</button></p>`
        : nothing
    }
    ${changeList(editor, changes, isAll, actions.showAll)} ${replay && changes && changes.length > 0 ? replay.render(seconds) : nothing}
    ${planList(editor, plan, sentencesOf(editor, plan, base.now.rules))}
    <div class="actions last">
      <button type="button" class="main save" @click=${actions.save}>${words.save}</button>
      <button type="button" @click=${actions.close}>${words.back}</button>
    </div>`;
}

function saving({ editor, seconds, actions }: View, { base, plan, run }: Saving): TemplateResult {
  return html`<h4>${words.saving}</h4>
    <p class="status" dir="auto">${statusText(run.status, seconds)}</p>
    ${runList(editor, run, sentencesOf(editor, plan, base.now.rules), false)}
    <div class="actions"><button type="button" @click=${actions.stop}>${words.stop}</button></div>`;
}

function stopped({ editor, actions, isOutdated }: View, { base, plan, run, why, step }: Stopped): TemplateResult {
  const { number } = editor.formats;
  const sentences = sentencesOf(editor, plan, base.now.rules);
  // The same request would be refused again: first somebody has to edit.
  const mayGoOn = isOutdated || !(why instanceof ValidationError);
  return html`<h4 class="bad">${words.stopped.title}</h4>
    <p role="alert" dir="auto"><strong>${typeof why === 'string' ? words.stopped[why] : reasonText(why)}</strong></p>
    ${step ? html`<p dir="auto">${words.stopped.at(sentences[run.done]!)}</p>` : nothing}
    <p>${run.done === 0 ? words.stopped.nothingDone : words.stopped.done(number(run.done), number(run.steps.length))}</p>
    ${runList(editor, run, sentences, true)}
    <div class="actions">
      ${mayGoOn ? html`<button type="button" class="main" @click=${actions.goOn}>${words.stopped.goOn}</button>` : nothing}
      <button type="button" class=${mayGoOn ? '' : 'main'} @click=${actions.close}>${words.back}</button>
    </div>`;
}

const made = new WeakMap<SavePlan, { formats: Editor['formats']; rules: Editor['rules']; sentences: string[] }>();

/** Made once for a language and a list: a plan may have a thousand requests, and is drawn with each of them. */
function sentencesOf(editor: Editor, plan: SavePlan, now: readonly RuleLike[]): string[] {
  const { formats, rules } = editor;
  const known = made.get(plan);
  if (known?.formats === formats && known.rules === rules) return known.sentences;
  const sentences = stepSentences(editor, plan, now);
  made.set(plan, { formats, rules, sentences });
  return sentences;
}
