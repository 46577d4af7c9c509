import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const folder = new URL('../../node_modules/zxing-wasm/dist/reader/', import.meta.url).href;
prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? folder + path : prefix + path) } });

/** Texts of the QR codes in a picture file, read by zxing-cpp within a browser. */
export async function readCode(file: Blob): Promise<string[]> {
  const found = await readBarcodes(await pixelsOf(file), { formats: ['QRCode'], tryHarder: true, textMode: 'Plain' });
  return found.map(({ text }) => text);
}

/** Of any file that the browser shows as an image; what is transparent counts as white. */
export async function pixelsOf(file: Blob, paper: string | null = '#fff'): Promise<ImageData> {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  URL.revokeObjectURL(image.src);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext('2d')!;
  if (paper) {
    context.fillStyle = paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
