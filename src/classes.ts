export { JsiQrCode } from './elements/qr-code/qr-code.js';
export { JsiErrorEvent, JsiLoadEvent } from './ui/events.js';
