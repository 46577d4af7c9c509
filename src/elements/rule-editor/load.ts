import type { Client } from '../../client/client.js';
import type { Operation } from '../../client/routes.js';
import type { RequestOptions } from '../../client/transport.js';
import type { Id, QrCode, Rule } from '../../client/types.js';

export interface EditorData {
  code: QrCode;
  /** Every page of the list. */
  rules: Rule[];
  /** What the grant allows; `null` where nobody says. */
  permissions: ReadonlySet<Operation> | null;
}

/** @throws {ClientError} where the code or a page of its rules cannot be had: of half a list nothing that is said would hold */
export async function loadEditor(client: Client, id: Id, signal: AbortSignal): Promise<EditorData> {
  const [code, rules, permissions] = await Promise.all([
    client.qrCodes.get(id, { signal }),
    readRules(client, id, signal),
    // Who does not say what is allowed says so when it is tried.
    client.permissions(id, { signal }).catch(() => null),
  ]);
  return { code, rules, permissions };
}

export async function readRules(client: Client, id: Id, signal: AbortSignal, onWait?: RequestOptions['onWait']): Promise<Rule[]> {
  const rules: Rule[] = [];
  for await (const { data } of client.rules.pages(id, {}, { signal, onWait })) rules.push(...data);
  return rules;
}
