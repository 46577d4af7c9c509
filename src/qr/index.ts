export { encode, EncodeError, type EncodeOptions, type ErrorCorrection, type QrSymbol } from './encode.js';
export { layout, type QrPicture } from './layout.js';
export { modulesPath } from './path.js';
export { safety } from './safety.js';
export { statusOf, type QrCodeStatus } from './status.js';
export type { Corners, Dots, Gradient, Logo, LogoSample, Problem, ProblemCode, QrStyle, Safety, Shade } from './style.js';
export { renderQrSvg, type SvgOptions } from './svg.js';
