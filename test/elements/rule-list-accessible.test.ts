import { setViewport } from '@web/test-runner-commands';
import { createList } from '../../src/elements/rule-editor/list.js';
import { analyse } from '../../src/rules/analyse.js';
import type { RuleSet } from '../../src/rules/types.js';
import { expect, html } from '../support/fixture.js';
import { placePanel, ruleOf, type FakeOptions } from '../support/rule-editor.js';

const analysed = (set: RuleSet) => analyse(set, { horizon: { from: new Date() } });
const light = html`<div style="background: #fff; color-scheme: light"></div>`;
const dark = html`<div style="background: #14171c; color-scheme: dark"></div>`;
const loaded = [ruleOf(20), ruleOf(21, { country_code: 'DE' })];

/** Every kind of row, line and mark. */
const rules: FakeOptions['rules'] = [
  { id: 1, priority: 0, device: 'ios', country_code: 'NL', days_of_week: ['monday'], start_at: '2026-01-01T00:00:00Z', url: 'https://apps.example.com/a/very/long/path/that/has/to/be/shortened/in/the/middle' },
  { id: 2, priority: 1, weight: 70 },
  { id: 3, priority: 1, weight: 30 },
  { id: 4, priority: 2, is_active: false },
  { id: 5, priority: 3, device: 'ios', url: 'nonsense' },
  { id: 6, priority: 4, start_at: '2020-01-01T00:00:00Z', end_at: '2020-02-01T00:00:00Z' },
  { id: 7, priority: 5, start_at: '2020-03-01T00:00:00Z', end_at: '2020-02-01T00:00:00Z' },
  { id: 8, priority: 6, device: 'mac' },
  { id: 9, priority: 6, device: 'kiosk' },
  { id: 10, priority: 7, weight: 0, country_code: 'JP' },
  { id: 11, priority: 7, weight: 0, country_code: 'JP' },
];
const place = (options: FakeOptions = {}) => placePanel(createList, { rules, loaded, analyse: analysed, code: { fallback_url: null }, timeZone: 'Europe/Amsterdam', ...options });

describe('axe finds nothing in the list of rules', () => {
  for (const [scheme, around] of [['light', light], ['dark', dark]] as const) {
    it(`as it is, ${scheme}`, async () => {
      await expect((await place({ around })).host).to.be.accessible();
    });

    it(`with a form open, ${scheme}`, async () => {
      const { host, panel, drawn } = await place({ around });
      panel.show(1, true);
      panel.show(5, true);
      panel.fieldErrors = new Map([[1, { url: ['Reserved.'], other: ['Unknown.'] }]]);
      await drawn();
      await expect(host).to.be.accessible();
    });

    it(`with fixes open, ${scheme}`, async () => {
      const { host, root, drawn } = await place({ around });
      [...root.querySelectorAll<HTMLElement>('[data-rule="7"] .do')].at(-1)!.click();
      await drawn();
      expect(root.querySelector('.fixes')).to.not.equal(null);
      await expect(host).to.be.accessible();
    });

    it(`that is only read, ${scheme}`, async () => {
      const { host, panel, drawn } = await place({ around, isReadOnly: true });
      panel.show(1, true);
      await drawn();
      await expect(host).to.be.accessible();
    });
  }

  it('without rules', async () => {
    await expect((await place({ rules: [], around: light })).host).to.be.accessible();
  });
});

describe('the list of rules', () => {
  afterEach(async () => {
    await setViewport({ width: 800, height: 600 });
    document.documentElement.removeAttribute('dir');
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`has nothing beside a page of 320 pixels, ${dir}`, async () => {
      await setViewport({ width: 320, height: 640 });
      const { root, host, panel, drawn } = await place({ around: html`<div dir=${dir}></div>` });
      panel.show(1, true);
      await drawn();
      const list = root.querySelector('.list')!.getBoundingClientRect();
      const outside = [...root.querySelectorAll<HTMLElement>('.list *:not(.hidden, datalist, datalist *, option)')].filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 0 && (left < list.left - 1 || right > list.right + 1);
      });
      expect(outside.map((one) => `${one.tagName}.${one.className}`)).to.deep.equal([]);
      expect(host.scrollWidth).to.be.at.most(320);
    });
  }

  it('has the actions below the sentence where there is no room beside it', async () => {
    await setViewport({ width: 320, height: 640 });
    const { root } = await place();
    const box = (selector: string) => root.querySelector(`[data-rule="2"] ${selector}`)!.getBoundingClientRect();
    expect(box('.line .acts').top).to.be.at.least(box('.sentence').bottom);
    await setViewport({ width: 1000, height: 640 });
    expect(box('.line .acts').top).to.be.below(box('.sentence').bottom);
  });

  it('has targets of at least 24 pixels', async () => {
    const { root, panel, drawn } = await place();
    panel.show(1, true);
    await drawn();
    // A link within a sentence is as high as its line (WCAG 2.5.8, inline).
    const small = [...root.querySelectorAll('.list button:not(.verdict .link), .list input, .list select, .list .day')].filter((one) => {
      const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24);
    });
    expect(small.map((one) => one.outerHTML.slice(0, 120))).to.deep.equal([]);
  });

  it('begins at the right where text does, with arrows that point on', async () => {
    const { root } = await place({ around: html`<div dir="rtl"></div>` });
    const box = (selector: string) => root.querySelector(`[data-rule="2"] ${selector}`)!.getBoundingClientRect();
    expect(box('.handle').left).to.be.greaterThan(box('.sentence').right - 1);
    expect(getComputedStyle(root.querySelector('.turns')!).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
  });

  it('names every control', async () => {
    const { root, panel, drawn } = await place();
    panel.show(1, true);
    await drawn();
    const names = [...root.querySelectorAll<HTMLElement>('[data-rule="2"] .line [data-act]')].map((one) => one.getAttribute('aria-label')!.replace(/[\u2066-\u2069]/g, ''));
    expect(names).to.deep.equal(['Move: rule 2 (r2.example)', 'On: rule 2 (r2.example)', 'Move up: rule 2 (r2.example)', 'Move down: rule 2 (r2.example)', 'Duplicate: rule 2 (r2.example)', 'Delete: rule 2 (r2.example)']);
  });

  it('draws a thousand rules, and lays out only those that are seen', async () => {
    const { root } = await placePanel(createList, { rules: Array.from({ length: 1000 }, (_, index) => ({ id: index + 1 })) });
    expect(root.querySelectorAll('.row')).to.have.lengthOf(1001);
    const { contentVisibility } = getComputedStyle(root.querySelector('[data-rule="900"]')!);
    expect(contentVisibility).to.equal('auto');
  });
});
