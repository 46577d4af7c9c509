import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitBlocks } from '../../src/landing/emit.js';
import { headHtml, landingHead } from '../../src/landing/head.js';
import { allowedAttributes, isAllowedTag, toHtml } from '../../src/landing/html.js';
import { renderLandingPage } from '../../src/landing/render.js';
import { safeHref } from '../../src/landing/safe-href.js';
import { pageTree } from '../../src/landing/tree.js';
import type { TreeNode } from '../../src/landing/types.js';
import { viewOf } from '../../src/landing/view.js';
import { toPublic } from '../../src/proxy/project.js';
import { corpus, everyKind, pageOf, pageWith } from './pages.js';

const NOW = new Date('2026-03-15T12:00:00Z');

const word = fc.oneof(fc.constantFrom(...corpus), fc.string(), fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('a@b.example', '020 1234567', '2026-03-15T10:00:00Z'));
const kind = fc.constantFrom('link', 'heading', 'text', 'image', 'email', 'phone', 'vcard', 'divider', 'social', 'qr-code', 'video', '__proto__');
const fieldName = fc.constantFrom(
  ...['text', 'title', 'label', 'name', 'href', 'url', 'value', 'address', 'src', 'alt', 'email', 'phone', 'card', 'links', 'data', 'content'],
  ...['from', 'to', 'start_at', 'is_active', 'qr_code_id', 'id', 'position', 'network', 'settings', '__proto__', 'constructor'],
);
const plain = fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: fc.anything() });
const fields = fc.dictionary(fieldName, fc.oneof({ weight: 5, arbitrary: plain }, fc.dictionary(fieldName, plain), fc.array(fc.dictionary(fieldName, plain), { maxLength: 3 })));
const block = fc.oneof({ weight: 5, arbitrary: fc.tuple(kind, fields).map(([type, rest]) => ({ ...rest, type })) }, fields, word);
const list = fc.array(block, { maxLength: 8 });
const page = fc.record(
  {
    ...{ id: fc.oneof(fc.nat(), word), title: plain, description: plain, preset: fc.oneof(fc.constantFrom('neon', 'dark'), plain), avatar: plain },
    ...{ blocks: fc.oneof(list, fc.record({ data: list })), links: fc.oneof(list, plain), items: fc.oneof(list, plain), content: plain },
  },
  { requiredKeys: [] },
);

/** Every element of a tree. */
function* elements(nodes: readonly TreeNode[]): Generator<Exclude<TreeNode, string>> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    yield* elements(node.children);
  }
}

describe('whatever a page holds', () => {
  it('it is read, drawn and described', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ blocks: fc.anything(), links: fc.anything(), title: fc.anything() })), (anything) => {
        const given = anything as Record<string, unknown>;
        expect(renderLandingPage(given)).toContain('</article>');
        expect(headHtml(landingHead(given))).toContain('ld+json');
        emitBlocks(viewOf(given));
      }),
      { numRuns: 2000 },
    );
  });

  it('the tree is made of what is allowed, and no more', () => {
    let drawn = 0;
    fc.assert(
      fc.property(page, (given) => {
        for (const element of elements(pageTree(viewOf(given), { now: NOW, target: '_blank' }))) {
          drawn++;
          expect(isAllowedTag(element.tag), element.tag).toBe(true);
          expect(allowedAttributes(element)).toEqual(Object.entries(element.attributes));
          const { href, src } = element.attributes;
          if (href !== undefined && !href.startsWith('data:text/vcard;charset=utf-8,BEGIN%3AVCARD')) expect(safeHref(href)).toBe(href);
          if (src !== undefined) expect(src).toMatch(/^https?:\/\//);
          if (href?.startsWith('http')) expect(element.attributes['rel']).toBe('noopener');
        }
      }),
      { numRuns: 1000 },
    );
    expect(drawn).toBeGreaterThan(10_000);
  });

  it('its markup is of known tags with known attributes in quotes, and nothing else', () => {
    const text = /[^<>]*/.source;
    const tag = /<\/?(?:article|header|footer|div|h[1-6]|p|ul|li|a|span|bdi|figure|img|hr|slot|jsi-qr-code)(?: [a-z-]+="[^"<>`']*")*>/.source;
    const shape = new RegExp(`^(?:${text}${tag})*$`);
    fc.assert(
      fc.property(page, (given) => {
        expect(toHtml(pageTree(viewOf(given)))).toMatch(shape);
      }),
      { numRuns: 500 },
    );
  });

  it('what the public gets of it is drawn as the page itself, and is data that JSON carries', () => {
    fc.assert(
      fc.property(page, (given) => {
        const shown = JSON.parse(JSON.stringify(toPublic('landingPage', given))) as Record<string, unknown>;
        expect(Object.keys(shown).filter((name) => !['id', 'title', 'description', 'preset', 'avatar', 'blocks', 'data'].includes(name))).toEqual([]);
        expect(viewOf(shown).blocks).toEqual(viewOf(given).blocks);
        expect(viewOf(shown).avatar).toEqual(viewOf(given).avatar);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what the public gets', () => {
  it('of a block is what is shown of it', () => {
    const blocks = [
      { id: 9, type: 'link', title: 'Shop', url: 'https://shop.example', clicks: 7, owner: 'private', data: { note: 'private' } },
      { type: 'link', title: 'Off', url: 'https://private.example', is_active: false },
      { type: 'video', url: 'https://private.example' },
      { type: 'qr', qr_code: { id: 7, target_url: 'https://private.example', public_url: 'https://r.example/x', rules: ['private'] } },
      { type: 'vcard', name: 'Ada', notes: 'private', card: { name: 'Ada', private: 'private' } },
    ];
    const shown = toPublic('landingPage', { data: pageWith({ blocks, user_id: 'private', avatar: 'https://pictures.example/a.png' }) });
    expect(shown).toEqual({
      data: {
        id: 5,
        title: 'Café Zon',
        description: 'Coffee at the harbour',
        preset: 'nature',
        avatar: 'https://pictures.example/a.png',
        blocks: [
          { kind: 'link', text: 'Shop', address: 'https://shop.example' },
          { kind: 'qr-code', qr_code_id: 7, value: 'https://r.example/x' },
          { kind: 'vcard', text: 'Ada', card: { name: 'Ada' } },
        ],
      },
    });
  });

  it('is the same again when it is read again', () => {
    for (const payload of corpus) {
      const once = emitBlocks(viewOf(pageOf(payload)));
      expect(emitBlocks(viewOf({ blocks: once })), payload).toEqual(once);
    }
  });
});

it('500 blocks and texts of 100,000 characters are drawn within a second', () => {
  const texts = ['x', '<', '"', '\u202e', '👍', '\r', ' ', '@', '-', '.', '\\', '&#'].map((unit) => unit.repeat(100_000 / unit.length));
  const blocks = Array.from({ length: 500 }, (_, index) => everyKind(`Block ${index} <b>`)[index % 9]);
  for (const text of texts) {
    const given = pageWith({ title: text, description: text, preset: text, avatar: text, blocks: [...blocks, ...everyKind(text)] });
    const start = performance.now();
    const html = renderLandingPage(given) + headHtml(landingHead(given, { url: 'https://a.example/' }));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(html.includes('Block 498')).toBe(true);
  }
});
