import { readSummary } from '../client/read.js';
import { emitBlocks } from '../landing/emit.js';
import { viewOf } from '../landing/view.js';
import { Refusal } from './answer.js';
import type { OperationRule } from './operations.js';

const pick =
  (...names: readonly string[]) =>
  (value: unknown): Record<string, unknown> => {
    const object = isObject(value) ? value : {};
    return Object.fromEntries(names.filter((name) => Object.hasOwn(object, name)).map((name) => [name, object[name]]));
  };

const landingPageFields = pick('id', 'title', 'description', 'preset');

/** Picture and blocks are written anew from what was read of them: what else the API says of a block stays private. */
function landingPage(value: unknown): Record<string, unknown> {
  const view = isObject(value) ? viewOf(value) : null;
  const blocks = view ? emitBlocks(view) : [];
  return { ...landingPageFields(value), ...(view?.avatar && { avatar: view.avatar }), ...(blocks.length > 0 && { blocks }) };
}

const qrCodeFields = pick(
  ...['id', 'name', 'slug', 'type', 'is_active', 'content_type', 'public_url', 'options'],
  ...['expires_at', 'licensed_until', 'auto_renew'],
);

/** A roll-up has none: it is made for its caller. */
export type Projection = Exclude<NonNullable<OperationRule['public']>, 'rollup'>;

/** What anyone may see of a resource: an allow-list, so that a field the API adds tomorrow stays private. */
const projections: Record<Projection, (value: unknown) => unknown> = {
  qrCode: (value) => {
    const page = isObject(value) ? (value['landing_page'] ?? value['landingPage']) : null;
    return { ...qrCodeFields(value), ...(isObject(page) && { landing_page: toPublic('landingPage', page) }) };
  },
  landingPage,
  summary: (value) => {
    if (!isObject(value)) throw new Refusal(502, 'bad-gateway', 'The API sent something that is not a summary.');
    const { total, this_month, devices, countries } = readSummary(value);
    return { total, this_month, devices, countries };
  },
};

const meta = pick('current_page', 'last_page', 'per_page', 'total');

/** An answer cut down to the public fields of its operation, in the envelope it came in. */
export function toPublic(kind: Projection, body: unknown): unknown {
  const project = projections[kind];
  if (Array.isArray(body)) return body.map(project);
  if (!isObject(body) || !('data' in body)) return project(body);
  const { data } = body;
  return {
    data: Array.isArray(data) ? data.map(project) : project(data),
    ...(isObject(body['meta']) && { meta: meta(body['meta']) }),
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
