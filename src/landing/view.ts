import type { LandingPage } from '../client/types.js';
import { first, isObject, own, text, words, type Json } from './fields.js';
import { isPreset } from './preset-names.js';
import { readBlocks, MAX_BLOCKS, type Read } from './read-blocks.js';
import { webHref } from './safe-href.js';
import type { Block, LandingView, SafeHref } from './types.js';

const LISTS = ['blocks', 'items', 'content'];
const AVATARS = ['avatar', 'avatar_url', 'avatarUrl', 'image', 'image_url', 'photo', 'logo'];

/**
 * What is shown of a landing page, read from whatever the API gave; a preset given here wins over the page's. Blocks may be
 * called `blocks`, `items`, `content` or `links`, be lists or `{ data: [] }`, and their fields be spelled in the usual ways.
 * Never throws: what cannot be read is not shown.
 */
export function viewOf(page: LandingPage | Json, overridePreset?: string | null): LandingView {
  const from = unwrapped(page);
  const { blocks, skipped } = allBlocks(from);
  return {
    title: text(own(from, 'title')) ?? '',
    description: words(own(from, 'description')),
    ...presetOf(overridePreset ?? own(from, 'preset')),
    avatar: first([from], AVATARS, avatar),
    blocks,
    skipped,
  };
}

/** The page itself, of an answer that may hold it in `data`. */
export const unwrapped = (page: unknown): Json => {
  if (!isObject(page)) return {};
  const data = own(page, 'data');
  return isObject(data) && !Object.hasOwn(page, 'title') ? data : page;
};

const avatar = (value: unknown): SafeHref | null =>
  isObject(value) ? first([value], ['url', 'src', 'href'], webHref) : webHref(value);

function presetOf(value: unknown): Pick<LandingView, 'preset' | 'unknownPreset'> {
  if (isPreset(value)) return { preset: value, unknownPreset: null };
  const isNone = value === undefined || value === null || value === '';
  return { preset: 'minimal', unknownPreset: isNone ? null : (text(value) ?? typeof value) };
}

/** The blocks, then those of `links` that are not among them. */
function allBlocks(from: Json): Read {
  const main = LISTS.map((name) => readBlocks(own(from, name)));
  const shown = main.flatMap(({ blocks }) => blocks);
  const known = new Set(shown.map(keyOf));
  const links = readBlocks(own(from, 'links'), 'link');
  const blocks = [...shown, ...links.blocks.filter((block) => !known.has(keyOf(block)))];
  const skipped = [...main, links].reduce((sum, read) => sum + read.skipped, Math.max(0, blocks.length - MAX_BLOCKS));
  return { blocks: blocks.slice(0, MAX_BLOCKS), skipped };
}

const keyOf = (block: Block): string => (block.kind === 'link' ? JSON.stringify([block.text, block.address]) : '');
