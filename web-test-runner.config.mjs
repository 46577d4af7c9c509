import commonjs from '@rollup/plugin-commonjs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { fromRollup } from '@web/dev-server-rollup';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { chromiumArgs, requireChromium } from './scripts/chromium.mjs';
import { countReporter } from './scripts/wtr-counts.mjs';

const commonJs = fromRollup(commonjs)({
  include: ['**/node_modules/qrcode/**'],
  // The dev server loads one module at a time: it cannot follow the wrappers of strict requires, and without
  // `preferred` it freezes a module's exports before they are filled.
  strictRequires: false,
  requireReturnsDefault: 'preferred',
});

/** The tests that need a browser; the others are vitest's. */
export default {
  files: 'test/{elements,ui}/**/*.test.ts',
  nodeResolve: true,
  concurrency: 2,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: requireChromium(), args: chromiumArgs },
      // A window for each page: of two tabs in one, the hidden one draws no frame, and its tests wait for ever.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  plugins: [
    // The tsconfig decides how decorators and class fields compile, here as in the build.
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
    commonJs,
  ],
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  filterBrowserLogs: ({ args }) => !args.some((arg) => String(arg).includes('Lit is in dev mode')),
  reporters: [defaultReporter(), countReporter('.cache/wtr.json')],
};
