import type { JsiLandingPage } from '../../src/elements/landing-page/define.js';
import { clientOf, json } from './api.js';
import { fixture, html, waitUntil } from './fixture.js';

/** A landing page as an API might send it, with blocks of every kind. */
export const landingPage = (fields: Record<string, unknown> = {}) => ({
  id: 5,
  title: 'The Midnight Room',
  description: 'Cocktails and jazz.',
  preset: 'minimal',
  blocks: [
    { type: 'link', title: 'Book a table', url: 'https://example.com/book' },
    { type: 'link', title: 'Never', url: 'javascript:alert(1)' },
    { type: 'heading', text: 'Keep in touch' },
    { type: 'text', text: 'We answer within a day.' },
    { type: 'email', email: 'hello@example.com' },
    { type: 'phone', phone: '+31101234567' },
    { type: 'vcard', name: 'Jo Vermeulen', phone: '+31101234567' },
    { type: 'divider' },
    { type: 'social', links: [{ network: 'instagram', url: 'https://instagram.com/x' }] },
  ],
  ...fields,
});

export interface PlacePageOptions {
  attributes?: Record<string, string>;
  /** Around the element. */
  around?: ReturnType<typeof html>;
  /** Within it. */
  inside?: string[];
}

/** A real element on a page of its own, whose client gets these answers. */
export async function placePage(answer: Parameters<typeof clientOf>[0], { attributes = {}, around = html`<div></div>`, inside = [] }: PlacePageOptions = {}) {
  const { client, requests, signals } = clientOf(answer);
  const element = document.createElement('jsi-landing-page');
  for (const [name, value] of Object.entries({ 'page-id': '5', ...attributes })) element.setAttribute(name, value);
  element.client = client;
  for (const slot of inside) {
    const child = document.createElement('a');
    child.slot = slot;
    child.href = 'https://site.example/';
    child.textContent = `In ${slot || 'the default slot'}`;
    element.append(child);
  }
  (await fixture(around)).append(element);
  return { element, client, requests, signals };
}

/** The same with a page, loaded. */
export async function placeLoaded(fields: Record<string, unknown> = {}, options: PlacePageOptions = {}) {
  const placed = await placePage(() => json({ data: landingPage(fields) }), options);
  await pageSettled(placed.element);
  return { ...placed, page: pageOf(placed.element)! };
}

export async function pageSettled(element: JsiLandingPage): Promise<void> {
  await element.updateComplete;
  await waitUntil(() => !element.matches(':state(loading)'), 'still loading', { interval: 5, timeout: 3000 });
  await element.updateComplete;
}

export const pageOf = (element: JsiLandingPage) => element.renderRoot.querySelector<HTMLElement>('.page');
export const textIn = (element: JsiLandingPage, selector: string) => element.renderRoot.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
