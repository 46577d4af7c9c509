import { describe, expect, it } from 'vitest';
import { presetNames } from '../../src/landing/preset-names.js';
import { presets } from '../../src/landing/presets.js';
import type { Block } from '../../src/landing/types.js';
import { viewOf } from '../../src/landing/view.js';
import { pageWith } from './pages.js';

const blocksOf = (more: Record<string, unknown>): Block[] => viewOf(pageWith(more)).blocks;
const blockOf = (block: unknown): Block | undefined => blocksOf({ blocks: [block] })[0];

describe('the page as it is documented', () => {
  it('is a view without blocks', () => {
    expect(viewOf(pageWith())).toEqual({
      title: 'Café Zon',
      description: 'Coffee at the harbour',
      preset: 'nature',
      unknownPreset: null,
      avatar: null,
      blocks: [],
      skipped: 0,
    });
  });

  it('may come in the envelope of an answer', () => {
    expect(viewOf({ data: pageWith() })).toEqual(viewOf(pageWith()));
  });
});

describe('the preset', () => {
  it('is one of those that have a design', () => {
    expect([...presetNames].sort()).toEqual(Object.keys(presets).sort());
    for (const preset of presetNames) expect(viewOf(pageWith({ preset }))).toMatchObject({ preset, unknownPreset: null });
  });

  it.each(['__proto__', 'constructor', 'toString', 'Dark', ' dark', 'DARK', 'sunny', '<b>'])('%j is none: minimal, and said', (preset) => {
    expect(viewOf(pageWith({ preset }))).toMatchObject({ preset: 'minimal', unknownPreset: preset });
  });

  it.each([[null], [undefined], ['']])('%j asks for nothing', (preset) => {
    expect(viewOf(pageWith({ preset }))).toMatchObject({ preset: 'minimal', unknownPreset: null });
  });

  it.each([[7, '7'], [{ name: 'dark' }, 'object'], [['dark'], 'object'], [true, 'boolean']])('%j is no text', (preset, said) => {
    expect(viewOf(pageWith({ preset }))).toMatchObject({ preset: 'minimal', unknownPreset: said });
  });

  it('of the host wins', () => {
    expect(viewOf(pageWith(), 'neon')).toMatchObject({ preset: 'neon', unknownPreset: null });
    expect(viewOf(pageWith(), 'nope')).toMatchObject({ preset: 'minimal', unknownPreset: 'nope' });
    expect(viewOf(pageWith(), null).preset).toBe('nature');
  });
});

describe('where blocks may be', () => {
  const link = { type: 'link', title: 'Shop', url: 'https://shop.example/' };
  const read = { kind: 'link', text: 'Shop', href: 'https://shop.example/', address: 'https://shop.example/' };

  it.each(['blocks', 'items', 'content', 'links'])('%s', (name) => {
    expect(blocksOf({ [name]: [link] })).toEqual([read]);
    expect(blocksOf({ [name]: { data: [link] } })).toEqual([read]);
    expect(blocksOf({ [name]: { 0: link, 2: link } })).toHaveLength(2);
  });

  it('links are shown once, after the blocks', () => {
    const other = { title: 'Blog', url: 'https://blog.example/' };
    expect(blocksOf({ links: [link, other], blocks: [{ type: 'text', text: 'Hi' }, link] }).map((block) => 'text' in block && block.text)).toEqual(
      ['Hi', 'Shop', 'Blog'],
    );
  });

  it('links of an API about itself are none', () => {
    expect(viewOf(pageWith({ links: { self: 'https://api.example/5', next: null } }))).toMatchObject({ blocks: [], skipped: 0 });
  });

  it('links may be addresses alone', () => {
    expect(blocksOf({ links: ['https://shop.example'] })).toEqual([{ ...read, text: 'https://shop.example', address: 'https://shop.example' }]);
  });

  it('a place that every block says is its place', () => {
    const texts = (places: unknown[]) =>
      blocksOf({ blocks: places.map((position, index) => ({ type: 'text', text: String(index), position })) }).map((block) => 'text' in block && block.text);
    expect(texts([3, 1, 2])).toEqual(['1', '2', '0']);
    expect(texts([3, null, 2])).toEqual(['0', '1', '2']);
  });

  it.each([['text'], [7], [null], [{ a: 1 }], [{ data: 'x' }], [true]])('%j is no list', (blocks) => {
    expect(viewOf(pageWith({ blocks }))).toMatchObject({ blocks: [], skipped: 0 });
  });
});

