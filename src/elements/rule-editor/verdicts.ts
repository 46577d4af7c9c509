import type { Id, Rule } from '../../client/types.js';
import type { Analysis, Context, Problem, Verdict, VerdictKind } from '../../rules/types.js';
import type { Editor } from './editor.js';
import { contradiction } from './meet.js';
import type { Row } from './rows.js';
import { plain } from './plain-text.js';
import { asText, token } from './rule-names.js';

/** One thing that is said about a rule, about a draw (beside its first member), or about those whom no rule matches. */
export interface Line {
  /** The same as long as it says the same: what is open about it stays open. */
  key: string;
  tone: 'bad' | 'warn' | 'info';
  /** With tokens for the names of rules. */
  sentence: string;
  /** As it is read. */
  text: string;
  witness: Context | null;
  /** `null` where it is no verdict. */
  verdict: Verdict | null;
  /** Said only in a rule that is open: it is as it should be, mostly. */
  isQuiet: boolean;
}

/** What there is to say, by rule; of `null`, about those whom no rule matches. */
export type Lines = ReadonlyMap<Id | null, readonly Line[]>;

/** The most specific first. What is below one in `silences` follows from it and is not said. */
const order: readonly VerdictKind[] = ['dead', 'expired', 'after-licence', 'after-expiry', 'shadowed', 'redundant', 'upcoming', 'zero-weights', 'tie', 'partly-shadowed', 'gap'];
const silences: Partial<Record<VerdictKind, readonly VerdictKind[]>> = {
  dead: order,
  expired: order,
  'after-licence': order,
  'after-expiry': order,
  shadowed: ['redundant', 'partly-shadowed', 'upcoming'],
  redundant: ['partly-shadowed'],
  'zero-weights': ['tie'],
};

/** What is seen in a field and is proven too is said once. */
const provenBy: Partial<Record<Problem['code'], VerdictKind>> = { 'end-before-start': 'dead', 'starts-after-licence': 'after-licence', 'starts-after-expiry': 'after-expiry' };

/** So many rules are named; more are counted. */
const NAMED = 3;

const tones: Record<VerdictKind, Line['tone']> = {
  dead: 'warn',
  expired: 'info',
  'after-licence': 'warn',
  'after-expiry': 'warn',
  shadowed: 'warn',
  redundant: 'info',
  upcoming: 'info',
  'zero-weights': 'bad',
  tie: 'warn',
  'partly-shadowed': 'info',
  gap: 'warn',
};

/** Verdicts and problems as sentences. Those about rules that are gone, or off, are left out. */
export function linesOf(editor: Editor, rows: readonly Row[], analysis: Analysis | null, problems: readonly Problem[], name: (id: Id) => string): Lines {
  const byId = new Map(rows.map((row) => [row.rule.id, row]));
  const lines = new Map<Id | null, Line[]>();
  const put = (at: Id | null, line: Line) => {
    const known = lines.get(at);
    if (known) known.push(line);
    else lines.set(at, [line]);
  };
  const proven = new Set((analysis?.verdicts ?? []).map(({ kind, rule }) => `${kind} ${rule ?? ''}`));
  for (const problem of problems) {
    const row = problem.rule === null ? null : byId.get(problem.rule);
    const isProven = proven.has(`${provenBy[problem.code] ?? ''} ${problem.rule ?? ''}`);
    // What may be odd about a rule that is off is no matter.
    if (row !== undefined && !isProven && (row?.rule.is_active !== false || problem.severity === 'error')) put(problem.rule, problemLine(editor, problem, name));
  }
  for (const [at, verdicts] of verdictsByRow(analysis?.verdicts ?? [], byId)) {
    const kinds = new Set(verdicts.map(({ kind }) => kind));
    const isSilenced = (kind: VerdictKind) => [...kinds].some((other) => other !== kind && order.indexOf(other) < order.indexOf(kind) && silences[other]?.includes(kind));
    for (const verdict of verdicts) {
      const sentence = isSilenced(verdict.kind) ? null : sentenceOf(editor, verdict, byId);
      if (sentence === null) continue;
      const key = [verdict.kind, verdict.rule ?? verdict.rules?.join() ?? ''].join();
      put(at, {
        key,
        tone: tones[verdict.kind],
        sentence,
        // Most lines are quiet, and nobody reads them.
        get text() {
          return asText(sentence, name);
        },
        witness: verdict.witness ?? null,
        verdict,
        isQuiet: verdict.kind === 'partly-shadowed',
      });
    }
  }
  return lines;
}

/** Sorted by what is most specific; of a draw, at its first member. */
function verdictsByRow(verdicts: readonly Verdict[], byId: ReadonlyMap<Id, Row>): Map<Id | null, Verdict[]> {
  const rows = new Map<Id | null, Verdict[]>();
  for (const verdict of verdicts) {
    const ids = verdict.rules ?? (verdict.rule === undefined ? [] : [verdict.rule]);
    // The analysis may be about the rules as they were before the last edit.
    if (ids.some((id) => byId.get(id)?.rule.is_active !== true)) continue;
    const first = ids.reduce<Id | null>((best, id) => (best === null || byId.get(id)!.index < byId.get(best)!.index ? id : best), null);
    const known = rows.get(first);
    if (known) known.push(verdict);
    else rows.set(first, [verdict]);
  }
  for (const list of rows.values()) list.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return rows;
}

