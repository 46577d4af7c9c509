import type { TreeElement, TreeNode } from './types.js';

/** All that a page is made of. Nothing here runs script, loads a document or holds style. */
const TAGS = new Set([
  ...['article', 'header', 'footer', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'li', 'a', 'span', 'bdi'],
  ...['figure', 'img', 'hr', 'slot', 'jsi-qr-code'],
]);
const ATTRIBUTES = new Set([
  ...['class', 'part', 'role', 'dir', 'hidden', 'href', 'rel', 'target', 'download', 'src', 'alt', 'loading', 'decoding'],
  ...['name', 'aria-label', 'data-preset', 'data-network', 'data-from', 'data-to', 'value', 'label', 'qr-id', 'endpoint'],
]);
const VOID = new Set(['img', 'hr']);
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|sms:|data:text\/vcard;charset=utf-8,)/;

/** Whether an element may be on a page: what a hand that makes elements of a tree asks before it does. */
export const isAllowedTag = (tag: string): boolean => TAGS.has(tag);

/** Those of an element's attributes that may be there: known names, and addresses of a scheme that is safe. */
export function allowedAttributes({ attributes }: TreeElement): [name: string, value: string][] {
  return Object.entries(attributes).filter(
    ([name, value]) => ATTRIBUTES.has(name) && ((name !== 'href' && name !== 'src') || ADDRESS.test(value)),
  );
}

/** The tree as markup: all texts and values escaped, elements and attributes that are not allowed left out. */
export function toHtml(nodes: readonly TreeNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? escapeText(node) : element(node))).join('');
}

function element(node: TreeElement): string {
  const { tag, children } = node;
  if (!isAllowedTag(tag)) return '';
  const open = `<${tag}${attributesHtml(allowedAttributes(node))}>`;
  return VOID.has(tag) ? open : `${open}${toHtml(children)}</${tag}>`;
}

/** Attributes with a space before each. The names are not escaped: they have to be known. */
export const attributesHtml = (attributes: readonly (readonly [name: string, value: string])[]): string =>
  attributes.map(([name, value]) => (value === '' ? ` ${name}=""` : ` ${name}="${escapeAttribute(value)}"`)).join('');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

export const escapeText = (text: string): string => text.replace(/[&<>]/g, (char) => ENTITIES[char]!);
export const escapeAttribute = (text: string): string => text.replace(/[&<>"'`]/g, (char) => ENTITIES[char]!);
