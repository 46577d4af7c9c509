import { bundle, published, type Bundle } from './bundle.js';
import { ensurePeers } from './peers.js';

/** Ways to put QR codes on a page: ours and its peers, each as the script that a page needs for codes of given texts. */
export const codes = {
  ours: () => bundle(`import '../src/elements/qr-code/define.ts'`),
  'lean-qr': () => bundle(`import 'lean-qr/webcomponent'`),
  'sl-qr-code': () => bundle(`import '@shoelace-style/shoelace/dist/components/qr-code/qr-code.js'`),
  'qr-code-styling': () => bundle(`import QRCodeStyling from 'qr-code-styling'; Object.assign(globalThis, { QRCodeStyling })`),
  // It loads its parts by itself, from beside its script: a loader, its core and the element.
  '@bitjson/qr-code': () => {
    ensurePeers();
    return published('@bitjson/qr-code/dist', 'qr-code.js', ['qr-code/qr-code.orxjfzvr.js', 'qr-code/mu42bxql.js']);
  },
  'qrcode.react with react-dom': () =>
    bundle(`
      import { createElement } from 'react';
      import { createRoot } from 'react-dom/client';
      import { QRCodeSVG } from 'qrcode.react';
      Object.assign(globalThis, { draw: (into: Element, value: string) => createRoot(into).render(createElement(QRCodeSVG, { value })) });
    `),
} satisfies Record<string, () => Promise<Bundle>>;

export type CodeName = keyof typeof codes;
