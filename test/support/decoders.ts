import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsqr from 'jsqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { isCI } from '../../scripts/apt.mjs';
import { findZbar } from '../../scripts/zbar.mjs';
import { opaque, type Picture } from './pictures.js';

export { degrade, onPage, pictureOf, type Page, type Picture } from './pictures.js';

export type DecoderName = 'zxing' | 'zbar' | 'jsqr';

/** Decoders of QR codes that we did not write. Each returns the texts it reads; transparent pixels count as white. */
export const decoders: Record<DecoderName, (picture: Picture) => Promise<string[]>> = {
  zxing: readWithZxing,
  zbar: readWithZbar,
  jsqr: readWithJsqr,
};

/** What cannot run here, for `skipIf`. In CI nothing is skipped: what is missing fails. */
export const unavailable: ReadonlySet<DecoderName> = new Set(findZbar() || isCI() ? [] : ['zbar'] as const);

const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer } });

async function readWithZxing(picture: Picture): Promise<string[]> {
  const found = await readBarcodes(
    { ...opaque(picture), colorSpace: 'srgb' },
    // By default control characters come as `<GS>` and the like.
    { formats: ['QRCode'], tryHarder: true, textMode: 'Plain' },
  );
  return found.map(({ text }) => text);
}

/** One code at most: the texts of several could not be told apart, since a text may hold line ends. */
async function readWithZbar(picture: Picture): Promise<string[]> {
  const program = findZbar();
  if (!program) throw new Error('zbarimg is not installed: npm test says how.');
  const options = ['--raw', '--oneshot', '--quiet', '--nodbus', '-Sdisable', '-Sqrcode.enable', 'ppm:-'];
  const { code, stdout, stderr } = await twoAtATime(() => pipe(program, options, ppm(opaque(picture))));
  if (code === NOTHING_FOUND) return [];
  if (code !== 0) throw new Error(`zbarimg ended with ${code ?? 'a signal'}: ${stderr}`);
  // With --oneshot --raw ends no text with a line end of its own.
  return [stdout.toString('utf8')];
}

const NOTHING_FOUND = 4;

function readWithJsqr(picture: Picture): Promise<string[]> {
  const { data, width, height } = opaque(picture);
  // The types say `export default`, which Node takes from CommonJS as a property; the package has both.
  const found = jsqr.default(data, width, height);
  // Not `binaryData`: `data` is what an app shows, and a byte segment that is no UTF-8 by itself is missing from it.
  return Promise.resolve(found ? [found.data] : []);
}

function ppm({ data, width, height }: Picture): Buffer {
  const head = Buffer.from(`P6\n${width} ${height}\n255\n`);
  const bytes = Buffer.alloc(head.length + width * height * 3);
  head.copy(bytes);
  for (let pixel = 0, to = head.length; pixel < data.length; pixel += 4) {
    bytes[to++] = data[pixel]!;
    bytes[to++] = data[pixel + 1]!;
    bytes[to++] = data[pixel + 2]!;
  }
  return bytes;
}

interface Ended {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

function pipe(program: string, args: readonly string[], input: Buffer): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args);
    const out: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(complaints).toString('utf8').trim() });
    });
    // A program that ends before it has read everything says why on stderr.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** A whole batch may be started at once: the machines of CI have two cores. */
const twoAtATime = limited(2);

function limited(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < most) running++;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await work();
    } finally {
      // The next one takes over the place of this one.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
