import { html, type TemplateResult } from 'lit';
import type { Region } from '../../rules/types.js';
import type { Editor } from './editor.js';

/** So many regions are told; more are counted. */
const TOLD = 6;

/** Who is in some regions, in words. */
export function regionList({ words, formats }: Editor, title: string, regions: readonly Region[], none: string): TemplateResult {
  const rest = regions.length - TOLD;
  return html`<div class="regions">
    <span class="regions-title">${title}</span>
    ${regions.length === 0 ? html`<span>${none}</span>` : html`<ul>${regions.slice(0, TOLD).map((region) => html`<li>${formats.region(region)}</li>`)}${rest > 0 ? html`<li>${words.form.moreRegions(formats.number(rest))}</li>` : ''}</ul>`}
  </div>`;
}
