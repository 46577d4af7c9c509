import { PNG } from 'pngjs';
import { normal, random } from './random.js';

/** Rows of pixels, four bytes each: red, green, blue, alpha. */
export interface Picture {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
}

export type Page = 'white' | 'dark' | 'busy';

export function pictureOf(png: Uint8Array): Picture {
  const { data, width, height } = PNG.sync.read(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
  return { data: new Uint8ClampedArray(data), width, height };
}

/** A matrix in black on white, `scale` pixels a module. */
export function pictureOfModules(modules: readonly (readonly boolean[])[], scale = 4, quietZone = 4): Picture {
  const width = (modules.length + 2 * quietZone) * scale;
  const picture = blank(width, width, [255, 255, 255]);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const isDark = modules[Math.floor(y / scale) - quietZone]?.[Math.floor(x / scale) - quietZone];
      if (isDark) picture.data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return picture;
}

/** The picture in the middle of a page, which shows through where the picture is transparent. */
export function onPage(picture: Picture, page: Page): Picture {
  const margin = Math.ceil(0.3 * Math.max(picture.width, picture.height));
  const paper = paperOf(page, picture.width + 2 * margin, picture.height + 2 * margin);
  paste(picture, paper, margin);
  return paper;
}

/** What a viewer shows of a picture with transparent parts. */
export function opaque(picture: Picture): Picture {
  for (let alpha = 3; alpha < picture.data.length; alpha += 4) {
    if (picture.data[alpha] === 255) continue;
    const paper = blank(picture.width, picture.height, [255, 255, 255]);
    paste(picture, paper, 0);
    return paper;
  }
  return picture;
}

/** `mild`: blurred by a quarter of a module, shaded by 10 % from corner to corner, with the noise of a sensor. */
export function degrade(picture: Picture, how: 'clean' | 'mild', modulePixels: number, seed: number): Picture {
  if (how === 'clean') return picture;
  const { width, height } = picture;
  const blurred = blur(opaque(picture), 0.25 * modulePixels);
  const noise = normal(random(seed));
  const degraded = blank(width, height, [255, 255, 255]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 1 - 0.1 * ((x + y) / (width + height));
      // Grey noise: that of single colours evens out when a decoder takes their brightness.
      const grain = 3 * noise();
      for (let at = (y * width + x) * 4, end = at + 3; at < end; at++) degraded.data[at] = blurred[at]! * light + grain;
    }
  }
  return degraded;
}

type Rgb = readonly [number, number, number];

function blank(width: number, height: number, [red, green, blue]: Rgb): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  new Uint8Array(data.buffer).set([red, green, blue, 255]);
  // Each copy doubles what is filled.
  for (let filled = 4; filled < data.length; filled *= 2) data.copyWithin(filled, 0, filled);
  return { data, width, height };
}

function paste(picture: Picture, paper: Picture, margin: number): void {
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const from = (y * picture.width + x) * 4;
      const to = ((y + margin) * paper.width + x + margin) * 4;
      const alpha = picture.data[from + 3]! / 255;
      for (let channel = 0; channel < 3; channel++) {
        paper.data[to + channel] = alpha * picture.data[from + channel]! + (1 - alpha) * paper.data[to + channel]!;
      }
    }
  }
}

function paperOf(page: Page, width: number, height: number): Picture {
  if (page === 'white') return blank(width, height, [255, 255, 255]);
  if (page === 'dark') return blank(width, height, [0x12, 0x12, 0x12]);
  // Drawing it takes far longer than a copy, and most pictures of a run are of one size.
  if (lastBusy?.width !== width || lastBusy.height !== height) lastBusy = busy(width, height);
  return { ...lastBusy, data: lastBusy.data.slice() };
}

let lastBusy: Picture | null = null;

/** Something like a photograph: a slope of colours, shapes with hard edges, and grain; the same for the same size. */
function busy(width: number, height: number): Picture {
  const next = random(width * 65_537 + height);
  const color = (): Rgb => [255 * next(), 255 * next(), 255 * next()];
  const picture = blank(width, height, [0, 0, 0]);
  const [left, right] = [color(), color()];
  const between = (channel: 0 | 1 | 2, x: number) => left[channel] + ((right[channel] - left[channel]) * x) / width;
  paint(picture, 0, 0, width, height, (x) => [between(0, x), between(1, x), between(2, x)]);
  for (let shape = 0; shape < 60; shape++) {
    const [x, y] = [Math.floor(next() * width), Math.floor(next() * height)];
    const [wide, high] = [Math.ceil((0.02 + 0.15 * next()) * width), Math.ceil((0.02 + 0.15 * next()) * height)];
    const fill = color();
    paint(picture, x, y, Math.min(wide, width - x), Math.min(high, height - y), () => fill);
  }
  const noise = normal(next);
  for (let pixel = 0; pixel < picture.data.length; pixel += 4) {
    const grain = 10 * noise();
    for (let at = pixel; at < pixel + 3; at++) picture.data[at]! += grain;
  }
  return picture;
}

function paint(picture: Picture, left: number, top: number, wide: number, high: number, at: (x: number) => Rgb): void {
  for (let y = top; y < top + high; y++) {
    for (let x = left; x < left + wide; x++) picture.data.set(at(x), (y * picture.width + x) * 4);
  }
}

/** Gaussian, one axis after the other; edges repeat. Alpha is not kept. */
function blur({ data, width, height }: Picture, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const kernel = Float32Array.from(weights, (weight) => weight / sum);
  const along = smear(Float32Array.from(data), kernel, { lines: height, line: width * 4, length: width, step: 4 });
  return smear(along, kernel, { lines: width, line: 4, length: height, step: width * 4 });
}

interface Axis {
  /** How many lines there are, and the distance between their starts. */
  lines: number;
  line: number;
  /** How many pixels a line has, and the distance between them. */
  length: number;
  step: number;
}

function smear(from: Float32Array, kernel: Float32Array, { lines, line, length, step }: Axis): Float32Array {
  const to = new Float32Array(from.length);
  const reach = (kernel.length - 1) / 2;
  for (let start = 0; start < lines * line; start += line) {
    for (let i = 0; i < length; i++) {
      for (let k = -reach; k <= reach; k++) {
        const weight = kernel[k + reach]!;
        const near = start + Math.min(length - 1, Math.max(0, i + k)) * step;
        const here = start + i * step;
        to[here]! += weight * from[near]!;
        to[here + 1]! += weight * from[near + 1]!;
        to[here + 2]! += weight * from[near + 2]!;
      }
    }
  }
  return to;
}
