/**
 * The API's objects as this package hands them out: the guide's field names, normalised by `read.ts`. Fields that the
 * guide does not name are kept on the objects at run time; they are just not typed.
 */

/** A resource id: a positive safe integer (digit strings in answers are converted). */
export type Id = number;

/** An instant as the API writes it: ISO 8601 with an offset, for example `2026-03-15T10:30:00Z`. */
export type Instant = string;

export type QrCodeType = 'static' | 'dynamic';
export type ContentType = 'url' | 'file' | 'landing_page' | 'landing_page_block';
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
export type LandingPagePreset = 'minimal' | 'dark' | 'colorful' | 'corporate' | 'nature' | 'neon' | 'pastel';

/** Known values with completion, any other string allowed: the API's lists are open ("etc."). */
export type Open<Known extends string> = Known | (string & Record<never, never>);
export type Device = Open<'ios' | 'android' | 'windows' | 'mac' | 'linux'>;

export interface Rule {
  id: Id;
  url: string;
  device: Device | null;
  /** ISO 3166-1 alpha-2. */
  country_code: string | null;
  start_at: Instant | null;
  end_at: Instant | null;
  /** `null` or `[]` means any day. Kept as the API sent it: names are judged by `rules/`, not here. */
  days_of_week: Open<Weekday>[] | null;
  /** Lower wins; 0 when absent. */
  priority: number;
  weight: number | null;
  is_active: boolean;
}

export interface LandingPage {
  id: Id;
  title: string;
  description: string | null;
  preset: Open<LandingPagePreset> | null;
  created_at: Instant | null;
  updated_at: Instant | null;
}

export interface QrCode {
  id: Id;
  name: string;
  slug: string | null;
  type: Open<QrCodeType>;
  target_url: string | null;
  fallback_url: string | null;
  is_active: boolean;
  content_type: Open<ContentType>;
  expires_at: Instant | null;
  licensed_until: Instant | null;
  auto_renew: boolean;
  /** What the printed code encodes. */
  public_url: string | null;
  /** Visual customisation; its fields are not documented. */
  options: Record<string, unknown>;
  created_at: Instant | null;
  updated_at: Instant | null;
  /** Only in answers about a single code. */
  rules?: Rule[];
  /** Only in answers about a single code. */
  landing_page?: LandingPage | null;
}

export interface Scan {
  id: Id;
  device: Device | null;
  country_code: string | null;
  referer: string | null;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  resolved_url: string | null;
  created_at: Instant;
}

/** One row of a breakdown; `value` is `null` for "unknown". */
export interface Count {
  value: string | null;
  scans: number;
}

export interface ScanSummary {
  /** `null` where the answer holds no total under any known name. */
  total: number | null;
  this_month: number | null;
  /** Most scans first. */
  devices: Count[];
  /** Most scans first. */
  countries: Count[];
}

export interface User {
  id: Id;
  name: string | null;
  email: string | null;
  plan: string | null;
  credits: number | null;
  team: { id: Id; name: string | null } | null;
}

/** One page of a list. Each number is `null` where the answer does not give a plausible one. */
export interface Page<T> {
  data: T[];
  meta: PageMeta;
}

export interface PageMeta {
  current_page: number | null;
  last_page: number | null;
  per_page: number | null;
  total: number | null;
}

export interface PageParams {
  /** From 1. */
  page?: number;
  /** 1–100; the API's default is 15. */
  per_page?: number;
}

export interface QrCodeListParams extends PageParams {
  type?: QrCodeType;
  is_active?: boolean;
  content_type?: ContentType;
  sort?: 'created_at' | '-created_at' | 'name' | '-name' | 'updated_at' | '-updated_at';
}

export interface QrCodeInput {
  name: string;
  type: QrCodeType;
  /** Required when `content_type` is `url`. */
  target_url?: string | null;
  content_type?: ContentType;
  fallback_url?: string | null;
  is_active?: boolean;
  auto_renew?: boolean;
  options?: Record<string, unknown>;
}

export interface RuleInput {
  url: string;
  device?: Device | null;
  country_code?: string | null;
  start_at?: Instant | null;
  end_at?: Instant | null;
  days_of_week?: Open<Weekday>[] | null;
  priority?: number;
  weight?: number | null;
  is_active?: boolean;
}

export interface LandingPageInput {
  title: string;
  description?: string | null;
  preset?: LandingPagePreset;
}
