import { benchCharts } from './charts.js';
import { benchEditor } from './editor.js';
import { benchEncode } from './encode.js';
import { benchMount } from './mount.js';
import { benchPage } from './page.js';
import { benchRules } from './rules.js';
import { benchSafety } from './safety.js';
import { benchSandbox } from './sandbox.js';
import { benchScan } from './scan.js';
import { benchScans } from './scans.js';
import { benchSize } from './size.js';
import { benchSync } from './sync.js';

/** `npm run bench` runs all; `npm run bench -- sandbox` one. */
const benches: Record<string, () => Promise<void> | void> = {
  size: benchSize,
  encode: benchEncode,
  safety: benchSafety,
  scan: benchScan,
  scans: benchScans,
  sync: benchSync,
  rules: benchRules,
  mount: benchMount,
  charts: benchCharts,
  editor: benchEditor,
  sandbox: benchSandbox,
  page: benchPage,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benches));
if (unknown) {
  console.error(`No measurement is called ${unknown}; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}
