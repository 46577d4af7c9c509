import { NetworkError } from '../../client/errors.js';
import type { LogoSample } from '../../qr/style.js';

/** A logo that can be drawn, judged and put into a file. */
export interface LoadedLogo {
  image: HTMLImageElement;
  /** The picture as a data URI, for files that stand alone. */
  file: string;
  /** Absent where the browser does not give true pixels. */
  sample?: LogoSample;
}

/** Milliseconds; a code must not wait for its logo for ever. */
const TIMEOUT = 8_000;
const MAX_BYTES = 1_000_000;

/**
 * Loads a logo so that its pixels may be read.
 * @throws {NetworkError} with a sentence that says why not: not an image, not found, or not allowed by its server (CORS)
 */
export async function loadLogo(url: string): Promise<LoadedLogo> {
  const address = webImage(url);
  if (!address) throw new NetworkError('its address is not one of an image (http, https, blob or data:image).');
  const image = await load(address, 'anonymous').catch(async () => {
    const isThere = await load(address, null).then(() => true, () => false);
    throw new NetworkError(
      isThere
        ? 'its server does not allow this site to read it (CORS).'
        : 'it was not found, is no image, or this page’s policy forbids it.',
    );
  });
  const sample = sampleOf(image);
  return { image, file: await fileOf(address, image), ...(sample && { sample }) };
}

function webImage(url: string): string | null {
  const absolute = URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : '';
  return /^(https?:|blob:|data:image\/)/i.test(absolute) ? absolute : null;
}

function load(url: string, crossOrigin: 'anonymous' | null): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.crossOrigin = crossOrigin;
    const timer = setTimeout(() => {
      image.src = '';
      reject(new Error('Timeout'));
    }, TIMEOUT);
    image.onload = () => {
      clearTimeout(timer);
      resolve(image);
    };
    image.onerror = () => {
      clearTimeout(timer);
      reject(new Error('Not loaded'));
    };
    image.src = url;
  });
}

/** The very bytes where they can be fetched, else the picture as it was drawn: a page's policy may allow images alone. */
async function fileOf(url: string, image: HTMLImageElement): Promise<string> {
  if (url.startsWith('data:')) return url;
  try {
    const blob = await (await fetch(url, { credentials: 'same-origin' })).blob();
    if (blob.type.startsWith('image/') && blob.size <= MAX_BYTES) return await dataUri(blob);
  } catch {
    // Drawn instead.
  }
  return canvasOf(image, 512).toDataURL('image/png');
}

function dataUri(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('Not read'));
    reader.readAsDataURL(blob);
  });
}

/** A picture in the middle of a square, as large as fits, in whatever space is given: as SVG's `xMidYMid meet` does it. */
export function drawContained(context: CanvasRenderingContext2D, image: HTMLImageElement, at: number, width: number): void {
  // An SVG without a size has none.
  const [w, h] = [image.naturalWidth || 1, image.naturalHeight || 1];
  const scale = width / Math.max(w, h);
  context.drawImage(image, at + (width - w * scale) / 2, at + (width - h * scale) / 2, w * scale, h * scale);
}

function canvasOf(image: HTMLImageElement, width: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = width;
  drawContained(canvas.getContext('2d', { willReadFrequently: true })!, image, 0, width);
  return canvas;
}

const SAMPLES = 96;
/** Luma, 0…1, up to which a place is surely dark for a decoder, and from which surely light. */
const SURELY_DARK = 0.3;
const SURELY_LIGHT = 0.75;

function sampleOf(image: HTMLImageElement): LogoSample | null {
  if (!givesTruePixels()) return null;
  const { data } = canvasOf(image, SAMPLES).getContext('2d')!.getImageData(0, 0, SAMPLES, SAMPLES);
  /** On white, which is what shows through. */
  const luma = (x: number, y: number) => {
    const at = 4 * (y * SAMPLES + x);
    const alpha = data[at + 3]! / 255;
    const color = (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) / 255;
    return color * alpha + 1 - alpha;
  };
  return (x, y, radius) => {
    // Half a module round its centre, where decoders look.
    const edge = (place: number) => Math.min(SAMPLES - 1, Math.max(0, Math.round(place * SAMPLES)));
    let [darkest, lightest] = [1, 0];
    for (let row = edge(y - radius / 2); row <= edge(y + radius / 2); row++) {
      for (let column = edge(x - radius / 2); column <= edge(x + radius / 2); column++) {
        const here = luma(column, row);
        darkest = Math.min(darkest, here);
        lightest = Math.max(lightest, here);
      }
    }
    if (lightest <= SURELY_DARK) return 'dark';
    return darkest >= SURELY_LIGHT ? 'light' : 'unsure';
  };
}

/** Browsers that resist fingerprinting give noise or blanks instead of what was drawn. */
export function givesTruePixels(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#1d3557';
  context.fillRect(0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  return data.every((value, index) => Math.abs(value - [0x1d, 0x35, 0x57, 0xff][index % 4]!) <= 2);
}
