import type { QrPicture } from '../../qr/layout.js';
import { paint } from './export.js';
import { givesTruePixels } from './logo-image.js';

/** Part of the Shape Detection API, which TypeScript does not know. */
interface Detector {
  detect: (source: HTMLCanvasElement) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = (new (options: { formats: string[] }) => Detector) & { getSupportedFormats: () => Promise<string[]> };

/**
 * Whether a decoder that is not ours reads its text from a code as it is drawn, in so many device pixels: the browser's
 * own, else that of the `qr` package. `null` = it cannot be tried, since the browser does not give true pixels.
 */
export async function verify(picture: QrPicture, pixels: number, logo?: HTMLImageElement): Promise<boolean | null> {
  if (!givesTruePixels()) return null;
  const canvas = paint(picture, Math.max(pixels, picture.width), undefined, logo);
  return (await nativeRead(canvas)) === picture.text || (await read(canvas)) === picture.text;
}

async function nativeRead(canvas: HTMLCanvasElement): Promise<string | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  try {
    if (!BarcodeDetector || !(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return null;
    const [found] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(canvas);
    return found?.rawValue ?? null;
  } catch {
    // Present, but without the service behind it.
    return null;
  }
}

async function read(canvas: HTMLCanvasElement): Promise<string | null> {
  const { default: decodeQR } = await import('qr/decode.js');
  const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decodeQR({ data, width, height });
  } catch {
    return null;
  }
}
