export { JsiSafetyEvent } from './elements/qr-code/events.js';
export { JsiQrCode, type QrSafety } from './elements/qr-code/qr-code.js';
export { JsiErrorEvent, JsiLoadEvent } from './ui/events.js';
