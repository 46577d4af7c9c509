import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import '../../src/elements/qr-code/define.js';
import type { JsiErrorEvent, JsiLoadEvent } from '../../src/classes.js';
import { NetworkError, NotFoundError } from '../../src/client/index.js';
import type { Client, QrCode } from '../../src/client/index.js';
import { clientOf, json, never, qrCode } from '../support/api.js';
import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '../support/fixture.js';

const drawn = (element: JsiQrCode) => element.renderRoot.querySelector<SVGElement>('[part=code][aria-hidden=false]');
const message = (element: JsiQrCode) => element.renderRoot.querySelector<HTMLElement>('[part=error]');
const note = (element: JsiQrCode) => element.renderRoot.querySelector('[part=note]')?.textContent;
const retry = (element: JsiQrCode) => element.renderRoot.querySelector<HTMLButtonElement>('[part=retry]');
const path = (element: JsiQrCode) => drawn(element)?.querySelector('path:last-of-type')?.getAttribute('d');
const withValue = (value: string) => fixture<JsiQrCode>(html`<jsi-qr-code value=${value}></jsi-qr-code>`);

/** With a client of its own; `load` waits until the answer has come, well or not. */
async function withId(client: Client, { load = true, id = '1' } = {}): Promise<JsiQrCode> {
  const element = await fixture<JsiQrCode>(html`<jsi-qr-code qr-id=${id} .client=${client}></jsi-qr-code>`);
  if (load) await waitUntil(() => !element.matches(':state(loading)'));
  await element.updateComplete;
  return element;
}

describe('<jsi-qr-code value>', () => {
  it('draws at once, black on its own white quiet zone of 4 modules', async () => {
    const element = await withValue('https://example.com/');
    const [background, modules] = [...drawn(element)!.querySelectorAll('path')];
    // 33 modules of 5 pixels in 192: the rest is quiet zone.
    expect(drawn(element)!.getAttribute('viewBox')).to.equal('-2.6 -2.6 38.4 38.4');
    expect(background!.getAttribute('fill')).to.equal('#fff');
    expect(background!.getAttribute('d')).to.equal('M-3.6 -3.6h40.4v40.4h-40.4z');
    expect(modules!.getAttribute('d')).to.match(/^M4 4h7v1h-7z/);
    expect(drawn(element)!.querySelectorAll('*').length).to.equal(2);
  });

  it('asks no server', async () => {
    const { client, requests } = clientOf(never);
    await fixture(html`<jsi-qr-code value="x" qr-id="1" .client=${client}></jsi-qr-code>`);
    await aTimeout(20);
    expect(requests).to.deep.equal([]);
  });

  it('is an image with a name, and axe finds nothing', async () => {
    const element = await withValue('https://example.com/');
    expect(drawn(element)!.getAttribute('aria-label')).to.equal('QR code for https://example.com/');
    await expect(element).to.be.accessible();
    element.label = 'Menu';
    await element.updateComplete;
    expect(drawn(element)!.getAttribute('aria-label')).to.equal('Menu');
  });

  it('redraws when the value, the level or the quiet zone changes', async () => {
    const element = await withValue('a');
    const before = path(element);
    element.errorCorrection = 'L';
    await element.updateComplete;
    const level = path(element);
    element.value = 'b';
    element.quietZone = 0;
    await element.updateComplete;
    expect(new Set([before, level, path(element)]).size).to.equal(3);
    expect(path(element)).to.match(/^M0 0h7v1/);
  });

  it('says so when the text is too long or empty, and recovers', async () => {
    const element = await withValue('x'.repeat(3000));
    expect(message(element)!.textContent).to.contain('at most 2331 bytes');
    expect(element.matches(':state(error)')).to.equal(true);
    element.value = 'short';
    await element.updateComplete;
    expect(drawn(element)).to.exist;
    expect(element.matches(':state(error)')).to.equal(false);
    element.value = '';
    await element.updateComplete;
    expect(message(element)).to.exist;
  });

  it('shows any text as text', async () => {
    const element = await withValue('<img src=x onerror=alert(1)>');
    expect(element.renderRoot.querySelectorAll('img').length).to.equal(0);
    expect(drawn(element)!.getAttribute('aria-label')).to.contain('<img');
  });

  it('takes a size, and ignores one that is none', async () => {
    const element = await withValue('x');
    expect(element.getBoundingClientRect().width).to.equal(192);
    element.size = 320;
    await element.updateComplete;
    expect(element.getBoundingClientRect()).to.include({ width: 320, height: 320 });
    element.setAttribute('size', 'big');
    await element.updateComplete;
    expect(element.getBoundingClientRect().width).to.equal(192);
  });

  it('shrinks with a narrow page and stays square', async () => {
    const page = await fixture(html`<div style="inline-size: 100px"><jsi-qr-code value="x"></jsi-qr-code></div>`);
    const { width, height } = page.querySelector('jsi-qr-code')!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([100, 100]);
  });
});

