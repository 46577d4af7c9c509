/** Each element's code, loaded when its tag first appears on the page, and at the same time what some of them need besides. */
const elements: Record<string, () => Promise<unknown>> = {
  'jsi-qr-code': () => import('./elements/qr-code/define.js'),
  'jsi-scan-chart': () => import('./elements/scan-chart/define.js'),
  'jsi-rule-editor': () => import('./elements/rule-editor/define.js'),
  'jsi-landing-page': () => import('./elements/landing-page/define.js'),
  'jsi-qr-code[qr-id]': () => import('./elements/qr-code/platform.js'),
};

const waiting = new Set(Object.keys(elements));

function load(root: ParentNode): void {
  for (const tag of waiting) {
    if (!root.querySelector(tag)) continue;
    waiting.delete(tag);
    elements[tag]!().catch((error: unknown) => {
      // Asked for again when the tag next appears.
      waiting.add(tag);
      // eslint-disable-next-line no-console -- a chunk that is not where it should be is for the page's developer to see
      console.error(`${tag} could not be loaded.`, error);
    });
  }
}

new MutationObserver((records) => {
  if (waiting.size > 0 && records.some(({ addedNodes }) => addedNodes.length > 0)) load(document);
}).observe(document, { childList: true, subtree: true });

load(document);
