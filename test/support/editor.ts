import type { Operation } from '../../src/client/routes.js';
import type { QrCode, Rule } from '../../src/client/types.js';
import type { JsiRuleEditor } from '../../src/elements/rule-editor/define.js';
import { json } from './api.js';
import { fixture, html, waitUntil } from './fixture.js';
import { codeOf, ruleOf } from './rule-editor.js';
import { RulesApi } from './rules-api.js';

export interface PlaceOptions {
  code?: Partial<QrCode>;
  rules?: readonly Rule[];
  /** What the proxy says is allowed; default it does not say. */
  permissions?: readonly Operation[];
  attributes?: Record<string, string>;
  page?: ReturnType<typeof html>;
}

export const threeRules = () => [
  ruleOf(1, { url: 'https://apps.example/ios', device: 'ios', priority: 1 }),
  ruleOf(2, { url: 'https://shop.example/nl', country_code: 'NL', priority: 2 }),
  ruleOf(3, { url: 'https://shop.example/all', priority: 3 }),
];

/** A real editor on a page of its own, beside a server that keeps its rules. */
export async function placeEditor({ code, rules = threeRules(), permissions, attributes = {}, page = html`<div></div>` }: PlaceOptions = {}) {
  const api = new RulesApi(rules);
  api.other = (path) => (path === '' ? json({ data: codeOf(code) }) : json({ message: '' }, 404));
  const element = await placeWith(api, attributes, page, permissions);
  return { element, api };
}

/** Another editor of the same rules, as after a reload. */
export async function placeWith(api: RulesApi, attributes: Record<string, string>, page = html`<div></div>`, permissions?: readonly Operation[]) {
  const element = document.createElement('jsi-rule-editor');
  for (const [name, value] of Object.entries({ 'qr-id': '7', 'time-zone': 'UTC', ...attributes })) element.setAttribute(name, value);
  element.client = permissions ? { ...api.client, permissions: () => Promise.resolve(new Set(permissions)) } : api.client;
  (await fixture(page)).append(element);
  await settled(element);
  return element;
}

export async function settled(element: JsiRuleEditor): Promise<void> {
  await element.updateComplete;
  await waitUntil(() => !element.matches(':state(loading)'), 'still loading', { interval: 5, timeout: 3000 });
  await element.updateComplete;
}

export const rootOf = (element: JsiRuleEditor) => element.renderRoot as ShadowRoot;
export const textOf = (element: JsiRuleEditor, selector: string) => rootOf(element).querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';

/** A button as a person finds it: by its words. */
export function buttonOf(element: JsiRuleEditor, name: string | RegExp): HTMLButtonElement {
  const buttons = [...rootOf(element).querySelectorAll('button')];
  const found = buttons.find((button) => {
    const words = (button.getAttribute('aria-label') ?? button.textContent).replace(/\s+/g, ' ').trim();
    return typeof name === 'string' ? words === name : name.test(words);
  });
  if (!found) throw new Error(`No button ${String(name)} among ${buttons.map((one) => one.textContent.trim()).join(' | ')}`);
  return found;
}
