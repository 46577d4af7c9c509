import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { pictureOf, type Picture } from './pictures.js';

export interface Drawing {
  svg: string;
  /** Pixels; the height follows from the SVG's own proportions. */
  width: number;
}

/** Enough to keep the browser busy, few enough for one message. */
const BATCH = 32;

let opened: Promise<{ browser: Browser; page: Page }> | null = null;

/** SVGs as Chromium draws them in an `<img>`: no scripts, no files beside them. `afterAll(closeRaster)` ends the browser. */
export async function rasterise(drawings: readonly Drawing[]): Promise<Picture[]> {
  opened ??= open();
  const { page } = await opened;
  const pictures: Picture[] = [];
  for (let start = 0; start < drawings.length; start += BATCH) {
    const pngs = await page.evaluate(draw, drawings.slice(start, start + BATCH));
    pictures.push(...pngs.map((png) => pictureOf(Buffer.from(png, 'base64'))));
  }
  return pictures;
}

export async function closeRaster(): Promise<void> {
  const closing = opened;
  opened = null;
  await (await closing)?.browser.close();
}

async function open() {
  const browser = await launchBrowser();
  return { browser, page: await browser.newPage() };
}

/** Runs in the page, so it uses nothing of this file. */
function draw(drawings: readonly Drawing[]): Promise<string[]> {
  return Promise.all(
    drawings.map(async ({ svg, width }) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      await image.decode().catch(() => {
        throw new Error(`Chromium draws no image of ${svg.slice(0, 200)}`);
      });
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
      canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(image.src);
      return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
    }),
  );
}
