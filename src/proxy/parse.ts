import { Refusal } from './answer.js';
import { FieldError, type Fields } from './fields.js';
import type { OperationRule } from './operations.js';
import { readText } from './read-text.js';

const MAX_BODY = 64 * 1024;

/**
 * The query rebuilt from the values the operation knows.
 * @throws {Refusal} 400 for an unknown, repeated or unreadable parameter
 */
export function parseQuery(params: URLSearchParams, rule: OperationRule): string {
  const fields = rule.query ?? {};
  const query = new URLSearchParams();
  for (const [name, value] of params) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new Refusal(400, 'query', `This request takes no parameter of that name: ${quote(name)}.`);
    if (query.has(name)) throw new Refusal(400, 'query', `The parameter ${name} is given more than once.`);
    query.set(name, String(read(() => field(value), (message) => new Refusal(400, 'query', `${name} ${message}.`))));
  }
  return query.toString();
}

/**
 * The JSON body rebuilt from the fields the operation knows; `undefined` where it takes none.
 * @throws {Refusal} 400, 413, 415, or 422 with the fields in `errors`
 */
export async function parseBody(request: Request, rule: OperationRule): Promise<string | undefined> {
  if (!rule.body) return undefined;
  if (!/^application\/json(\s*;\s*charset=utf-8)?$/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal(415, 'media-type', 'Send the body as application/json in UTF-8.');
  }
  const given = parseObject(await bodyText(request));
  return JSON.stringify(readFields(given, rule.body, rule.required ?? []));
}

async function bodyText(request: Request): Promise<string> {
  const text = await readText(request.body, MAX_BODY).catch(() => {
    throw new Refusal(400, 'body', 'The body could not be read as UTF-8 text.');
  });
  if (text === null) throw new Refusal(413, 'too-large', `The body is larger than ${MAX_BODY} bytes.`);
  return text;
}

function parseObject(text: string): Record<string, unknown> {
  const value = read(
    () => JSON.parse(text) as unknown,
    () => new Refusal(400, 'body', 'The body is not JSON.'),
  );
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'body', 'The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

function readFields(given: Record<string, unknown>, fields: Fields, required: readonly string[]) {
  const errors: Record<string, string[]> = {};
  const body: Record<string, unknown> = {};
  for (const name of required) if (given[name] == null) errors[name] = [`The ${name} field is required.`];
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) {
      // A computed key would set the prototype for `__proto__`; the name is echoed as text only.
      errors['body'] = [`This request takes no field of that name: ${quote(name)}.`];
    } else if (!errors[name]) {
      try {
        body[name] = field(value);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        errors[name] = [`The ${name} field ${error.message}.`];
      }
    }
  }
  const first = Object.values(errors)[0]?.[0];
  if (first) throw new Refusal(422, 'validation', first, { errors });
  return body;
}

function read<T>(parse: () => T, refusal: (message: string) => Refusal): T {
  try {
    return parse();
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : '');
  }
}

const quote = (name: string) => JSON.stringify(name.slice(0, 40));