describe('a block in the usual spellings', () => {
  it.each<[unknown, Partial<Block> | object]>([
    [{ kind: 'link', text: 'A', href: 'https://a.example/' }, { kind: 'link', text: 'A', href: 'https://a.example/' }],
    [{ type: 'button', label: 'A', target_url: 'https://a.example/' }, { kind: 'link', text: 'A', href: 'https://a.example/' }],
    [{ type: 'LinkBlock', name: 'A', link: 'https://a.example/' }, { kind: 'link', text: 'A' }],
    [{ type: 'App\\Blocks\\LinkBlock', data: { title: 'A', url: 'https://a.example/' } }, { kind: 'link', text: 'A' }],
    [{ block_type: { name: 'link' }, attributes: { content: { title: 'A', href: 'https://a.example/' } } }, { kind: 'link', text: 'A' }],
    [{ title: 'A', url: 'https://a.example/' }, { kind: 'link', text: 'A' }],
    [{ type: 'link', url: 'https://a.example' }, { kind: 'link', text: 'https://a.example', href: 'https://a.example/' }],
    [{ type: 'link', title: 'A', url: 'javascript:alert(1)' }, { kind: 'link', text: 'A', href: null, address: 'javascript:alert(1)' }],
    [{ type: 'link', title: 7, url: 'https://a.example' }, { kind: 'link', text: '7' }],
    [{ type: 'H2', content: 'A' }, { kind: 'heading', text: 'A' }],
    [{ type: 'paragraph', body: '<b>A</b>' }, { kind: 'text', text: '<b>A</b>' }],
    [{ type: 'image', image: { url: 'https://a.example/a.png' }, alt_text: 'A' }, { kind: 'image', src: 'https://a.example/a.png', alt: 'A', href: null }],
    [{ type: 'email', value: 'a@b.example' }, { kind: 'email', text: 'a@b.example', href: 'mailto:a@b.example' }],
    [{ type: 'tel', label: 'Call', number: '020 123 4567' }, { kind: 'phone', text: 'Call', href: 'tel:0201234567' }],
    [{ type: 'v-card', title: 'Save', first_name: 'Ada', last_name: 'L' }, { kind: 'vcard', text: 'Save', card: { name: 'Ada L' } }],
    [{ type: 'contact', contact: { fn: 'Ada', job_title: 'CTO', org: 'X' } }, { text: 'Ada', card: { name: 'Ada', title: 'CTO', organisation: 'X' } }],
    [{ type: 'separator' }, { kind: 'divider' }],
    [{ type: 'social_links', links: { github: 'https://github.com/a', x: 'javascript:1' } }, { kind: 'social', links: [{ network: 'github', href: 'https://github.com/a' }] }],
    [{ type: 'social', items: ['https://www.a.example/'] }, { kind: 'social', links: [{ network: 'a.example', href: 'https://www.a.example/' }] }],
    [{ type: 'qr_code', id: 3, qr_code_id: '7' }, { kind: 'qr-code', id: 7, value: null }],
    [{ type: 'qr', content: 'https://a.example' }, { kind: 'qr-code', id: null, value: 'https://a.example' }],
    [{ type: 'qr', qr_code: { id: 7, public_url: 'https://r.example/x', target_url: 'https://private.example' } }, { id: 7, value: 'https://r.example/x' }],
  ])('%j', (block, read) => {
    expect(blockOf(block)).toMatchObject(read);
  });
});

describe('what is left out', () => {
  it.each([
    [{ type: 'video', url: 'https://a.example' }],
    [{ type: '__proto__', text: 'A' }],
    [{ type: 'link' }],
    [{ type: 'text', text: ' ' }],
    [{ type: 'image', url: 'data:image/png,x' }],
    [{ type: 'social', links: [{ name: 'x', url: 'javascript:1' }] }],
    [{ type: 'qr-code', id: 7 }],
    [{ type: 'vcard', title: 'Save' }],
    ['text'],
    [null],
    [{}],
  ])('%j, which is counted', (block) => {
    expect(viewOf(pageWith({ blocks: [block, { type: 'text', text: 'A' }] }))).toMatchObject({ blocks: [{ text: 'A' }], skipped: 1 });
  });

  it.each([{ is_active: false }, { is_active: 0 }, { active: '0' }, { enabled: 'false' }, { visible: false }, { hidden: true }, { data: { is_active: false } }])(
    'what is switched off: %j',
    (off) => {
      expect(viewOf(pageWith({ blocks: [{ type: 'text', text: 'A', ...off }] }))).toMatchObject({ blocks: [], skipped: 0 });
    },
  );

  it('more than a page can hold', () => {
    const { blocks, skipped } = viewOf(pageWith({ blocks: Array.from({ length: 5000 }, () => ({ type: 'divider' })) }));
    expect([blocks.length, skipped]).toEqual([2000, 3000]);
  });
});

describe('a schedule', () => {
  it.each([
    [{ start_at: '2026-03-15T10:30:00Z' }, { from: '2026-03-15T10:30:00Z', to: null }],
    [{ ends_at: '2026-03-15T10:30:00+02:00' }, { from: null, to: '2026-03-15T08:30:00Z' }],
    [{ starts_at: '2026-03-15T10:30:00.000000Z' }, { from: '2026-03-15T10:30:00Z' }],
    [{ start_at: '2026-03-15 10:30:00' }, { from: '2026-03-15T10:30:00Z' }],
    [{ start_date: '2026-03-15' }, { from: '2026-03-15T00:00:00Z' }],
    [{ schedule: { from: '2026-03-15T10:30:00Z', to: '2026-04-15T10:30:00Z' } }, { from: '2026-03-15T10:30:00Z', to: '2026-04-15T10:30:00Z' }],
  ])('%j', (when, read) => {
    expect(blockOf({ type: 'text', text: 'A', ...when })).toMatchObject(read);
  });

  it.each(['soon', '2026-13-45', '2026-03-15T10:30:00 tomorrow', '', 5, null])('%j is none', (start_at) => {
    expect(blockOf({ type: 'text', text: 'A', start_at })).toEqual({ kind: 'text', text: 'A' });
  });
});

describe('text', () => {
  it('is kept whole, but for what HTML cannot hold', () => {
    expect(viewOf(pageWith({ title: `a\0b\r\nc\u0007${'x'.repeat(100_000)}` })).title).toBe(`ab\nc${'x'.repeat(100_000)}`);
    expect(viewOf(pageWith({ title: '\ud800👍\u202e' })).title).toBe('\ufffd👍\u202e');
  });

  it('that is missing or none is empty', () => {
    for (const title of [undefined, null, {}, [], true]) expect(viewOf(pageWith({ title })).title).toBe('');
    for (const description of [undefined, null, {}, '', '  ']) expect(viewOf(pageWith({ description })).description).toBeNull();
  });
});
