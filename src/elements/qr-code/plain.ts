import { encode } from '../../qr/encode.js';
import { neededPixels, QUIET_ZONE } from '../../qr/measures.js';
import { modulesPath } from '../../qr/path.js';
import { snap } from '../../qr/view-box.js';
import { isServer } from '../../ui/is-server.js';
import { frameOf, pixelsOf, textOf } from './facts.js';
import type { Shared } from './qr-code.js';

/** A code in the default style, black on white: it scans by construction. */
export interface Plain {
  key: string;
  version: number;
  width: number;
  path: string;
}

/** Draws a text where that needs no more than this file; `null` = it does. What was drawn before is kept. */
export function drawPlain(shared: Shared, before: Plain | null, isAnyway: boolean): Plain | null {
  const { withoutEci, errorCorrection: level } = shared.host;
  const text = textOf(shared);
  const key = `${level} ${withoutEci} ${text}`;
  if (text === null || (isStyled(shared) && !isAnyway)) return null;
  if (before?.key === key) return before;
  try {
    const errorCorrection = ['L', 'M', 'Q', 'H'].includes(level) ? level : 'auto';
    const { modules, version } = encode(text, { errorCorrection, eci: !withoutEci });
    return { key, version, width: modules.length + 2 * QUIET_ZONE, path: modulesPath(modules, QUIET_ZONE) };
  } catch {
    // The presenter says what is wrong with it.
    return null;
  }
}

/** Texts whose purpose the presenter knows to name, and such as no XML can hold. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const SPECIAL = /^(WIFI:|MECARD:)|[\0-\x1f]|.{81}/i;

/** Nothing else has to be drawn or said. */
export const isAll = (shared: Shared, { width, version }: Plain): boolean =>
  !SPECIAL.test(textOf(shared)!) && snap(width, pixelsOf(shared)).scale >= neededPixels(version);

function isStyled({ host, platform }: Shared): boolean {
  const { color, colorTo, background, dots, corners, logo, quietZone, verify } = host;
  return (
    verify ||
    (platform?.data !== undefined && !platform.isPlain) ||
    [color, colorTo, background, dots, corners, logo, quietZone, frameOf(host)].some((one) => one !== null) ||
    (!isServer && ['--jsi-qr-color', '--jsi-qr-background'].some((name) => getComputedStyle(host).getPropertyValue(name)))
  );
}
