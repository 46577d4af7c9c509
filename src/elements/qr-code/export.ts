import { fileName } from '../../qr/file-name.js';
import { frameOf } from '../../qr/frame.js';
import type { QrPicture } from '../../qr/layout.js';
import { pictureSvg } from '../../qr/svg.js';
import { saveFile } from '../../ui/save-file.js';
import { drawContained } from './logo-image.js';

export interface BlobOptions {
  /** `image/png` (default), `image/svg+xml`, `image/webp` or `image/jpeg`. */
  type?: string;
  /** Width in pixels, default 1024, at most 4096. */
  size?: number;
}

export interface DownloadOptions extends BlobOptions {
  /** Default: the code's name, else `qr-code`; the extension is that of the type. */
  filename?: string;
}

export const MAX_SIZE = 4096;
const DEFAULT_SIZE = 1024;
const EXTENSIONS: Record<string, string> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/jpeg': 'jpg',
};

type FileOptions = BlobOptions & { label: string; frame?: string };

/**
 * A laid out code as a file.
 * @throws {TypeError} for a type that is none of the four, or that the browser cannot write
 * @throws {RangeError} for a size that is none, too large, or too small for the code
 */
export async function blobOf(picture: QrPicture, options: FileOptions, logo?: HTMLImageElement): Promise<Blob> {
  const { type = 'image/png', size = DEFAULT_SIZE } = options;
  if (!(type in EXTENSIONS)) throw new TypeError(`${type} cannot be written; choose one of ${Object.keys(EXTENSIONS).join(', ')}.`);
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE) {
    throw new RangeError(`A size of ${size} pixels is not possible: it has to be a whole number up to ${MAX_SIZE}.`);
  }
  if (type === 'image/svg+xml') return new Blob([pictureSvg(picture, { ...options, size })], { type });
  await idle();
  const canvas = paint(picture, size, options.frame, logo);
  if (type === 'image/jpeg') whiten(canvas);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
  if (blob?.type !== type) throw new TypeError(`This browser cannot write ${type}; image/png works everywhere.`);
  return blob;
}

/** What a type without transparency would show as black. */
function whiten(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d')!;
  context.resetTransform();
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
}

/** After what a person is waiting for. */
const idle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve);
  });

/**
 * Draws a code on a canvas of its own, its modules on whole pixels; what is left over becomes margin.
 * @throws {RangeError} where a module would be less than a pixel
 */
export function paint(picture: QrPicture, size: number, call?: string, logo?: HTMLImageElement): HTMLCanvasElement {
  const { width, background, color, gradient, patches, path } = picture;
  const frame = call ? frameOf(width, call) : null;
  const outer = frame?.outerWidth ?? width;
  const scale = Math.floor(size / outer);
  if (scale < 1) throw new RangeError(`${size} pixels are too few for this code: it needs at least ${Math.ceil(outer)}.`);

  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = frame ? Math.ceil(frame.outerHeight * scale) + (size - outer * scale) : size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new RangeError(`This browser has no canvas of ${size} pixels; try a smaller one.`);
  // A frame stands free; without one the margin is the background's.
  if (!frame) {
    context.fillStyle = background;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const margin = Math.floor((size - outer * scale) / 2);
  context.translate(margin, margin);
  context.scale(scale, scale);
  if (frame) context.translate(frame.border, frame.border);

  const ink = gradient ? inkOf(context, picture) : color;
  if (frame) {
    const { border, radius, outerWidth, outerHeight, lines, fontSize, lineMiddles } = frame;
    context.fillStyle = ink;
    context.beginPath();
    context.roundRect(-border, -border, outerWidth, outerHeight, radius);
    context.fill();
    context.fillStyle = background;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    lines.forEach((line, index) => {
      context.font = `700 ${fontSize}px system-ui, sans-serif`;
      context.fillText(line, width / 2, lineMiddles[index]!, width);
    });
  }
  context.fillStyle = background;
  context.fillRect(0, 0, width, width);
  if (picture.logo && logo) drawContained(context, logo, picture.logo.at, picture.logo.width);
  context.fill(new Path2D(patches));
  context.fillStyle = ink;
  context.fill(new Path2D(path));
  return canvas;
}

function inkOf(context: CanvasRenderingContext2D, { width, color, gradient }: QrPicture): CanvasGradient {
  const middle = width / 2;
  const ink =
    gradient!.type === 'radial'
      ? context.createRadialGradient(middle, middle, 0, middle, middle, width / Math.SQRT2)
      : context.createLinearGradient(0, 0, width, width);
  ink.addColorStop(0, color);
  ink.addColorStop(1, gradient!.to);
  return ink;
}

/** Hands a file to the person; returns its name. */
export function save(blob: Blob, name: string): string {
  const extension = EXTENSIONS[blob.type]!;
  const ending = `.${extension}`;
  const file = fileName(name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name, extension);
  saveFile(blob, file);
  return file;
}
