/** Each element's code, loaded when its tag first appears on the page. */
const elements: Record<string, () => Promise<unknown>> = {
  'jsi-qr-code': () => import('./elements/qr-code/define.js'),
};

const waiting = new Set(Object.keys(elements));

function load(root: ParentNode): void {
  for (const tag of waiting) {
    if (!root.querySelector(tag)) continue;
    waiting.delete(tag);
    // A chunk that did not arrive is asked for again when the tag next appears.
    elements[tag]!().catch(() => waiting.add(tag));
  }
}

new MutationObserver((records) => {
  if (waiting.size > 0 && records.some(({ addedNodes }) => addedNodes.length > 0)) load(document);
}).observe(document, { childList: true, subtree: true });

load(document);
