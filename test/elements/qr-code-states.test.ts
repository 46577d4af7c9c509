import '../../src/elements/qr-code/define.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { clientOf, json, qrCode } from '../support/api.js';
import { ADDRESS, change, drawn, laidOut, note, part, path, place, placeId, problems, settled } from '../support/element.js';
import { expect, fixture, html, waitUntil } from '../support/fixture.js';
import { readCode } from '../support/read-code.js';

const value = ADDRESS;
const STATES = ['loading', 'empty', 'error', 'inactive', 'expired', 'licence-ended', 'renews'];
const states = (element: JsiQrCode) => STATES.filter((state) => element.matches(`:state(${state})`));
const name = (element: JsiQrCode) => element.renderRoot.querySelector('[part=code]')!.getAttribute('aria-label');
const PAST = '2020-01-01T00:00:00Z';
const FUTURE = '2999-01-01T00:00:00Z';

describe('the states of <jsi-qr-code>', () => {
  for (const [what, fields, expected] of [
    ['an active code', {}, []],
    ['an inactive one', { is_active: false }, ['inactive']],
    ['an expired one', { expires_at: PAST }, ['expired']],
    ['one that will expire', { expires_at: FUTURE, licensed_until: FUTURE }, []],
    ['one whose licence has ended', { licensed_until: PAST }, ['licence-ended']],
    ['one whose licence renews itself', { licensed_until: PAST, auto_renew: true }, ['licence-ended', 'renews']],
    ['one that would renew, but runs', { licensed_until: FUTURE, auto_renew: true }, []],
    ['one that would renew, but is off', { is_active: false, licensed_until: PAST, auto_renew: true }, ['inactive']],
  ] as [string, Record<string, unknown>, string[]][]) {
    it(`are, for ${what}: ${expected.join(', ') || 'none'}`, async () => {
      const element = await placeId(fields);
      expect(states(element)).to.deep.equal(expected);
      expect(drawn(element)).to.exist;
    });
  }

  it('are empty with neither value nor id, and shows the default slot, else what to do', async () => {
    const element = await place({});
    expect(states(element)).to.deep.equal(['empty']);
    expect(part(element, 'error')!.textContent).to.contain('Set a value or a qr-id');
    const own = await place({}, { content: '<a href="/">Open the menu</a>' });
    expect(own.querySelector('a')!.getBoundingClientRect().height).to.be.greaterThan(0);
    expect(own.renderRoot.querySelector<HTMLElement>('[part=error]')?.checkVisibility() ?? false).to.equal(false);
    await expect(own).to.be.accessible();
  });

  it('are error for a code without a public address', async () => {
    const element = await placeId({ public_url: null });
    expect(part(element, 'error')!.textContent).to.contain('has no public address');
    expect(part(element, 'retry') === null).to.equal(true);
    expect(states(element)).to.deep.equal(['error']);
  });

  it('are said politely, in a region that was there before', async () => {
    const { client } = clientOf((_, call) => json(qrCode(call === 1 ? { options: { color: '#1d3557' } } : { is_active: false })));
    const element = document.createElement('jsi-qr-code');
    Object.assign(element, { client, qrId: 1 });
    (await fixture(html`<div></div>`)).append(element);
    await settled(element);
    const region = part(element, 'note')!;
    expect([region.getAttribute('role'), region.textContent]).to.deep.equal(['status', '']);
    await element.reload();
    expect(part(element, 'note') === region).to.equal(true);
    expect(region.textContent).to.contain('Inactive');
    expect(states(element)).to.deep.equal(['inactive']);
  });

  it('leave the code its room above the words, and it is read', async () => {
    for (const size of ['120', '192', '256']) {
      const element = await placeId({ is_active: false, options: { dots: 'rounded' } }, { size });
      const ink = drawn(element)!.querySelector('path:last-of-type')!.getBoundingClientRect();
      const words = part(element, 'note')!.getBoundingClientRect();
      const code = drawn(element)!.getBoundingClientRect();
      // Four modules of quiet zone before the words begin.
      const module = ink.width / 29;
      expect(words.top - ink.bottom).to.be.at.least(3.9 * module);
      expect(words.bottom).to.be.at.most(code.bottom + 0.5);
      expect([code.width, code.height]).to.deep.equal([Number(size), Number(size)]);
      expect(await readCode(await element.toBlob())).to.deep.equal(['https://go.example/r/spring-2026']);
    }
  });

  it('end with the code that they were of', async () => {
    const element = await placeId({ licensed_until: PAST, auto_renew: true });
    await change(element, { value });
    expect(states(element)).to.deep.equal([]);
    expect(note(element) ?? '').to.equal('');
    await change(element, { value: null, qrId: null });
    expect(states(element)).to.deep.equal(['empty']);
    expect(drawn(element) === null).to.equal(true);
  });
});

