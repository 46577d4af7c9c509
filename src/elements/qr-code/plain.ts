import { filled, svgDocument } from '../../qr/document.js';
import { encode } from '../../qr/encode.js';
import { neededPixels, QUIET_ZONE } from '../../qr/measures.js';
import { modulesPath } from '../../qr/path.js';
import { snap } from '../../qr/view-box.js';
import { frameOf, sizeOf } from './facts.js';
import type { JsiQrCode, Shared } from './qr-code.js';

/** A code in the default style, black on white: it scans by construction. */
export interface Plain {
  key: string;
  version: number;
  width: number;
  path: string;
}

/** Draws a value where that needs no more than this file; `null` = it does. What was drawn before is kept. */
export function drawPlain(host: JsiQrCode, before: Plain | null): Plain | null {
  const { value, withoutEci, errorCorrection: level } = host;
  const key = `${level} ${withoutEci} ${value}`;
  if (value === null || isStyled(host)) return null;
  if (before?.key === key) return before;
  try {
    const errorCorrection = ['L', 'M', 'Q', 'H'].includes(level) ? level : 'auto';
    const { modules, version } = encode(value, { errorCorrection, eci: !withoutEci });
    return { key, version, width: modules.length + 2 * QUIET_ZONE, path: modulesPath(modules, QUIET_ZONE) };
  } catch {
    // The presenter says what is wrong with it.
    return null;
  }
}

/** Texts whose purpose the presenter knows to name. */
const SPECIAL = /^(WIFI:|BEGIN:|MECARD:)|.{81}/is;

/** Nothing else has to be drawn or said. */
export const isAll = ({ host, pixels }: Shared, { width, version }: Plain): boolean =>
  !SPECIAL.test(host.value!) && snap(width, pixels || sizeOf(host) * devicePixelRatio).scale >= neededPixels(version);

export function plainSvg({ width, path }: Plain, label: string, size: number): string {
  const content = filled(`M0 0h${width}v${width}h-${width}z`, '#fff') + filled(path, '#000');
  return svgDocument([size, size], [0, 0, width, width], label, content);
}

function isStyled(host: JsiQrCode): boolean {
  const { color, colorTo, background, dots, corners, logo, quietZone, verify } = host;
  const css = getComputedStyle(host);
  return (
    verify ||
    [color, colorTo, background, dots, corners, logo, quietZone, frameOf(host)].some((one) => one !== null) ||
    ['--jsi-qr-color', '--jsi-qr-background'].some((name) => css.getPropertyValue(name))
  );
}
