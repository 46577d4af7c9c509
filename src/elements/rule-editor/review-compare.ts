import { enRuleReview as words } from '../../locales/en.rule-review.js';
import { diffInSteps } from '../../rules/diff.js';
import { newTies } from '../../rules/merge.js';
import { planSaveInSteps } from '../../rules/plan-save.js';
import type { RuleSet } from '../../rules/types.js';
import { inSlices } from '../../ui/in-slices.js';
import type { Choices } from './conflict.js';
import type { Editor } from './editor.js';
import { ReplayPart } from './review-replay.js';
import type { Base, Stage } from './review-stages.js';

export type Compared = Stage & { kind: 'conflicts' | 'nothing' | 'ready' };

/**
 * Merges the three versions, plans the save and looks what it changes: what there is to decide, or to look at.
 * @throws the signal's reason once it is aborted
 */
export async function compared(editor: Editor, base: Base, choices: Choices, draw: () => void, signal: AbortSignal): Promise<Compared> {
  const options = { horizon: { from: new Date() }, semantics: editor.semantics };
  const resolve = Object.fromEntries(choices);
  const plan = await inSlices(planSaveInSteps(base.loaded, base.mine, base.now, { ...options, resolve }), signal);
  const { conflicts, merged } = plan;
  if (conflicts.length > 0) return { kind: 'conflicts', base, conflicts };
  if (plan.steps.length === 0) return { kind: 'nothing', rules: merged };

  const after: RuleSet = { ...base.now, rules: merged };
  const changes = plan.unproven ? null : await inSlices(diffInSteps(base.now, after, options), signal);
  const mayReplay = changes !== null && (editor.permissions?.has('scans.list') ?? true);
  const chosen = [...choices.values()];
  return {
    kind: 'ready',
    base,
    plan,
    changes,
    ties: newTies(merged, base.mine.rules, base.now.rules),
    replay: mayReplay ? new ReplayPart(editor, base.now, after, draw) : null,
    decided: { mine: chosen.filter((one) => one === 'mine').length, theirs: chosen.filter((one) => one === 'theirs').length },
    isAll: false,
  };
}

/** The same, in a sentence. */
export function saidOf(stage: Compared): string {
  if (stage.kind === 'conflicts') return words.conflict.title(stage.conflicts.length);
  if (stage.kind === 'nothing') return words.nothing;
  const { changes, plan } = stage;
  if (changes === null) return words.changes.unknown;
  return changes.length === 0 ? words.changes.none : words.looked(changes.length, plan.steps.length);
}
