import { join } from 'node:path';
import { aptCommand, aptInstall, aptPrefix, hasApt, oneLine } from './apt.mjs';
import { runnable } from './runnable.mjs';

// Without a font package a bare container draws no text at all, and axe then judges contrast on empty boxes.
const packages = ['chromium', 'fonts-liberation'];

/** What every browser of the tests is started with: no GPU, no sandbox of its own, and no calls home. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where browsers of Chromium's family are installed, in the order in which they are taken. */
function places({ platform, env }) {
  if (platform === 'darwin') {
    const apps = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];
    return ['/Applications', join(env.HOME ?? '/', 'Applications')].flatMap((dir) => apps.map((app) => join(dir, app)));
  }
  if (platform === 'win32') {
    const apps = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((dir) => apps.map((app) => join(dir, app)));
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`);
}

/** The path of an installed browser, or null. A `CHROME_PATH` that is set is the only place that is looked at. */
export function findChromium({ env = process.env, platform = process.platform } = {}) {
  const candidates = env.CHROME_PATH ? [env.CHROME_PATH] : places({ platform, env });
  return candidates.find(runnable) ?? null;
}

/** The path of a browser, installed now where that needs no question asked; throws an error of one line. */
export function requireChromium() {
  const found = findChromium();
  if (found) return found;
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) throw oneLine(`CHROME_PATH=${CHROME_PATH} is no program that can be run: correct or unset it.`);

  const command = aptCommand(packages);
  if (!hasApt()) throw oneLine('The tests need Chromium or Chrome: install one, or point CHROME_PATH at it.');
  if (!aptPrefix()) {
    throw oneLine(`The tests need Chromium or Chrome: sudo ${command} (or point CHROME_PATH at one).`);
  }
  const installed = aptInstall(packages) && findChromium();
  if (!installed) throw oneLine(`Chromium could not be installed: try ${command} (or point CHROME_PATH at one).`);
  return installed;
}
