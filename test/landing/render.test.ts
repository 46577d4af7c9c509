import { describe, expect, it } from 'vitest';
import { headHtml, landingHead } from '../../src/landing/head.js';
import { landingCssFor } from '../../src/landing/landing-css.js';
import { renderLandingPage } from '../../src/landing/render.js';
import { pageTree } from '../../src/landing/tree.js';
import { toHtml } from '../../src/landing/html.js';
import { viewOf } from '../../src/landing/view.js';
import { pageWith } from './pages.js';

const NOW = new Date('2026-03-15T12:00:00Z');
const hostTag = (html: string): string => html.slice(0, html.indexOf('<template'));

describe('the page as markup', () => {
  it('is the element with its tree in a declarative shadow root', () => {
    const page = pageWith({ blocks: [{ type: 'text', text: 'Hi' }] });
    expect(renderLandingPage(page)).toBe(
      `<jsi-landing-page page-id="5"><template shadowrootmode="open"><style>${landingCssFor('nature')}</style>${toHtml(pageTree(viewOf(page)))}` +
        '</template></jsi-landing-page>',
    );
  });

  it('has its styles as the host allows them', () => {
    const at = (styles: { nonce: string } | { href: string }) => renderLandingPage(pageWith(), { styles });
    expect(at({ nonce: 'a"b' })).toContain(`<style nonce="a&quot;b">${landingCssFor('nature')}</style>`);
    expect(at({ href: '/landing.css?a&b' })).toContain('open"><link rel="stylesheet" href="/landing.css?a&amp;b"><article');
    expect(at({ href: '/landing.css' })).not.toContain('<style');
  });

  it('says to the element what it needs to make the same page', () => {
    const options = { preset: 'neon', lang: 'nl', dir: 'rtl', headingLevel: 1, target: '_blank', attributes: { endpoint: '/api', 'data-x': '"<>' } } as const;
    expect(hostTag(renderLandingPage(pageWith(), options))).toBe(
      '<jsi-landing-page page-id="5" preset="neon" lang="nl" dir="rtl" heading-level="1" link-target="_blank" endpoint="/api" data-x="&quot;&lt;&gt;">',
    );
    expect(hostTag(renderLandingPage({ data: pageWith({ id: '7' }) }))).toBe('<jsi-landing-page page-id="7">');
    expect(hostTag(renderLandingPage(pageWith({ id: '7" onclick="x' })))).toBe('<jsi-landing-page>');
  });

  it('lets embedded codes ask where the page asks, or where the host says', () => {
    const page = pageWith({ blocks: [{ type: 'qr-code', qr_code_id: 7 }] });
    const attributes = { endpoint: '/api' };
    expect(renderLandingPage(page, { attributes })).toContain('<jsi-qr-code qr-id="7" endpoint="/api">');
    expect(renderLandingPage(page, { attributes, qrEndpoint: '/codes' })).toContain('<jsi-qr-code qr-id="7" endpoint="/codes">');
    expect(renderLandingPage(page, { attributes, qrEndpoint: null })).not.toContain('<jsi-qr-code');
  });

  it.each(['onclick', 'style', 'ON', 'x y', 'x>', '', 'x="'])('takes no attribute %j', (name) => {
    expect(() => renderLandingPage(pageWith(), { attributes: { [name]: 'x' } })).toThrow(TypeError);
  });
});

describe('the head', () => {
  const page = pageWith({
    avatar: 'https://a.example/a.png',
    blocks: [
      { type: 'link', title: 'Shop', url: 'https://shop.example/' },
      { type: 'link', title: 'Bad', url: 'javascript:x' },
      { type: 'link', title: 'Later', url: 'https://later.example/', start_at: '2026-04-01T00:00:00Z' },
      { type: 'email', email: 'a@b.example' },
      { type: 'social', links: { github: 'https://github.com/a' } },
    ],
  });

  it('is data', () => {
    expect(landingHead(page, { url: 'https://me.example/cafe?x=1#top', lang: 'nl-NL', now: NOW })).toEqual({
      title: 'Café Zon',
      description: 'Coffee at the harbour',
      canonical: 'https://me.example/cafe?x=1',
      openGraph: [
        { property: 'og:type', content: 'website' },
        { property: 'og:title', content: 'Café Zon' },
        { property: 'og:description', content: 'Coffee at the harbour' },
        { property: 'og:url', content: 'https://me.example/cafe?x=1' },
        { property: 'og:image', content: 'https://a.example/a.png' },
        { property: 'og:locale', content: 'nl_NL' },
      ],
      jsonLd: {
        '@context': 'https://schema.org',
        '@type': 'WebPage',
        '@id': 'https://me.example/cafe?x=1',
        url: 'https://me.example/cafe?x=1',
        name: 'Café Zon',
        description: 'Coffee at the harbour',
        inLanguage: 'nl-NL',
        primaryImageOfPage: { '@type': 'ImageObject', url: 'https://a.example/a.png' },
        mainEntity: {
          '@type': 'ItemList',
          numberOfItems: 2,
          itemListElement: [
            { '@type': 'ListItem', position: 1, name: 'Shop', url: 'https://shop.example/' },
            { '@type': 'ListItem', position: 2, name: 'GitHub', url: 'https://github.com/a' },
          ],
        },
      },
    });
  });

  it('says nothing of what is not known', () => {
    expect(landingHead({ title: '' })).toEqual({
      title: '',
      description: null,
      canonical: null,
      openGraph: [{ property: 'og:type', content: 'website' }],
      jsonLd: { '@context': 'https://schema.org', '@type': 'WebPage' },
    });
    expect(headHtml(landingHead({}))).not.toContain('<title>');
  });

  it.each(['javascript:alert(1)', '/cafe', 'mailto:a@b.example', 'https://a:b@me.example/'])('has no canonical address %s', (url) => {
    expect(landingHead(page, { url }).canonical).toBeNull();
  });

  it('is one line of a length that is shown, without controls that would turn what is around', () => {
    const title = `\u202eA\n  B\u2067 ${'👍'.repeat(50_000)}`;
    const head = landingHead(pageWith({ title }));
    expect(head.title).toMatch(/^A B (👍)+…$/u);
    expect(head.title.length).toBeLessThanOrEqual(300);
  });

  it('as markup escapes what it says', () => {
    const evil = '</title></script><script>alert(1)</script><!--"\'';
    const html = headHtml(landingHead(pageWith({ title: evil, description: evil }), { url: 'https://me.example/"x' }));
    expect(html.split('\n')).toEqual([
      `<title>&lt;/title&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--"'</title>`,
      '<meta name="description" content="&lt;/title&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&quot;&#39;">',
      '<link rel="canonical" href="https://me.example/%22x">',
      '<meta property="og:type" content="website">',
      expect.stringContaining('og:title'),
      expect.stringContaining('og:description'),
      expect.stringContaining('og:url'),
      expect.stringMatching(/^<script type="application\/ld\+json">[^<]+<\/script>$/),
    ]);
    const json = html.slice(html.indexOf('ld+json">') + 9, html.lastIndexOf('</script>'));
    expect(JSON.parse(json)).toMatchObject({ name: evil, description: evil });
  });
});
