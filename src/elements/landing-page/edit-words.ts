import type { ClientError } from '../../client/errors.js';
import { en } from '../../locales/en.js';
import { enLandingEdit as words } from '../../locales/en.landing-edit.js';
import { errorText } from '../../ui/error-text.js';
import type { SaveStatus } from './edit-save.js';
import type { FieldName } from './edit-session.js';
import type { EditedFields } from './page-face.js';

/** Why something has not been done. */
export const reasonText = (error: ClientError): string => words.reasons[error.code] ?? errorText(error, en);

/** What a request is doing. */
export function statusText(status: SaveStatus, seconds: (until: number) => string, sending: string = words.sending): string {
  if (status.kind === 'waiting') return (status.error.code === 'rate-limit' ? words.waiting : words.retrying)(seconds(status.until));
  return { reading: words.reading, sending, offline: words.offline }[status.kind];
}

/** A field's value in words. */
export function valueText(name: FieldName, fields: EditedFields): string {
  if (name === 'title') return fields.title;
  if (name === 'description') return fields.description ?? words.noDescription;
  const preset = fields.preset ?? 'minimal';
  return Object.hasOwn(words.presets, preset) ? words.presets[preset as keyof typeof words.presets] : preset;
}

export const listText = (names: readonly FieldName[], lang: string): string => new Intl.ListFormat(lang).format(names.map((name) => words.fields[name]));

/** A text of the page within a sentence of ours: in its own direction, and no longer than a sentence bears. */
export const quoted = (text: string): string => `\u2068${short(text, 80)}\u2069`;

export const short = (text: string, letters: number): string => (text.length > letters ? `${text.slice(0, letters).toWellFormed()}…` : text.toWellFormed());
