import { encode, type EncodeOptions } from './encode.js';

export interface SvgOptions extends EncodeOptions {
  /** CSS pixels; default 192. */
  size?: number;
  /** Light modules around the symbol; default 4, which ISO/IEC 18004 asks for. */
  quietZone?: number;
  /** Accessible name; default "QR code for …". */
  label?: string;
}

/** The dark modules as one SVG path in module units: a run of modules in a row is one rectangle, so no seams show. */
export function modulesPath(modules: readonly (readonly boolean[])[], quietZone: number): string {
  const runs: string[] = [];
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      runs.push(`M${start + quietZone} ${y + quietZone}h${x - start + 1}v1h-${x - start + 1}z`);
    }
  });
  return runs.join('');
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

/**
 * A QR code as an SVG document for servers and files: black on its own white quiet zone, no style and no script.
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function renderQrSvg(text: string, options: SvgOptions = {}): string {
  const { size = 192, quietZone = 4, label = `QR code for ${text}` } = options;
  const { modules } = encode(text, options);
  const width = modules.length + 2 * quietZone;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${width} ${width}" role="img">` +
    `<title>${escape(label)}</title><path fill="#fff" d="M0 0h${width}v${width}h-${width}z"/>` +
    `<path d="${modulesPath(modules, quietZone)}"/></svg>`
  );
}
