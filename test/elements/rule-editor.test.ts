import '../../src/elements/rule-editor/define.js';
import type { JsiErrorEvent, JsiRuleEditor, JsiRulesChangeEvent } from '../../src/elements/rule-editor/define.js';
import { NotFoundError } from '../../src/client/errors.js';
import { json, never } from '../support/api.js';
import { buttonOf, placeEditor, placeWith, rootOf, settled, textOf, threeRules } from '../support/editor.js';
import { expect, fixture, html, oneEvent, waitUntil } from '../support/fixture.js';
import { ruleOf } from '../support/rule-editor.js';
import { RulesApi } from '../support/rules-api.js';

const urls = (element: JsiRuleEditor) => element.rules.map(({ url }) => url);
const turnOff = (element: JsiRuleEditor, id = 1) => (element.rules = element.rules.map((rule) => (rule.id === id ? { ...rule, is_active: false } : rule)));
const press = (element: JsiRuleEditor, key: string, init: KeyboardEventInit = {}) =>
  element.renderRoot.querySelector('button')!.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, composed: true, ...init }));

describe('jsi-rule-editor', () => {
  afterEach(() => localStorage.clear());

  describe('loading', () => {
    it('shows the rules in order of evaluation, with the default last', async () => {
      const { element } = await placeEditor({ rules: threeRules().reverse() });
      expect(urls(element)).to.deep.equal(['https://apps.example/ios', 'https://shop.example/nl', 'https://shop.example/all']);
      const lines = [...rootOf(element).querySelectorAll('.rows > *')].map((line) => line.textContent);
      expect(lines).to.have.length(4);
      expect(lines.at(-1)).to.contain('Everyone else').and.to.contain('example.com/otherwise');
    });

    it('reads every page of the list before it says anything', async () => {
      const { element } = await placeEditor({ rules: Array.from({ length: 230 }, (_, index) => ruleOf(index + 1)) });
      expect(element.rules).to.have.length(230);
      expect(textOf(element, '.head')).to.contain('230 rules');
    });

    it('says that it loads, and takes that back', async () => {
      const api = new RulesApi();
      api.other = never;
      const element = document.createElement('jsi-rule-editor');
      element.qrId = 7;
      element.client = api.client;
      (await fixture(html`<div></div>`)).append(element);
      await element.updateComplete;
      expect(element.matches(':state(loading)')).to.be.true;
      expect(element.getAttribute('aria-busy')).to.equal('true');
      element.remove();
      await waitUntil(() => !element.matches(':state(loading)'), 'still loading');
    });

    it('is empty where there are no rules, and says where everybody goes', async () => {
      const { element } = await placeEditor({ rules: [], code: { fallback_url: null } });
      expect(element.matches(':state(empty)')).to.be.true;
      expect(textOf(element, '.rows')).to.contain('www.example.com'.replace('www.', ''));
    });

    it('says what is not there, and loads again on request', async () => {
      const { element, api } = await placeEditor();
      let isThere = false;
      const code = api.other;
      api.other = (path, query) => (isThere ? code(path, query) : json({ message: '' }, 404));
      const failed = document.createElement('jsi-rule-editor');
      Object.assign(failed, { qrId: 7, client: api.client });
      const said = oneEvent(failed, 'jsi-error');
      (await fixture(html`<div></div>`)).append(failed);
      expect(((await said) as unknown as JsiErrorEvent).error).to.be.instanceOf(NotFoundError);
      await settled(failed);
      expect(failed.matches(':state(error)')).to.be.true;
      expect(textOf(failed, '[part=error]')).to.contain('There is no such QR code.');
      isThere = true;
      buttonOf(failed, 'Retry').click();
      await oneEvent(failed, 'jsi-load');
      await settled(failed);
      expect(urls(failed)).to.deep.equal(urls(element));
    });

    it('says what is wrong with its attributes, and asks nobody', async () => {
      const { element, api } = await placeEditor({ attributes: { 'qr-id': 'seven' } });
      expect(textOf(element, '[part=error]')).to.equal('“seven” is not the id of a QR code.');
      element.qrId = 7;
      element.timeZone = 'Mars/Olympus';
      await settled(element);
      expect(textOf(element, '[part=error]')).to.contain('Mars/Olympus');
      expect(api.asked).to.be.empty;
      element.timeZone = 'Asia/Kolkata';
      await settled(element);
      expect(element.rules).to.have.length(3);
    });

    it('takes properties that were set before it was defined', async () => {
      const api = new RulesApi(threeRules());
      const holder = await fixture(html`<div></div>`);
      holder.innerHTML = '<jsi-rule-editor></jsi-rule-editor>';
      const element = holder.firstElementChild as JsiRuleEditor;
      expect(element.readonly).to.be.false;
      expect(api.asked).to.be.empty;
    });
  });

  describe('proving', () => {
    const shadowed = () => [ruleOf(1, { priority: 1 }), ruleOf(2, { device: 'ios', priority: 2 })];

    it('says beside a rule that it never wins, and shows a scan that proves it', async () => {
      const { element } = await placeEditor({ rules: shadowed() });
      await waitUntil(() => element.verdicts.length > 0, 'no verdicts');
      await element.updateComplete;
      expect(element.verdicts.find(({ kind }) => kind === 'shadowed')).to.deep.include({ rule: 2, by: [1] });
      buttonOf(element, /^Show me/).click();
      await waitUntil(() => textOf(element, '[part=panel]').includes('Where this scan lands'), 'no simulator', { timeout: 5000 });
      expect(textOf(element, '[part=panel]')).to.contain('r1.example');
    });

    it('says nothing about rules that it cannot read, but which one and why', async () => {
      const { element } = await placeEditor({ rules: [ruleOf(1), ruleOf(2, { days_of_week: ['someday'] })] });
      await waitUntil(() => textOf(element, '.notes') !== '', 'no note');
      expect(element.verdicts).to.be.empty;
      expect(textOf(element, '.notes')).to.contain('someday');
    });
  });

  describe('editing', () => {
    it('tells the page, is dirty, and lets the way back be gone', async () => {
      const { element } = await placeEditor();
      setTimeout(() => turnOff(element));
      const { rules } = (await oneEvent(element, 'jsi-rules-change')) as unknown as JsiRulesChangeEvent;
      expect(rules[0]!.is_active).to.be.false;
      await element.updateComplete;
      expect(element.dirty).to.be.true;
      expect(element.matches(':state(dirty)')).to.be.true;
      expect(textOf(element, '[part=save]')).to.contain('1 changed');
      element.undo();
      await element.updateComplete;
      expect(element.dirty).to.be.false;
      element.redo();
      expect(element.rules[0]!.is_active).to.be.false;
    });

    it('undoes and does again by keys', async () => {
      const { element } = await placeEditor();
      turnOff(element);
      press(element, 'z');
      expect(element.dirty).to.be.false;
      press(element, 'Z', { shiftKey: true });
      expect(element.dirty).to.be.true;
      press(element, 'z');
      press(element, 'y');
      expect(element.dirty).to.be.true;
    });

    it('discards, and brings that back', async () => {
      const { element } = await placeEditor();
      turnOff(element);
      element.discard();
      expect(element.dirty).to.be.false;
      element.undo();
      expect(element.dirty).to.be.true;
    });

    it('asks before the page is left, and only while something would be lost', async () => {
      const { element } = await placeEditor();
      const asks = () => {
        const event = new Event('beforeunload', { cancelable: true });
        dispatchEvent(event);
        return event.defaultPrevented;
      };
      expect(asks()).to.be.false;
      turnOff(element);
      expect(asks()).to.be.true;
      element.undo();
      expect(asks()).to.be.false;
    });

    it('does not throw edits away for newer data', async () => {
      const { element, api } = await placeEditor();
      turnOff(element);
      api.add({ url: 'https://new.example/' });
      await element.reload();
      expect(element.rules).to.have.length(3);
      expect(element.dirty).to.be.true;
      element.undo();
      await element.reload();
      expect(element.rules).to.have.length(4);
    });
  });

  describe('drafts', () => {
    it('survive a reload, are compared on request and restored', async () => {
      const { element, api } = await placeEditor();
      turnOff(element, 3);
      element.remove();
      const next = await placeWith(api, {});
      expect(next.dirty).to.be.false;
      expect(textOf(next, '.notes')).to.contain('unsaved edits').and.to.contain('1 changed');
      buttonOf(next, 'What would change').click();
      await waitUntil(() => textOf(next, '.notes').includes('shop.example/all'), 'not compared');
      buttonOf(next, 'Restore them').click();
      expect(next.dirty).to.be.true;
      expect(next.rules[2]!.is_active).to.be.false;
      next.undo();
      expect(next.dirty).to.be.false;
    });

    it('are thrown away on request, and not offered again', async () => {
      const { element, api } = await placeEditor();
      turnOff(element);
      element.remove();
      const next = await placeWith(api, {});
      buttonOf(next, 'Throw them away').click();
      next.remove();
      expect(textOf(await placeWith(api, {}), '.notes')).to.equal('');
    });

    it('say when the rules have changed since', async () => {
      const { element, api } = await placeEditor();
      turnOff(element);
      element.remove();
      api.add({ url: 'https://new.example/', priority: 9 });
      expect(textOf(await placeWith(api, {}), '.notes')).to.contain('have changed since');
    });

    it('that somebody has tampered with are not there', async () => {
      const { element, api } = await placeEditor();
      turnOff(element);
      element.remove();
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, localStorage.getItem(key)!.replaceAll('"url":"', '"url":1,"x":"'));
      expect(textOf(await placeWith(api, {}), '.notes')).to.equal('');
    });
  });

  describe('for reading', () => {
    const buttons = (element: JsiRuleEditor) => [...rootOf(element).querySelectorAll('button')].map((button) => button.textContent.trim());

    it('is what its attribute asks for', async () => {
      const { element } = await placeEditor({ attributes: { readonly: '' } });
      expect(element.matches(':state(readonly)')).to.be.true;
      expect(buttons(element)).not.to.include('Add a rule');
      turnOff(element);
      expect(element.dirty).to.be.false;
      expect(await element.save()).to.be.false;
    });

    it('is what a grant without rules.update leaves', async () => {
      const { element } = await placeEditor({ permissions: ['rules.list', 'qr-codes.get'] });
      expect(textOf(element, '.notes')).to.contain('you may not change these rules');
    });

    it('is a static code, and says why', async () => {
      const { element } = await placeEditor({ code: { type: 'static' }, rules: [] });
      expect(textOf(element, '.notes')).to.contain('takes no redirect rules');
    });

    it('says what of the code comes before its rules', async () => {
      const { element } = await placeEditor({ code: { is_active: false } });
      expect(textOf(element, '.notes')).to.contain('This code is off');
      const { element: ended } = await placeEditor({ code: { licensed_until: '2026-01-02T00:00:00Z', auto_renew: true } });
      expect(textOf(ended, '.notes')).to.contain('once it renews');
    });
  });

  describe('in any page', () => {
    it('is accessible', async () => {
      const { element } = await placeEditor({ rules: [ruleOf(1, { priority: 1 }), ruleOf(2, { device: 'ios', priority: 2 }), ruleOf(3, { priority: 3, is_active: false })] });
      await waitUntil(() => element.verdicts.length > 0, 'no verdicts');
      turnOff(element);
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });

    for (const tool of ['Try it', 'Matrix', 'Calendar', 'Expectations', 'Times of day']) {
      it(`is accessible with its panel ${tool}, which gives the focus back`, async () => {
        const { element } = await placeEditor();
        const button = buttonOf(element, tool);
        button.focus();
        button.click();
        await waitUntil(() => rootOf(element).querySelector('.panel[aria-busy=false]') !== null, 'not loaded', { timeout: 5000 });
        await element.updateComplete;
        expect(textOf(element, '.panel [role=alert]')).to.equal('');
        expect(button.getAttribute('aria-expanded')).to.equal('true');
        await expect(element).to.be.accessible();
        const close = buttonOf(element, 'Close');
        close.focus();
        close.click();
        await waitUntil(() => rootOf(element).activeElement === button, 'focus is lost');
      });
    }

    it('comes back as it was when it is moved', async () => {
      const { element } = await placeEditor();
      turnOff(element);
      const other = await fixture(html`<section></section>`);
      other.append(element);
      await settled(element);
      expect(element.dirty).to.be.true;
      expect(element.matches(':state(error)')).to.be.false;
    });

    it('does not scroll sideways at 320 pixels, in either direction', async () => {
      for (const dir of ['ltr', 'rtl']) {
        const { element } = await placeEditor({ page: html`<div dir=${dir}></div>`, rules: [ruleOf(1, { url: `https://long.example/${'a'.repeat(300)}`, device: 'a-device-with-a-rather-long-name' })] });
        element.parentElement!.style.inlineSize = '320px';
        await waitUntil(() => element.scrollWidth <= 320, `${dir}: ${element.scrollWidth}`);
      }
    });
  });
});