describe('<jsi-qr-code qr-id>', () => {
  it('is busy and has its size before the data comes, and moves nothing when it does', async () => {
    let send: (response: Response) => void = () => undefined;
    const { client } = clientOf(() => new Promise((resolve) => (send = resolve)));
    const element = await withId(client, { load: false });
    expect(element.matches(':state(loading)')).to.equal(true);
    expect(element.getAttribute('aria-busy')).to.equal('true');
    const before = element.getBoundingClientRect().toJSON() as unknown;
    setTimeout(() => send(json({ data: qrCode({ is_active: false }) })), 5);
    await oneEvent(element, 'jsi-load');
    await element.updateComplete;
    expect(element.getBoundingClientRect().toJSON()).to.deep.equal(before);
    expect(element.hasAttribute('aria-busy')).to.equal(false);
  });

  it('encodes the public address of the code, names it, and fires jsi-load with it', async () => {
    const { client, requests } = clientOf(() => json({ data: qrCode() }));
    const element = document.createElement('jsi-qr-code');
    element.client = client;
    element.qrId = 1;
    const loaded = new Promise<JsiLoadEvent<QrCode>>((resolve) => {
      document.addEventListener('jsi-load', (event) => resolve(event as JsiLoadEvent<QrCode>), { once: true });
    });
    (await fixture(html`<div></div>`)).append(element);
    expect((await loaded).data.name).to.equal('Spring Campaign');
    await element.updateComplete;
    expect(path(element)).to.equal(path(await withValue('https://go.example/r/spring-2026')));
    expect(drawn(element)!.getAttribute('aria-label')).to.equal('QR code for Spring Campaign');
    expect(requests).to.deep.equal(['/qr-codes/1']);
    await expect(element).to.be.accessible();
  });

  for (const [state, fields, words] of [
    ['inactive', { is_active: false }, 'Inactive'],
    ['expired', { expires_at: '2020-01-01T00:00:00Z' }, 'Expired'],
    ['licence-ended', { licensed_until: '2020-01-01T00:00:00Z' }, 'Licence ended: scans do not redirect'],
    ['licence-ended', { licensed_until: '2020-01-01T00:00:00Z', auto_renew: true }, 'once it renews'],
  ] as const) {
    it(`still draws a code that is ${state}, and says so in words (${words})`, async () => {
      const element = await withId(clientOf(() => json(qrCode(fields))).client);
      expect(drawn(element)).to.exist;
      expect(note(element)).to.contain(words);
      expect(element.matches(`:state(${state})`)).to.equal(true);
      await expect(element).to.be.accessible();
    });
  }

  it('shows no status of a code while a value is drawn instead', async () => {
    const element = await withId(clientOf(() => json(qrCode({ is_active: false }))).client);
    element.value = 'x';
    await element.updateComplete;
    expect(note(element)).to.equal('');
    expect(element.matches(':state(inactive)')).to.equal(false);
  });

  it('shows a sentence and Retry on failure, fires jsi-error, and Retry loads again', async () => {
    const { client } = clientOf((_, call) => (call === 1 ? json({ message: 'secret detail' }, 404) : json(qrCode())));
    const failed = new Promise<JsiErrorEvent>((resolve) => {
      document.addEventListener('jsi-error', resolve, { once: true });
    });
    const element = await withId(client);
    expect((await failed).error).to.be.instanceOf(NotFoundError);
    expect(element.matches(':state(error)')).to.equal(true);
    expect(message(element)!.textContent).to.contain('There is no such QR code.').and.not.contain('secret');
    await expect(element).to.be.accessible();
    retry(element)!.focus();
    retry(element)!.click();
    await oneEvent(element, 'jsi-load');
    await element.updateComplete;
    expect(drawn(element)).to.exist;
    expect(element.matches(':state(error)')).to.equal(false);
  });

  it('keeps Retry and its focus while it tries again', async () => {
    const { client } = clientOf((_, call) => (call === 1 ? Promise.reject(new TypeError('offline')) : never()));
    const element = await withId(client);
    retry(element)!.focus();
    retry(element)!.click();
    await waitUntil(() => element.matches(':state(loading)'));
    expect(message(element)!.textContent).to.contain('Loading');
    // Not compared by chai: a difference between two DOM nodes takes it minutes to print.
    expect(element.shadowRoot!.activeElement === retry(element)).to.equal(true);
  });

  for (const [what, answer, words] of [
    ['no proxy at the endpoint', () => new Response('<h1>404</h1>', { status: 404 }), 'No Just Scan It proxy'],
    ['a wrong token at the proxy', () => json({ message: '', code: 'upstream-authentication' }, 502), 'check the token'],
    ['an expired plan', () => json({ message: '' }, 402), 'plan'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'No connection'],
    ['a page instead of data', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), 'unexpected'],
  ] as [string, () => Response | Promise<Response>, string][]) {
    it(`says what failed: ${what}`, async () => {
      const element = await withId(clientOf(answer).client);
      expect(message(element)!.textContent).to.contain(words);
      expect(retry(element)).to.exist;
    });
  }

  it('refuses what is not an id without asking, in its own space', async () => {
    const { client, requests } = clientOf(never);
    for (const id of ['spring', '-1', '1.5', '1/rules', '99999999999999999999']) {
      const element = await withId(client, { id });
      expect(message(element)!.textContent).to.contain(`“${id}” is not the id`);
      expect(element.matches(':state(error)')).to.equal(true);
    }
    expect(requests).to.deep.equal([]);
  });

  it('keeps the last good code when a refresh fails, and says so', async () => {
    const { client } = clientOf((_, call) => (call === 1 ? json(qrCode()) : Promise.reject(new TypeError('offline'))));
    const element = await withId(client);
    const failed = oneEvent<JsiErrorEvent>(element, 'jsi-error');
    await element.reload();
    expect((await failed).error).to.be.instanceOf(NetworkError);
    expect(drawn(element)).to.exist;
    expect(note(element)).to.contain('Could not refresh');
  });

  it('forgets the old code when the id changes', async () => {
    const { client } = clientOf((asked) => (asked.endsWith('/1') ? json(qrCode()) : never()));
    const element = await withId(client);
    element.qrId = '2';
    await waitUntil(() => element.matches(':state(loading)'));
    expect(drawn(element) === null).to.equal(true);
  });

  it('forgets the old code when another client is to be asked for it', async () => {
    const element = await withId(clientOf(() => json(qrCode())).client);
    expect(drawn(element)).to.exist;
    element.client = clientOf(() => Promise.reject(new TypeError('offline'))).client;
    await oneEvent(element, 'jsi-error');
    await element.updateComplete;
    expect(drawn(element) === null).to.equal(true);
    expect(message(element)!.textContent).to.contain('No connection');
  });

  it('aborts when it leaves the page, loads when it comes back, and does neither when it is moved', async () => {
    const { client, requests, signals } = clientOf((_, call) => (call === 1 ? never() : json(qrCode())));
    const page = await fixture(html`<div><p></p></div>`);
    const element = document.createElement('jsi-qr-code');
    element.client = client;
    element.qrId = 1;
    page.append(element);
    await waitUntil(() => requests.length === 1);
    page.querySelector('p')!.append(element);
    await aTimeout(10);
    expect([signals[0]!.aborted, requests.length]).to.deep.equal([false, 1]);
    element.remove();
    await waitUntil(() => signals[0]!.aborted);
    expect(message(element) === null).to.equal(true);
    page.append(element);
    await oneEvent(element, 'jsi-load');
    expect(requests.length).to.equal(2);
  });

  it('shows the default slot until it is ready', async () => {
    const { client } = clientOf(never);
    const element = await fixture<JsiQrCode>(
      html`<jsi-qr-code qr-id="1" .client=${client}><a href="https://go.example/">Open</a></jsi-qr-code>`,
    );
    expect(element.querySelector('a')!.getBoundingClientRect().height).to.be.greaterThan(0);
    element.value = 'x';
    await element.updateComplete;
    expect(element.querySelector('a')!.getBoundingClientRect().height).to.equal(0);
  });

  it('lets the page replace the text of an error', async () => {
    const { client } = clientOf(() => json({}, 404));
    const element = await fixture<JsiQrCode>(
      html`<jsi-qr-code qr-id="1" .client=${client}><span slot="error">Ask at the desk.</span></jsi-qr-code>`,
    );
    await waitUntil(() => message(element));
    expect(element.querySelector('span')!.getBoundingClientRect().height).to.be.greaterThan(0);
  });

  it('takes properties that were set before it was defined', async () => {
    const element = Object.assign(document.createElement('jsi-qr-code-late'), { value: 'early' });
    (await fixture(html`<div></div>`)).append(element);
    const { JsiQrCode } = await import('../../src/classes.js');
    customElements.define('jsi-qr-code-late', class extends JsiQrCode {});
    const upgraded = element as unknown as JsiQrCode;
    await upgraded.updateComplete;
    expect(drawn(upgraded)).to.exist;
  });

  it('reads right to left without breaking its sentences', async () => {
    const page = await fixture(html`<div dir="rtl"><jsi-qr-code qr-id="x"></jsi-qr-code></div>`);
    await page.querySelector('jsi-qr-code')!.updateComplete;
    const sentence = message(page.querySelector('jsi-qr-code')!)!.querySelector('p span')!;
    expect(getComputedStyle(sentence).direction).to.equal('ltr');
  });
});

describe('elements of one page', () => {
  const realFetch = window.fetch;
  afterEach(() => {
    window.fetch = realFetch;
    document.querySelector('meta[name=jsi-endpoint]')?.remove();
  });

  it('share one request for one code, at the endpoint of the page', async () => {
    const asked: string[] = [];
    window.fetch = (input) => {
      asked.push(input as string);
      return Promise.resolve(json(qrCode()));
    };
    document.head.insertAdjacentHTML('beforeend', '<meta name="jsi-endpoint" content="/here/jsi/">');
    const page = await fixture(html`
      <div>
        <jsi-qr-code qr-id="1"></jsi-qr-code><jsi-qr-code qr-id="1"></jsi-qr-code>
        <jsi-qr-code qr-id="1" endpoint="/there"></jsi-qr-code>
      </div>
    `);
    const elements = [...page.querySelectorAll('jsi-qr-code')];
    await waitUntil(() => elements.every(drawn));
    expect(asked).to.deep.equal([`${location.origin}/here/jsi/qr-codes/1`, `${location.origin}/there/qr-codes/1`]);
  });
});
