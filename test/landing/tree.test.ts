import { describe, expect, it } from 'vitest';
import { allowedAttributes, isAllowedTag, toHtml } from '../../src/landing/html.js';
import { isShown, pageTree, type TreeOptions } from '../../src/landing/tree.js';
import type { TreeElement, TreeNode } from '../../src/landing/types.js';
import { viewOf } from '../../src/landing/view.js';
import { pageWith } from './pages.js';

const htmlOf = (blocks: unknown[], options?: TreeOptions): string => {
  const html = toHtml(pageTree(viewOf({ blocks }), options));
  return html.slice(html.indexOf('part="links">') + 13, html.indexOf('<slot name="links">'));
};

describe('the tree of a page', () => {
  it('is a title, a description, links and the slots of the host', () => {
    const page = pageWith({ avatar: 'https://a.example/a.png', links: [{ title: 'Shop', url: 'https://shop.example/' }] });
    expect(toHtml(pageTree(viewOf(page)))).toBe(
      '<article class="page" part="base" data-preset="nature"><header class="header" part="header">' +
        '<img class="avatar" src="https://a.example/a.png" alt="" decoding="async">' +
        '<h2 class="title" part="title" dir="auto">Café Zon</h2>' +
        '<p class="description" part="description" dir="auto">Coffee at the harbour</p><slot name="header"></slot></header>' +
        '<div class="blocks" part="links"><ul class="links" role="list"><li class="block">' +
        '<a class="link" part="link" href="https://shop.example/" rel="noopener"><bdi>Shop</bdi></a></li></ul><slot name="links"></slot></div>' +
        '<footer class="footer" part="footer"><slot name="footer"></slot></footer></article>',
    );
  });

  it('has no heading and no description where there are none', () => {
    expect(toHtml(pageTree(viewOf({ title: ' ', description: null })))).not.toMatch(/<h\d|<p/);
  });

  it('has headings from the level that the host says, never below the sixth', () => {
    const levels = (headingLevel?: number) => {
      const blocks = [{ type: 'heading', text: 'B' }];
      return toHtml(pageTree(viewOf({ title: 'A', blocks }), { headingLevel })).match(/<h\d/g);
    };
    expect(levels()).toEqual(['<h2', '<h3']);
    expect(levels(1)).toEqual(['<h1', '<h2']);
    expect(levels(6)).toEqual(['<h6', '<h6']);
    expect(levels(99)).toEqual(['<h6', '<h6']);
    expect(levels(-1)).toEqual(['<h1', '<h2']);
    expect(levels(0)).toEqual(['<h2', '<h3']);
    expect(levels(NaN)).toEqual(['<h2', '<h3']);
  });
});