/** `null` for what is nothing to speak of, such as a draw with weights. */
function sentenceOf(editor: Editor, verdict: Verdict, byId: ReadonlyMap<Id, Row>): string | null {
  const { formats, code, words } = editor;
  const { verdict: said } = words;
  const rule = verdict.rule === undefined ? null : byId.get(verdict.rule)!.rule;
  const when = (at: string | null) => formats.instant(at!);
  const by = (verdict.by ?? []).filter((id) => byId.has(id));
  const some = (ids: readonly Id[]) => (ids.length > NAMED + 1 ? [...ids.slice(0, NAMED).map(token), said.others(formats.number(ids.length - NAMED))] : ids.map(token));
  /** Of a draw whose members are all of its group, they need no names. */
  const members = () => (byId.get(verdict.rules![0]!)!.group?.members.length === verdict.rules!.length ? null : formats.list(some(verdict.rules!)));
  switch (verdict.kind) {
    case 'dead': {
      const why = contradiction(rule!, editor.semantics);
      return why === 'order' ? said.endsFirst : why === 'weekdays' ? said.noWeekday : said.dead;
    }
    case 'expired':
      return isPast(rule!.end_at) ? said.expired(when(rule!.end_at)) : said.expiredEarlier;
    case 'upcoming':
      return isFuture(rule!.start_at) ? said.upcoming(when(rule!.start_at)) : said.upcomingLater;
    case 'after-licence':
      return (verdict.unlessRenewed ? said.afterLicenceRenewed : said.afterLicence)(when(code.licensed_until));
    case 'after-expiry':
      return said.afterExpiry(when(code.expires_at));
    case 'shadowed':
      if (isUndrawn(rule!, byId)) return said.undrawn;
      return by.length === 0 ? said.shadowedSomehow : said.shadowed(formats.either(some(by)));
    case 'partly-shadowed':
      return by.length === 0 ? null : said.partly(formats.list(some(by)), by.length);
    case 'redundant':
      return said.redundant;
    case 'tie': {
      if (!verdict.unweighted) return null;
      const names = members();
      return names === null ? said.unweighted : said.unweightedSome(names);
    }
    case 'zero-weights': {
      const names = members();
      return names === null ? said.zeroWeights : said.zeroWeightsSome(names);
    }
    case 'gap':
      return said.gap;
  }
}

/** Whether a rule never wins because it has no weight in a draw, and not because of its place. */
export const isUndrawn = (rule: Rule, rows: ReadonlyMap<Id, Row>) => rule.weight === 0 && rows.get(rule.id)?.share != null;

const isPast = (at: Rule['end_at']) => at !== null && Date.parse(at) <= Date.now();
const isFuture = (at: Rule['start_at']) => at !== null && Date.parse(at) > Date.now();

function problemLine(editor: Editor, problem: Problem, name: (id: Id) => string): Line {
  const sentence = problemText(editor, problem);
  return {
    key: [problem.code, problem.rule, problem.field].join(),
    tone: problem.severity === 'error' ? 'bad' : problem.severity === 'warning' ? 'warn' : 'info',
    sentence,
    text: asText(sentence, name),
    witness: null,
    verdict: null,
    isQuiet: problem.severity === 'info',
  };
}

/** A problem in words, with a token where it names a rule. */
export function problemText({ words, formats }: Editor, { rule, code, field = '', value = '' }: Problem): string {
  const { missing, codes, ofCode, at } = words.problem;
  if (code === 'url-invalid' && value.trim() === '') return missing;
  const text = codes[code](code === 'split-against-itself' ? token(Number(value)) : formats.isolate(plain(value, '')));
  return rule === null ? at((ofCode as Record<string, string>)[field] ?? field, text) : text;
}

/** Fields as the form calls them. */
const labels: Readonly<Record<string, keyof Editor['words']['form']>> = { url: 'url', device: 'device', country_code: 'country', start_at: 'from', end_at: 'until', days_of_week: 'days', priority: 'priority', weight: 'weight' };

/** What the API has refused of a rule; in a rule that is open only what is about no field of the form. */
export function refusedLines({ words }: Editor, id: Id, refused: Readonly<Record<string, readonly string[]>>, isForm: boolean): Line[] {
  return Object.entries(refused).flatMap(([name, texts]) => {
    const label = labels[name];
    if (label && isForm) return [];
    const named = label ? (words.form[label] as string) : plain(name, '?');
    return texts.map((text, index): Line => {
      const said = words.problem.at(named, plain(text, '?'));
      return { key: ['refused', id, name, index].join(), tone: 'bad', sentence: said, text: said, witness: null, verdict: null, isQuiet: false };
    });
  });
}
