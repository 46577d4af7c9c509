import { allowedAttributes, isAllowedTag } from '../../landing/html.js';
import type { TreeElement, TreeNode } from '../../landing/types.js';

/** Set by elements on themselves, and nothing of the page's. */
const NOT_OURS = new Set(['aria-busy']);

/** The page that stands in a root, made by a server or by `drawPage`. */
export function pageIn(root: ParentNode): Element | null {
  return [...root.children].find((child) => child.classList.contains('page')) ?? null;
}

/**
 * Makes the page in a root what the tree says, by changing only what is different: of a page that a server has drawn nothing, so
 * that neither pictures nor the focus are lost. Elements and attributes that are not allowed are left out; text is text.
 */
export function drawPage(root: ShadowRoot, tree: readonly TreeNode[]): Element | null {
  const there = pageIn(root);
  const [page] = tree.filter((node) => typeof node !== 'string');
  if (!page) {
    there?.remove();
    return null;
  }
  if (there?.localName === page.tag) {
    change(there, page);
    return there;
  }
  const made = make(page);
  there?.remove();
  if (made) root.append(made);
  return made;
}

function change(element: Element, node: TreeElement): void {
  const wanted = new Map(allowedAttributes(node));
  for (const { name } of [...element.attributes]) if (!wanted.has(name) && !NOT_OURS.has(name)) element.removeAttribute(name);
  for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  changeChildren(element, joined(node.children));
}

function changeChildren(parent: Element, nodes: readonly TreeNode[]): void {
  let there: ChildNode | null = parent.firstChild;
  for (const node of nodes) {
    const next: ChildNode | null = there?.nextSibling ?? null;
    if (!there) parent.append(...made(node));
    else if (typeof node === 'string') {
      if (there.nodeType !== Node.TEXT_NODE) there.replaceWith(node);
      else if ((there as Text).data !== node) (there as Text).data = node;
    } else if (there instanceof Element && there.localName === node.tag) change(there, node);
    else there.replaceWith(...made(node));
    there = next;
  }
  while (there) {
    const next: ChildNode | null = there.nextSibling;
    there.remove();
    there = next;
  }
}

function make(node: TreeElement): Element | null {
  if (!isAllowedTag(node.tag)) return null;
  const element = document.createElement(node.tag);
  for (const [name, value] of allowedAttributes(node)) element.setAttribute(name, value);
  element.append(...joined(node.children).flatMap(made));
  return element;
}

const made = (node: TreeNode): (string | Element)[] => (typeof node === 'string' ? [node] : [make(node)].filter((one) => one !== null));

/** As a parser reads it: texts side by side are one, and what is not allowed is not there. */
function joined(nodes: readonly TreeNode[]): TreeNode[] {
  const all: TreeNode[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (typeof node === 'string' && typeof last === 'string') all[all.length - 1] = last + node;
    else if (typeof node === 'string' || isAllowedTag(node.tag)) all.push(node);
  }
  return all;
}
