import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { clientOf, json, qrCode } from './api.js';
import { fixture, html, waitUntil } from './fixture.js';

/** An address that any code may have. */
export const ADDRESS = 'https://example.com/';

/** The code that is seen; `null` while there is none. */
export const drawn = (element: JsiQrCode) => element.renderRoot.querySelector<SVGSVGElement>('[part=code][aria-hidden=false]');
export const part = (element: JsiQrCode, name: string) => element.renderRoot.querySelector<HTMLElement>(`[part=${name}]`);
export const note = (element: JsiQrCode) => part(element, 'note')?.textContent.trim();
/** Its dark modules. */
export const path = (element: JsiQrCode) => drawn(element)?.querySelector('path:last-of-type')?.getAttribute('d') ?? '';
/** The same in a few letters: the difference of two long paths takes a test's report minutes to print. */
export const shape = (element: JsiQrCode) => short(path(element));
/** Column and row of its first dark module: as many as its quiet zone is wide. */
export const corner = (element: JsiQrCode) => path(element).slice(0, 8).replace(/[hz].*/, '');
/** What is said to be wrong with it. */
export const problems = (element: JsiQrCode) => element.safety.problems.map(({ code }) => code);
/** A button as a person finds it: by its name. */
export const button = (element: JsiQrCode, name: string) =>
  element.renderRoot.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);

/** Colours of background and modules, as the browser fills them. */
export function colors(element: JsiQrCode): { paper: string; ink: string } {
  const fills = [...drawn(element)!.querySelectorAll('path')].map((one) => hex(getComputedStyle(one).fill));
  return { paper: fills[0]!, ink: fills.at(-1)! };
}

/** Both ends of a gradient. */
export const stops = (element: JsiQrCode) => [...drawn(element)!.querySelectorAll('stop')].map((stop) => hex(getComputedStyle(stop).stopColor));

/** FNV-1a. */
export function short(path: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return `${path.length}:${(hash >>> 0).toString(16)}`;
}

/** `rgb(…)` as `#rrggbb`; anything else as it is. */
export function hex(color: string): string {
  const [, ...parts] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color) ?? [];
  return parts.length ? `#${parts.map((one) => Number(one).toString(16).padStart(2, '0')).join('')}` : color;
}

/** An element on a page of its own; attributes as in HTML, `content` as its children. */
export async function place(attributes: Record<string, string>, { content = '', page = html`<div></div>` } = {}): Promise<JsiQrCode> {
  const element = document.createElement('jsi-qr-code');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.innerHTML = content;
  (await fixture(page)).append(element);
  await settled(element);
  return element;
}

/** One of the platform, with these fields and a client of its own. */
export async function placeId(fields: Record<string, unknown>, attributes: Record<string, string> = {}): Promise<JsiQrCode> {
  const element = document.createElement('jsi-qr-code');
  for (const [name, value] of Object.entries({ 'qr-id': '1', ...attributes })) element.setAttribute(name, value);
  element.client = clientOf(() => json(qrCode(fields))).client;
  (await fixture(html`<div></div>`)).append(element);
  await settled(element);
  return element;
}

/** Until all that it loads has come, well or not. */
export async function settled(element: JsiQrCode): Promise<void> {
  await element.updateComplete;
  await waitUntil(() => !element.matches(':state(loading)'), 'still loading', { interval: 10, timeout: 3000 });
  await element.updateComplete;
}

/** Until the browser has laid the page out, and told its observers. */
export const laidOut = () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Changes an element and waits until that is drawn. */
export async function change(element: JsiQrCode, properties: Partial<JsiQrCode>): Promise<void> {
  Object.assign(element, properties);
  await settled(element);
}

/** A picture of one colour as a data URI. */
export const logoOf = (color = '#0b5fff') =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" fill="${color}"/></svg>`)}`;

/** Puts something else in the place of a property until `restore`; nothing of it is left behind. */
export function replace<T extends object>(target: T, name: keyof T | (string & {}), value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  return () => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
}
