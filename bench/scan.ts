import { layout, renderQrSvg, safety } from '../src/qr/index.js';
import { launchBrowser } from '../test/support/browser.js';
import { decoders, degrade, onPage, pictureOf, unavailable, type DecoderName, type Picture } from '../test/support/decoders.js';
import { closeRaster, rasterise } from '../test/support/raster.js';
import { scanCases, type ScanCase } from '../test/support/scan-cases.js';
import { codes } from './codes.js';

const SEED = 7;
const CASES = 480;
const NAMES = (Object.keys(decoders) as DecoderName[]).filter((name) => !unavailable.has(name));

/**
 * How often three decoders read what `safety` calls scannable, and what it does not; then what was refused as it was asked for,
 * drawn by a peer at those very settings and by us.
 */
export async function benchScan(): Promise<void> {
  const cases = scanCases(CASES, SEED);
  const pictures = await rasterise(cases.map(({ text, options }) => ({ svg: renderQrSvg(text, options), width: options.size })));
  const isScannable = cases.map(({ text, options }) => layout(text, options).safety.scannable);
  for (const [name, isChosen] of [['called scannable', true], ['not called scannable', false]] as const) {
    const chosen = cases.flatMap((one, index) => (isScannable[index] === isChosen ? [{ one, picture: pictures[index]!, index }] : []));
    for (const how of ['clean', 'mild'] as const) {
      const rates = await ratesOf(chosen.map(({ one, picture, index }) => [one, degrade(onPage(picture, one.page), how, one.pixels, index)]));
      console.log(`${chosen.length} of ${CASES} ${name}, ${how}: ${rates}`);
    }
  }
  await refused(cases);
  await closeRaster();
}

async function refused(cases: readonly ScanCase[]): Promise<void> {
  const reasons = new Map<string, ScanCase[]>();
  for (const one of cases) {
    const { scannable, problems } = safety(one.text, { ...one.options, quietZone: 4, size: 10_000 });
    const reason = problems.find(({ code }) => code !== 'logo-alignment' && code !== 'finder-shape')?.code;
    if (!scannable && reason) reasons.set(reason, [...(reasons.get(reason) ?? []), one]);
  }
  for (const [reason, chosen] of reasons) {
    const ours = await rasterise(
      chosen.map(({ text, options }) => {
        const style = { ...options, quietZone: 4, corners: 'square' as const };
        const width = layout(text, style).width * 6;
        return { svg: renderQrSvg(text, { ...style, size: width }), width };
      }),
    );
    const theirs = await drawnByPeer(chosen);
    const rates = (pictures: readonly Picture[]) => ratesOf(pictures.map((picture, index) => [chosen[index]!, onPage(picture, 'white')]));
    console.log(`${chosen.length} refused as asked for, ${reason}; as qr-code-styling draws them: ${await rates(theirs)}; as ours mends them: ${await rates(ours)}`);
  }
}

/** The same text, level and colours, with the largest logo that its own rule allows, at 8 pixels a module and a margin of 4. */
async function drawnByPeer(cases: readonly ScanCase[]): Promise<Picture[]> {
  const { entry, files } = await codes['qr-code-styling']();
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.addScriptTag({ content: Buffer.from(files.get(entry)!).toString('utf8'), type: 'module' });
  await page.waitForFunction('"QRCodeStyling" in globalThis');
  const pictures: Picture[] = [];
  for (const { text, options } of cases) {
    const modules = layout(text, { errorCorrection: options.errorCorrection === 'auto' ? 'M' : options.errorCorrection! }).symbol.modules.length;
    const size = modules * 8;
    const asked = {
      type: 'canvas',
      width: size + 64,
      height: size + 64,
      margin: 32,
      data: text,
      qrOptions: { errorCorrectionLevel: options.errorCorrection === 'auto' ? 'Q' : options.errorCorrection },
      dotsOptions: { color: options.color ?? '#000000', type: 'square' },
      backgroundOptions: { color: options.background ?? '#ffffff' },
      ...(options.logo && { image: options.logo.href, imageOptions: { imageSize: 1, margin: 0, saveAsBlob: false } }),
    };
    const draw = `new QRCodeStyling(${JSON.stringify(asked)}).getRawData('png').then(async (blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return Array.from(bytes);
    })`;
    pictures.push(pictureOf(Uint8Array.from(await page.evaluate<number[]>(draw))));
  }
  await browser.close();
  return pictures;
}

async function ratesOf(seen: readonly (readonly [ScanCase, Picture])[]): Promise<string> {
  const rates: string[] = [];
  for (const name of NAMES) {
    const read = await Promise.all(seen.map(([, picture]) => decoders[name](picture)));
    const right = read.filter(([text], index) => [seen[index]![0].text, layout(seen[index]![0].text).text].includes(text ?? '')).length;
    rates.push(`${name} ${((100 * right) / seen.length).toFixed(1)} %`);
  }
  return rates.join(', ');
}
