import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailHref, phoneHref, safeHref, webHref } from '../../src/landing/safe-href.js';

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:', 'sms:'];

describe('an address that a link may lead to', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTP://EXAMPLE.com/a b', 'http://example.com/a%20b'],
    ['  https://example.com/x\n', 'https://example.com/x'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://example.com/"onclick="x', 'https://example.com/%22onclick=%22x'],
    ['https:\\\\example.com\\a', 'https://example.com/a'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['tel:+31-20-1234567', 'tel:+31-20-1234567'],
    ['tel:112;ext=5', 'tel:112;ext=5'],
    ['sms:+31612345678?body=Hi', 'sms:+31612345678?body=Hi'],
  ])('%j is written as the URL parser writes it', (text, href) => {
    expect(safeHref(text)).toBe(href);
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ...['javascript:alert(1)', 'JAVAscript:alert(1)', ' \u0000javascript:alert(1)', 'java\tscript:alert(1)', 'java\nscript:x'],
    ...['javascript&colon;alert(1)', 'javascript%3Aalert(1)', 'jav\u0000ascript:x', '\u00a0javascript:x', 'javascript://h/%0Ax'],
    ...['vbscript:x', 'data:text/html,x', 'DATA:,x', 'data:text/vcard;charset=utf-8,x', 'blob:https://a.example/1', 'file:///etc/passwd'],
    ...['about:blank', 'view-source:https://a.example', 'intent://x', 'ws://a.example', 'ftp://a.example', 'filesystem:https://a.example/x'],
    ...['', ' ', '/path', 'path', '//a.example', '\\\\a.example', '#x', '?x', 'www.example.com', 'a@b.example', 'http://', 'https:'],
    ...['mailto:', 'tel:', 'sms:', 'tel:*%2306%23', 'tel:*#06#', 'tel:abc', 'sms:<b>'],
    ...['https://user@a.example', 'https://user:pass@a.example', 'https://:pass@a.example', 'https://good.example%40x@evil.example'],
  ])('%j', (text) => {
    expect(safeHref(text)).toBeNull();
  });

  it.each([[null], [undefined], [1], [{}], [['https://a.example']], [new URL('https://a.example')]])('%j, which is no text', (value) => {
    expect(safeHref(value)).toBeNull();
  });
});

describe('whatever is given as an address', () => {
  const disguised = fc
    .tuple(
      fc.constantFrom('javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'https:', 'http://', 'mailto:', 'tel:', '//', '\\\\', ''),
      fc.array(fc.tuple(fc.nat(12), fc.constantFrom('\t', '\n', '\r', '\0', ' ', '\u200b', '\ufeff', '\\', '/', '@', '&#58;', '%0a', '"', '<'))),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
    )
    .map(([scheme, noise, rest, isUpper]) => {
      let start: string = isUpper ? scheme.toUpperCase() : scheme;
      for (const [at, char] of noise) start = start.slice(0, at) + char + start.slice(at);
      return start + rest;
    });

  it('a link has a scheme that is allowed, no credentials, and is read again as it is written', () => {
    fc.assert(
      fc.property(fc.oneof(disguised, fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
        const href = safeHref(text);
        if (href === null) return;
        const url = new URL(href);
        expect(SCHEMES).toContain(url.protocol);
        expect(url.username + url.password).toBe('');
        expect(safeHref(href)).toBe(href);
      }),
      { numRuns: 3000 },
    );
  });

  it('addresses of the web are kept', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (text) => {
        expect(safeHref(text)).toBe(new URL(text).href);
        expect(webHref(text)).toBe(safeHref(text));
      }),
    );
  });
});

describe('an email address', () => {
  it.each([
    ['a@b.example', 'mailto:a@b.example'],
    [' a+c@b.example ', 'mailto:a%2Bc@b.example'],
    ['mailto:a@b.example?subject=Hi', 'mailto:a@b.example?subject=Hi'],
    ['a@b.example?bcc=c@d.example', null],
    ['a@b.example,c@d.example', null],
    ['a b@c.example', null],
    ['nobody', null],
    ['javascript:alert(1)', null],
    ['javascript:a@b', null],
  ])('%j leads to %j', (address, href) => {
    expect(mailHref(address)).toBe(href);
  });
});

describe('a phone number', () => {
  it.each([
    ['+31 (0)20 123 45 67', 'tel:+31201234567'],
    ['(020) 123-4567', 'tel:0201234567'],
    ['06 12 34 56 78', 'tel:0612345678'],
    ['020\u00a0123\u202f45\u201167', 'tel:0201234567'],
    ['tel:+31 20 1234567', 'tel:+31201234567'],
    ['*#06#', null],
    ['call us', null],
    ['5', null],
    ['javascript:1', null],
  ])('%j leads to %j', (number, href) => {
    expect(phoneHref(number)).toBe(href);
  });
});
