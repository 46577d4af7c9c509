import type { InStatement } from '@libsql/client';
import { calendar } from './calendar.js';
import { insert } from './database.js';
import { landingPages, qrCodes } from './seed-codes.js';
import { codeRules } from './seed-rules.js';
import { scanRows, type SeedCode } from './seed-scans.js';

const MAIN = 1;
const OTHER = 2;
const ROWS_PER_INSERT = 100;

const teams = [
  { id: MAIN, name: 'Main team', plan: 'business', subscribed: true, credits: 250 },
  { id: OTHER, name: 'Other team', plan: 'starter', subscribed: true, credits: 0 },
  { id: 3, name: 'Lapsed team', plan: null, subscribed: false, credits: 0 },
];

/**
 * The statements that fill a new database. They depend on nothing but the arguments; of `date` only the UTC day counts,
 * and `publicBase` is in the `resolved_url` of scans that landed on the sandbox's own pages.
 */
export function* seedStatements(kind: 'demo' | 'empty', date: Date, publicBase: string): Generator<InStatement> {
  const kept = kind === 'empty' ? teams.slice(0, 1) : teams;
  yield insert('teams', kept);
  yield insert(
    'users',
    kept.map(({ id }) => ({ id, team_id: id, name: `Sandbox user ${id}`, email: `user${id}@example.com` })),
  );
  if (kind === 'empty') return;

  const dates = calendar(date);
  const codes = qrCodes(dates).map((code, index) => ({ id: index + 1, team_id: MAIN, ...code }));
  const pages = landingPages(dates).map((page, index) => ({ id: index + 1, team_id: MAIN, ...page }));
  yield* inserts('landing_pages', [...pages, { ...pages[0]!, id: pages.length + 1, team_id: OTHER }]);
  // One by one, because each row names only the columns that it does not leave at their defaults.
  for (const code of codes) yield insert('qr_codes', [code]);

  const rules = codes.flatMap((code) =>
    codeRules(code.id, dates).map((rule) => ({ ...rule, qr_code_id: code.id, created_at: code.created_at })),
  );
  const numbered = rules.map((rule, index) => ({ ...rule, id: index + 1, updated_at: rule.created_at }));
  yield* inserts('rules', numbered);

  const seeded: SeedCode[] = codes.map((code) => ({
    code,
    rules: numbered.filter((rule) => rule.qr_code_id === code.id),
  }));
  yield* inserts('scans', scanRows(seeded, dates, publicBase));
  yield* otherTeam(codes.length + 1, rules.length + 1, dates.day(-100));
}

/** Something of every kind that the main team's tokens must not see. */
function* otherTeam(codeId: number, ruleId: number, at: string): Generator<InStatement> {
  const url = 'https://other.example.org/';
  const stamps = { created_at: at, updated_at: at };
  const code = { id: codeId, team_id: OTHER, name: 'Of the other team', slug: 'other-team', type: 'dynamic' };
  yield insert('qr_codes', [{ ...code, target_url: url, ...stamps }]);
  yield insert('rules', [{ id: ruleId, qr_code_id: codeId, url, device: 'ios', ...stamps }]);
}

function* inserts(table: string, rows: Iterable<object>): Generator<InStatement> {
  let chunk: object[] = [];
  for (const row of rows) {
    if (chunk.push(row) < ROWS_PER_INSERT) continue;
    yield insert(table, chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield insert(table, chunk);
}
