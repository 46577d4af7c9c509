import { describe, expect, it } from 'vitest';
import type { QrCode, Rule } from '../../src/client/types.js';
import type { Editor } from '../../src/elements/rule-editor/editor.js';
import { effectOf, effectWords, fixesOf } from '../../src/elements/rule-editor/fixes.js';
import { formatsOf } from '../../src/elements/rule-editor/formats.js';
import { enRuleEditor } from '../../src/locales/en.rule-editor.js';
import { analyse } from '../../src/rules/analyse.js';
import { orderOf } from '../../src/rules/order.js';
import { defaultSemantics } from '../../src/rules/semantics.js';
import type { Change, VerdictKind } from '../../src/rules/types.js';

const base: Rule = { id: 1, url: 'https://a.example/', device: null, country_code: null, start_at: null, end_at: null, days_of_week: null, priority: 0, weight: null, is_active: true };
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

/** As much of an editor as fixes need, of rules with ids and priorities 1, 2, … unless they have others. */
function editorOf(some: readonly Partial<Rule>[], code: Partial<QrCode> = {}) {
  const rules = orderOf(some.map((fields, index): Rule => ({ ...base, id: index + 1, priority: index + 1, url: `https://r${index + 1}.example/`, ...fields })));
  const editor = { rules, set: { code, rules }, code, semantics: defaultSemantics, words: enRuleEditor, formats: formatsOf('en', 'UTC', 'UTC'), newId: () => -1 } as unknown as Editor;
  const verdict = (kind: VerdictKind) => analyse(editor.set, { horizon: { from: new Date() } }).verdicts.find((one) => one.kind === kind)!;
  const fixes = (kind: VerdictKind) => fixesOf(editor, verdict(kind), (id) => `rule ${id}`);
  const effects = async (kind: VerdictKind) => Promise.all(fixes(kind).map(async (fix) => `${plain(fix.text)}: ${plain((await effectOf(editor, fix, new AbortController().signal)).join(' '))}`));
  return { editor, fixes, effects };
}

describe('ways out', () => {
  it('of a shadowed rule say who would land elsewhere', async () => {
    const { effects } = editorOf([{ device: 'ios' }, { device: 'ios', country_code: 'DE' }]);
    expect(await effects('shadowed')).toEqual([
      'Move above rule 1: Only this changes. iPhone or iPad in Germany: r1.example → r2.example',
      'Delete rule 2: Changes nothing for anyone.',
      'Turn rule 2 off: Changes nothing for anyone.',
    ]);
  });

  it('of one that a union shadows move it above one of them, the nearest first', () => {
    const { fixes } = editorOf([{ device: 'ios', days_of_week: ['monday', 'tuesday', 'wednesday', 'thursday'] }, { device: 'ios', days_of_week: ['friday', 'saturday', 'sunday'] }, { device: 'ios' }]);
    expect(fixes('shadowed').map(({ text }) => text)).toEqual(['Move above rule 2', 'Move above rule 1', 'Delete rule 3', 'Turn rule 3 off']);
    expect(fixes('shadowed').slice(0, 2).map(({ rules }) => orderOf(rules).map(({ id }) => id))).toEqual([[1, 3, 2], [3, 1, 2]]);
  });

  it('of a contradiction are those that lift it', () => {
    const turned = editorOf([{ start_at: '2030-02-01T00:00:00Z', end_at: '2030-01-01T00:00:00Z' }]);
    expect(turned.fixes('dead').map(({ text }) => text)).toEqual(['Swap start and end', 'Delete rule 1', 'Turn rule 1 off']);
    expect(turned.fixes('dead')[0]!.rules[0]).toMatchObject({ start_at: '2030-01-01T00:00:00Z', end_at: '2030-02-01T00:00:00Z' });
    // 1 January 2030 is a Tuesday.
    const dayless = editorOf([{ start_at: '2030-01-01T00:00:00Z', end_at: '2030-01-02T00:00:00Z', days_of_week: ['monday'] }]);
    expect(dayless.fixes('dead').map(({ text }) => text)).toEqual(['Let it match on any day', 'Delete rule 1', 'Turn rule 1 off']);
  });

  it('of a draw without weights give it weights or an order', async () => {
    const { effects, fixes } = editorOf([{ priority: 1 }, { priority: 1 }]);
    expect(await effects('tie')).toEqual([
      'Give each the same weight: Changes nothing for anyone.',
      'Put rule 1 first: Only this changes. Everyone: 50% r1.example, 50% r2.example → r1.example',
      'Put rule 2 first: Only this changes. Everyone: 50% r1.example, 50% r2.example → r2.example',
    ]);
    expect(fixes('tie')[0]!.rules.map(({ weight }) => weight)).toEqual([1, 1]);
  });

  it('of a draw of zeros give it weights', () => {
    const { fixes } = editorOf([{ priority: 1, weight: 0 }, { priority: 1, weight: 0 }]);
    expect(fixes('zero-weights').map(({ text, rules }) => [text, rules.map(({ weight }) => weight)])).toEqual([['Give each the same weight', [1, 1]]]);
  });

  it('of a gap are a rule behind all others, where there is an address for it', async () => {
    const { effects } = editorOf([{ device: 'ios' }], { target_url: 'https://www.example.com/' });
    expect(await effects('gap')).toEqual(['Add a rule at the end: everyone else → example.com: Changes nothing for anyone.']);
    expect(editorOf([{ device: 'ios' }], { target_url: null }).fixes('gap')).toEqual([]);
  });

  it('of rules that do nothing are to be without them', async () => {
    const { effects } = editorOf([{ start_at: '2020-01-01T00:00:00Z', end_at: '2020-02-01T00:00:00Z' }, {}]);
    expect(await effects('expired')).toEqual(['Delete rule 1: Changes nothing for anyone.', 'Turn rule 1 off: Changes nothing for anyone.']);
  });

  it('cannot be told while a rule cannot be read', async () => {
    const { editor } = editorOf([{ weight: 1.5 }, {}]);
    expect(await effectOf(editor, { text: '', rules: [] }, new AbortController().signal)).toEqual(['What it changes cannot be told while a rule cannot be read.']);
  });

  it('end where they are not looked at any more', async () => {
    const { editor } = editorOf([{}]);
    await expect(effectOf(editor, { text: '', rules: [] }, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('changes in words', () => {
  it('are told one by one, and counted where there are many', () => {
    const { editor } = editorOf([{}]);
    const landing = (url: string): Change['before'] => ({ kind: 'landed', destinations: [{ kind: 'rule', url, probability: { n: 1, d: 1 } }] });
    const everyone = { devices: { except: [] }, countries: { except: [] }, from: null, to: null, weekdays: null };
    const change = (device: string): Change => ({ before: landing('https://a.example'), after: landing('https://b.example'), regions: [{ ...everyone, devices: { only: [device] } }], witness: { device, country: null, at: new Date(0) } });
    const words = effectWords(editor, ['ios', 'mac', 'linux', 'android', 'windows'].map(change)).map(plain);
    expect(words).toEqual(['Changes:', 'iPhone or iPad: a.example → b.example', 'Mac: a.example → b.example', 'Linux PC: a.example → b.example', 'and 2 more']);
  });
});
