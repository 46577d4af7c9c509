import { define } from '../../ui/define.js';
import { JsiQrCode } from './qr-code.js';

export { JsiSafetyEvent } from './events.js';
export { JsiErrorEvent, JsiLoadEvent } from '../../ui/events.js';
export { JsiQrCode };

define('jsi-qr-code', JsiQrCode);

declare global {
  interface HTMLElementTagNameMap {
    'jsi-qr-code': JsiQrCode;
  }
}