describe('the name of <jsi-qr-code>', () => {
  for (const [what, text, words] of [
    ['an address', value, value],
    ['a text', 'Table 7', 'Table 7'],
    ['a network, by its name', 'WIFI:T:WPA;S:Spring market;P:tulips-2026;;', 'the Wi-Fi network Spring market'],
    ['a network, whatever the order and the case', 'wifi:P:tulips-2026;H:true;T:WPA;S:Caf\\;é \\"7\\";;', 'the Wi-Fi network Caf;é "7"'],
    ['a vCard', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL:123\nEND:VCARD', 'a contact'],
    ['a MeCard', 'MECARD:N:Lovelace,Ada;TEL:123;;', 'a contact'],
    ['a long text, by its beginning', 'x'.repeat(100), `${'x'.repeat(80)}…`],
    ['a text of 80 letters, whole', 'x'.repeat(80), 'x'.repeat(80)],
  ] as const) {
    it(`is what it is for: ${what}`, async () => {
      const element = await place({ value: text });
      expect(name(element)).to.equal(`QR code for ${words}`);
      await expect(element).to.be.accessible();
    });
  }

  it('never has the password of a network, not even before all is loaded', async () => {
    const element = document.createElement('jsi-qr-code');
    element.value = 'WIFI:T:WPA;S:Spring market;P:tulips-2026;;';
    const names: (string | null)[] = [];
    element.addController({ hostUpdated: () => names.push(name(element)) });
    (await fixture(html`<div></div>`)).append(element);
    await settled(element);
    expect(names.join()).to.contain('Spring market').and.not.contain('tulips');
  });

  it('is the name of the code, else what its address says', async () => {
    expect(name(await placeId({}))).to.equal('QR code for Spring Campaign');
    expect(name(await placeId({ name: '' }))).to.equal('QR code for https://go.example/r/spring-2026');
  });

  it('is the label where there is one', async () => {
    const element = await place({ value, label: 'Scan for the menu' });
    expect(name(element)).to.equal('Scan for the menu');
    await change(element, { label: null });
    expect(name(element)).to.equal(`QR code for ${value}`);
    expect(name(await placeId({}, { label: 'Menu' }))).to.equal('Menu');
  });

  it('is not taken away by an empty label', async () => {
    const element = await place({ value, label: '' });
    expect(name(element)).to.equal(`QR code for ${value}`);
    await expect(element).to.be.accessible();
  });
});

describe('the safety of <jsi-qr-code>', () => {
  it('is without a shortfall for a plain code', async () => {
    const { safety } = await place({ value });
    expect(safety).to.deep.equal({ scannable: true, margin: 1, problems: [], verified: null, print: { distance: 300, width: 40 } });
  });

  it('is nothing where nothing is drawn', async () => {
    for (const attributes of [{}, { value: '' }, { 'qr-id': 'x' }] as Record<string, string>[]) {
      expect((await place(attributes)).safety).to.deep.equal({ scannable: false, margin: 0, problems: [], verified: null, print: null });
    }
  });

  for (const [code, attributes, margin] of [
    ['quiet-zone', { 'quiet-zone': '2' }, [0.5, 0.9]],
    ['quiet-zone', { 'quiet-zone': '0' }, [0, 0]],
    ['contrast-low', { color: '#888' }, [0.5, 0.9]],
    ['finder-shape', { corners: 'circle' }, [0.5, 0.9]],
    ['modules-small', { size: '64' }, [0, 0.49]],
    ['logo-shrunk', { logo: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'logo-size': '0.7' }, [0.5, 1]],
  ] as [string, Record<string, string>, [number, number]][]) {
    it(`tells of ${code} in a sentence, and what to do (${JSON.stringify(attributes).slice(0, 40)})`, async () => {
      const element = await place({ value, ...attributes });
      expect(problems(element)).to.deep.equal([code]);
      const { safety } = element;
      const { message, cure } = safety.problems[0]!;
      expect(message).to.match(/^[A-Z].+\.$/);
      expect(cure).to.match(/^[A-Z].+\.$/);
      expect(safety.margin).to.be.within(...margin);
      expect(safety.scannable).to.equal(safety.margin >= 0.5);
    });
  }

  it('has the size of a print grow with the distance, and never below four dots a module', async () => {
    const element = await place({ value, 'scan-distance': '3000' });
    expect(element.safety.print).to.deep.equal({ distance: 3000, width: 396 });
    await change(element, { scanDistance: 10 });
    expect(element.safety.print).to.deep.equal({ distance: 10, width: 11 });
    for (const none of [0, -5, NaN]) {
      await change(element, { scanDistance: none });
      expect(element.safety.print).to.deep.equal({ distance: 300, width: 40 });
    }
    await change(element, { quietZone: 10 });
    expect(element.safety.print!.width, 'the quiet zone is printed, too').to.equal(54);
  });

  it('is that of the code as it is laid out, not of the attribute', async () => {
    const page = html`<div style="inline-size: 60px"></div>`;
    const element = await place({ value, dots: 'rounded' }, { page });
    await waitUntil(() => problems(element).includes('modules-small'));
    expect(element.getBoundingClientRect().width).to.equal(60);
  });

  it('is worse for a longer text in the same space', async () => {
    const element = await place({ value: 'x'.repeat(600) });
    expect(problems(element)).to.deep.equal(['modules-small']);
    expect(element.safety.scannable).to.equal(false);
    expect(path(element).length).to.be.greaterThan(1000);
    await change(element, { size: 700 });
    await laidOut();
    expect(problems(element)).to.deep.equal([]);
  });
});
