import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { chromiumArgs, requireChromium } from '../../scripts/chromium.mjs';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: chromiumArgs });
}

/** Everything that the pages of a context receive (bytes and headers) and complain about. */
export function watch(context: BrowserContext) {
  const received: Promise<{ url: string; bytes: Buffer }>[] = [];
  const complaints: string[] = [];
  context.on('response', (response) => {
    const whole = Promise.all([response.body().catch(() => Buffer.alloc(0)), response.allHeaders()]).then(([body, headers]) => ({
      url: response.url(),
      bytes: Buffer.concat([Buffer.from(`${response.url()}\n${JSON.stringify(headers)}\n`), body]),
    }));
    // A page that is closed early fails only the test that asks for what it received.
    whole.catch(() => undefined);
    received.push(whole);
  });
  context.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  return { received: () => Promise.all(received), complaints };
}