describe('blocks', () => {
  const link = { type: 'link', title: 'A', url: 'https://a.example/' };

  it('that follow each other as links are one list', () => {
    const html = htmlOf([link, { type: 'email', email: 'a@b.example' }, { type: 'video' }, link, { type: 'heading', text: 'H' }, link]);
    expect(html.replace(/<(\/?)(\w+)[^>]*>/g, '<$1$2>')).toBe(
      '<ul><li><a><bdi>A</bdi></a></li><li><a><bdi>a@b.example</bdi></a></li><li><a><bdi>A</bdi></a></li></ul><h3>H</h3>' +
        '<ul><li><a><bdi>A</bdi></a></li></ul>',
    );
  });

  it('whose address is no link say it as text', () => {
    expect(htmlOf([{ type: 'link', title: 'A', url: 'javascript:alert(1)' }])).toBe(
      '<ul class="links" role="list"><li class="block"><span class="link plain" part="link"><bdi>A</bdi> ' +
        '<bdi class="address">javascript:alert(1)</bdi></span></li></ul>',
    );
    expect(htmlOf([{ type: 'link', url: '/path' }])).toContain('part="link"><bdi>/path</bdi></span>');
  });

  it('open where the host says, and never hand over their opener', () => {
    const html = htmlOf([link, { type: 'email', email: 'a@b.example' }], { target: '_blank' });
    expect(html).toContain('href="https://a.example/" rel="noopener" target="_blank"');
    expect(html).toContain('href="mailto:a@b.example"><bdi>');
  });

  it('of other kinds are what they are', () => {
    expect(htmlOf([{ type: 'image', url: 'https://a.example/a.png', alt: 'A "picture"' }])).toBe(
      '<figure class="image"><img src="https://a.example/a.png" alt="A &quot;picture&quot;" loading="lazy" decoding="async"></figure>',
    );
    expect(htmlOf([{ type: 'divider' }])).toBe('<hr class="divider">');
    expect(htmlOf([{ type: 'social', links: { github: 'https://github.com/a', 'My <b>': 'https://b.example/' } }])).toBe(
      '<ul class="social" role="list"><li><a href="https://github.com/a" rel="noopener" data-network="github"><bdi>GitHub</bdi></a></li>' +
        '<li><a href="https://b.example/" rel="noopener" data-network="myb"><bdi>My &lt;b&gt;</bdi></a></li></ul>',
    );
    expect(htmlOf([{ type: 'vcard', title: 'Save', name: 'Ada' }])).toMatch(
      /<a class="link" part="link" href="data:text\/vcard;charset=utf-8,BEGIN%3AVCARD[^"]+" download="Ada\.vcf"><bdi>Save<\/bdi><\/a>/,
    );
  });

  it('that are a picture alone are links with a name', () => {
    expect(htmlOf([{ type: 'image', src: 'https://a.example/a.png', href: 'https://b.example/' }])).toContain(
      '<a href="https://b.example/" rel="noopener" aria-label="https://b.example/"><img',
    );
  });

  it('that are codes are drawn by their element, and are text or a link until then', () => {
    const code = { type: 'qr-code', value: 'https://a.example/', title: 'Scan' };
    expect(htmlOf([code])).toBe(
      '<div class="qr"><jsi-qr-code value="https://a.example/" label="Scan"><a href="https://a.example/" rel="noopener"><bdi>https://a.example/</bdi></a></jsi-qr-code>' +
        '<p class="caption" dir="auto">Scan</p></div>',
    );
    expect(htmlOf([{ type: 'qr-code', value: 'javascript:x' }])).toContain('<bdi>javascript:x</bdi></jsi-qr-code>');
    const byId = { type: 'qr-code', qr_code_id: 7 };
    expect(htmlOf([byId])).toContain('<jsi-qr-code qr-id="7"></jsi-qr-code>');
    expect(htmlOf([byId], { qrEndpoint: '/codes' })).toContain('<jsi-qr-code qr-id="7" endpoint="/codes"></jsi-qr-code>');
    expect(htmlOf([byId], { qrEndpoint: null })).toBe('');
    expect(htmlOf([code], { qrEndpoint: null })).toContain('<jsi-qr-code value=');
  });

  it.each(['link', 'heading', 'text', 'divider', 'image', 'social', 'qr-code', 'email', 'vcard'])('%s: hidden outside its time', (type) => {
    const block = { type, text: 'A', url: 'https://a.example/', links: ['https://a.example/'], name: 'A', from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
    const at = (now: string) => /^(?:<ul class="links" role="list">)?<[^>]+>/.exec(htmlOf([block], { now: new Date(now) }))?.[0];
    const times = 'data-from="2026-03-01T00:00:00Z" data-to="2026-04-01T00:00:00Z"';
    expect(at('2026-02-28T23:59:59.999Z')).toContain(`${times} hidden=""`);
    expect(at('2026-03-01T00:00:00Z')).toContain(`${times}>`);
    expect(at('2026-03-31T23:59:59.999Z')).toContain(`${times}>`);
    expect(at('2026-04-01T00:00:00Z')).toContain(`${times} hidden=""`);
  });
});

it('what is always there is shown at any time', () => {
  expect(isShown({}, 0)).toBe(true);
  expect(isShown({ from: null, to: null }, Infinity)).toBe(true);
  expect(isShown({ from: '2026-03-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }, Date.UTC(2026, 1, 15))).toBe(false);
});

describe('markup', () => {
  const element = (tag: string, attributes: Record<string, string> = {}, children: TreeNode[] = []): TreeElement => ({ tag, attributes, children });

  it('escapes texts and values', () => {
    expect(toHtml([element('p', { class: `"'<>&\`` }, ['<b>&amp;"'])])).toBe('<p class="&quot;&#39;&lt;&gt;&amp;&#96;">&lt;b&gt;&amp;amp;"</p>');
  });

  it.each(['script', 'style', 'iframe', 'svg', 'template', 'form', 'P', 'p onclick=x', ''])('has no element <%s>', (tag) => {
    expect(isAllowedTag(tag)).toBe(false);
    expect(toHtml(['a', element(tag, {}, ['b']), 'c'])).toBe('ac');
  });

  it.each(['onclick', 'style', 'srcdoc', 'formaction', 'HREF', 'x y', 'id', 'slot', 'is'])('has no attribute %s', (name) => {
    expect(allowedAttributes(element('a', { [name]: 'x', class: 'y' }))).toEqual([['class', 'y']]);
  });

  it.each(['javascript:x', 'data:text/html,x', ' https://a', '//a', 'HTTPS:x', 'blob:x', ''])('has no address %j', (address) => {
    expect(toHtml([element('a', { href: address }), element('img', { src: address })])).toBe('<a></a><img>');
  });
});
