import type { Id, Rule } from '../../client/types.js';
import { orderOf } from '../../rules/order.js';
import { EditSession, type Edited } from '../../ui/edit-session.js';

export interface Changes {
  added: number;
  changed: number;
  deleted: number;
}

/** The rules of one code while they are edited, in order of evaluation. */
export class Session extends EditSession<readonly Rule[]> {
  #newest: Id = 0;

  constructor() {
    super({ name: 'rules', empty: [], areSame, isValue: areRules, normal: orderOf });
  }

  get rules(): readonly Rule[] {
    return this.value;
  }

  get changes(): Changes {
    return changesOf(this.loaded, this.rules);
  }

  override start(rules: readonly Rule[], key: string | null): void {
    super.start(rules, key);
    this.#newest = Math.min(0, ...[...rules, ...(this.found?.value.value ?? [])].map(({ id }) => id));
  }

  newId(): Id {
    return --this.#newest;
  }

  changesOfDraft({ loaded, value }: Edited<readonly Rule[]>): Changes {
    return changesOf(loaded, value);
  }
}

const fields = ['url', 'device', 'country_code', 'start_at', 'end_at', 'days_of_week', 'priority', 'weight', 'is_active'] as const satisfies (keyof Rule)[];

/** Whether nothing of a rule is another; as written, since each difference is one that a person sees. */
export function isSame(a: Rule, b: Rule): boolean {
  return a === b || fields.every((field) => a[field] === b[field] || JSON.stringify(a[field]) === JSON.stringify(b[field]));
}

function areSame(a: readonly Rule[], b: readonly Rule[]): boolean {
  return a === b || (a.length === b.length && a.every((rule, index) => rule.id === b[index]!.id && isSame(rule, b[index]!)));
}

export function changesOf(loaded: readonly Rule[], rules: readonly Rule[]): Changes {
  const before = new Map(loaded.map((rule) => [rule.id, rule]));
  const kept = rules.filter(({ id }) => before.has(id));
  return {
    added: rules.length - kept.length,
    changed: kept.filter((rule) => !isSame(rule, before.get(rule.id)!)).length,
    deleted: loaded.length - kept.length,
  };
}

const isText = (value: unknown) => value === null || typeof value === 'string';

function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  const rule = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(rule['id']) &&
    typeof rule['url'] === 'string' &&
    ['device', 'country_code', 'start_at', 'end_at'].every((field) => isText(rule[field])) &&
    (rule['days_of_week'] === null || (Array.isArray(rule['days_of_week']) && rule['days_of_week'].every((day) => typeof day === 'string'))) &&
    typeof rule['priority'] === 'number' &&
    (rule['weight'] === null || typeof rule['weight'] === 'number') &&
    typeof rule['is_active'] === 'boolean'
  );
}

const areRules = (value: unknown): value is readonly Rule[] => Array.isArray(value) && value.every(isRule);
