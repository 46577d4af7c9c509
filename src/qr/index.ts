export { encode, EncodeError, type EncodeOptions, type ErrorCorrection, type QrSymbol } from './encode.js';
export { statusOf, type QrCodeStatus } from './status.js';
export { modulesPath, renderQrSvg, type SvgOptions } from './svg.js';
