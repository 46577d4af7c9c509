import type { QrSafety } from './qr-code.js';

/** A decoder has looked at a drawn code. */
export class JsiSafetyEvent extends Event {
  readonly safety: QrSafety;

  constructor(safety: QrSafety) {
    super('jsi-safety', { bubbles: true, composed: true });
    this.safety = safety;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'jsi-safety': JsiSafetyEvent;
  }
}
