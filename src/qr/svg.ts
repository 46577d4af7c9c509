import { escape, filled, svgDocument } from './document.js';
import type { EncodeOptions } from './encode.js';
import { frameOf, type Frame } from './frame.js';
import { layout, type QrPicture } from './layout.js';
import { purposeOf } from './purpose.js';
import type { QrStyle } from './style.js';

export interface SvgOptions extends EncodeOptions, QrStyle {
  /** Width in CSS pixels; default 192. A frame adds to the height. */
  size?: number;
  /** Accessible name; default "QR code for" and what the text is for. */
  label?: string;
  /** A call to action below the code, in a frame of its colour. */
  frame?: string;
}

/**
 * A QR code as an SVG document for servers and files: no style, no script, at most five elements (a gradient, a frame or an
 * alignment pattern over a logo add theirs). What would not scan is mended, as `layout` says.
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function renderQrSvg(text: string, options: SvgOptions = {}): string {
  const { size = 192, label = `QR code for ${purposeOf(text)}`, frame } = options;
  return pictureSvg(layout(text, { ...options, size }), { size, label, ...(frame && { frame }) });
}

/** A laid out code as an SVG document. */
export function pictureSvg(picture: QrPicture, { size, label, frame: call }: { size: number; label: string; frame?: string }): string {
  const { width, background, logo, patches, path } = picture;
  const { ink, defs } = inkOf(picture);
  const frame = call ? frameOf(width, call) : null;
  const [start, outerWidth, outerHeight] = frame ? [-frame.border, frame.outerWidth, frame.outerHeight] : [0, width, width];
  const content =
    defs +
    (frame ? frameSvg(frame, ink, background) : '') +
    filled(`M0 0h${width}v${width}h-${width}z`, background) +
    (logo ? `<image href="${escape(logo.href)}"${place(logo.at, logo.at, logo.width, logo.width)}/>` : '') +
    (patches && filled(patches, background)) +
    filled(path, ink);
  const height = short((size * outerHeight) / outerWidth);
  return svgDocument([size, height], [start, start, short(outerWidth), short(outerHeight)], label, content);
}

const short = (value: number) => Number(value.toFixed(3));
const place = (x: number, y: number, width: number, height: number) =>
  ` x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;

/** The fill of the modules. A gradient's id is made of what it is, so that two codes on a page can share it. */
function inkOf({ color, gradient, width }: QrPicture): { ink: string; defs: string } {
  if (!gradient) return { ink: color, defs: '' };
  const id = `jsi-${gradient.type}-${width}-${color.slice(1)}-${gradient.to.slice(1)}`;
  const geometry =
    gradient.type === 'radial'
      ? `radialGradient id="${id}" cx="${width / 2}" cy="${width / 2}" r="${short(width / Math.SQRT2)}"`
      : `linearGradient id="${id}" x1="0" y1="0" x2="${width}" y2="${width}"`;
  const stops = `<stop stop-color="${color}"/><stop offset="1" stop-color="${gradient.to}"/>`;
  return { ink: `url(#${id})`, defs: `<${geometry} gradientUnits="userSpaceOnUse">${stops}</${gradient.type}Gradient>` };
}

function frameSvg({ border, radius, outerWidth, outerHeight, lines, fontSize, lineMiddles }: Frame, ink: string, text: string): string {
  const x = short(outerWidth / 2 - border);
  const rows = lines.map((line, index) => `<tspan x="${x}" y="${short(lineMiddles[index]!)}" dy=".35em">${escape(line)}</tspan>`);
  return (
    `<rect${place(-border, -border, outerWidth, outerHeight)} rx="${radius}" fill="${ink}"/>` +
    `<text font-family="system-ui, sans-serif" font-weight="700" font-size="${short(fontSize)}" text-anchor="middle" fill="${text}">${rows.join('')}</text>`
  );
}
