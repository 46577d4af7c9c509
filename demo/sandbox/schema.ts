import type { Row, Value } from '@libsql/client';
import type { LandingPage, QrCode, Rule, Scan } from '../../src/client/types.js';

/** Part of the seed marker: a file of another version is refused rather than misread. */
export const SCHEMA_VERSION = 1;

/**
 * Booleans are 0 or 1, instants ISO 8601 text in UTC with whole seconds (so that text order is time order), lists and
 * objects JSON text. AUTOINCREMENT, because a deleted id must not come back as another resource.
 */
export const schema = [
  'CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
  `CREATE TABLE IF NOT EXISTS teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
    plan TEXT, subscribed INTEGER NOT NULL DEFAULT 0, credits INTEGER NOT NULL DEFAULT 0)`,
  `CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY AUTOINCREMENT, team_id INTEGER NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, created_at TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS landing_pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, team_id INTEGER NOT NULL,
    title TEXT NOT NULL, description TEXT, preset TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS qr_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, team_id INTEGER NOT NULL, landing_page_id INTEGER,
    name TEXT NOT NULL, slug TEXT NOT NULL UNIQUE, type TEXT NOT NULL, target_url TEXT, fallback_url TEXT,
    is_active INTEGER NOT NULL DEFAULT 1, content_type TEXT NOT NULL DEFAULT 'url', expires_at TEXT,
    licensed_until TEXT, auto_renew INTEGER NOT NULL DEFAULT 0, options TEXT,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT, qr_code_id INTEGER NOT NULL, url TEXT NOT NULL, device TEXT,
    country_code TEXT, start_at TEXT, end_at TEXT, days_of_week TEXT, priority INTEGER NOT NULL DEFAULT 0,
    weight INTEGER, is_active INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, updated_at TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS scans (
    id INTEGER PRIMARY KEY AUTOINCREMENT, qr_code_id INTEGER NOT NULL, device TEXT, country_code TEXT, referer TEXT,
    utm_source TEXT, utm_medium TEXT, utm_campaign TEXT, resolved_url TEXT, created_at TEXT NOT NULL)`,
  'CREATE INDEX IF NOT EXISTS qr_codes_team ON qr_codes (team_id)',
  'CREATE INDEX IF NOT EXISTS landing_pages_team ON landing_pages (team_id)',
  'CREATE INDEX IF NOT EXISTS rules_code ON rules (qr_code_id, priority)',
  // Ends in the row id, as every index does: the list of scans reads it backwards.
  'CREATE INDEX IF NOT EXISTS scans_code ON scans (qr_code_id)',
  // One index for each grouping of the summary: it is then counted in index order, with no sort and no table access.
  'CREATE INDEX IF NOT EXISTS scans_created ON scans (qr_code_id, created_at)',
  'CREATE INDEX IF NOT EXISTS scans_device ON scans (qr_code_id, device)',
  'CREATE INDEX IF NOT EXISTS scans_country ON scans (qr_code_id, country_code)',
  'CREATE INDEX IF NOT EXISTS scans_referer ON scans (qr_code_id, referer)',
  'CREATE INDEX IF NOT EXISTS scans_campaign ON scans (qr_code_id, utm_campaign)',
];

export type StoredQrCode = Omit<QrCode, 'public_url' | 'rules' | 'landing_page' | 'slug'> & { slug: string };

interface Tables {
  qr_codes: StoredQrCode;
  rules: Rule;
  scans: Scan;
  landing_pages: LandingPage;
}

type Cast = (value: Value) => unknown;
const plain: Cast = (value) => value;
const boolean: Cast = (value) => value === 1;
const list: Cast = (value) => (value === null ? null : JSON.parse(value as string));
const object: Cast = (value) => (value === null ? {} : JSON.parse(value as string));

/** The columns that the API shows, in its order. */
const columns: { [Table in keyof Tables]: Record<keyof Tables[Table], Cast> } = {
  qr_codes: {
    id: plain, name: plain, slug: plain, type: plain, target_url: plain, fallback_url: plain, is_active: boolean,
    content_type: plain, expires_at: plain, licensed_until: plain, auto_renew: boolean, options: object,
    created_at: plain, updated_at: plain,
  },
  rules: {
    id: plain, url: plain, device: plain, country_code: plain, start_at: plain, end_at: plain, days_of_week: list,
    priority: plain, weight: plain, is_active: boolean,
  },
  scans: {
    id: plain, device: plain, country_code: plain, referer: plain, utm_source: plain, utm_medium: plain,
    utm_campaign: plain, resolved_url: plain, created_at: plain,
  },
  landing_pages: { id: plain, title: plain, description: plain, preset: plain, created_at: plain, updated_at: plain },
};

/** A row as the API shows it: columns that it does not name are left out. */
export function read<Table extends keyof Tables>(table: Table, row: Row): Tables[Table] {
  const casts = Object.entries<Cast>(columns[table]);
  return Object.fromEntries(casts.map(([name, cast]) => [name, cast(row[name] ?? null)])) as unknown as Tables[Table];
}
