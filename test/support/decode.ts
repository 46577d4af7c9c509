import { decoders } from './decoders.js';
import { pictureOf, pictureOfModules } from './pictures.js';

/** Texts of the QR codes in a picture (PNG bytes), read by zxing-cpp. */
export function decode(picture: Uint8Array): Promise<string[]> {
  return decoders.zxing(pictureOf(picture));
}

/** A matrix as a picture: `scale` pixels a module, on a quiet zone of 4. */
export function decodeModules(modules: readonly (readonly boolean[])[], scale = 4): Promise<string[]> {
  return decoders.zxing(pictureOfModules(modules, scale));
}
