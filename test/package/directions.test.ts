import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { root } from './built.js';

/** The house's rules without those that need the types of a file on disk: these files are not there. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] }],
});

/** The rules that a file breaks, by name. */
async function broken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const value = (from: string): string => `import { thing } from '${from}';\nexport const other = thing;`;
const type = (from: string): string => `import type { Thing } from '${from}';\nexport type Other = Thing;`;

describe('an import in a direction that the house forbids', () => {
  it.each([
    ['src/rules/x.ts', value('../ui/remote.js')],
    ['src/rules/x.ts', type('../ui/remote.js')],
    ['src/rules/x.ts', value('../client/index.js')],
    ['src/qr/x.ts', value('../rules/index.js')],
    ['src/qr/x.ts', value('lit')],
    ['src/landing/x.ts', value('../elements/landing-page/landing-page.js')],
    ['src/client/x.ts', value('../rules/index.js')],
    ['src/client/x.ts', value('../ui/define.js')],
    ['src/client/x.ts', type('../ui/remote.js')],
    ['src/client/x.ts', value('../proxy/index.js')],
    ['src/locales/x.ts', value('../ui/remote.js')],
    ['src/ui/x.ts', value('../elements/qr-code/qr-code.js')],
    ['src/ui/x.ts', value('../rules/index.js')],
    ['src/elements/qr-code/x.ts', value('../../proxy/proxy.js')],
    ['src/elements/qr-code/x.ts', type('../../proxy/index.js')],
    ['src/elements/qr-code/x.ts', value('node:fs')],
    ['src/proxy/x.ts', value('../elements/qr-code/define.js')],
    ['src/proxy/x.ts', value('lit')],
    ['src/index.ts', value('./proxy/index.js')],
    ['src/index.ts', value('../demo/server/main.js')],
    ['src/rules/x.ts', value('../../demo/sandbox/sandbox.js')],
    ['src/scans/x.ts', value('../../test/support/decode.js')],
    ['src/elements/qr-code/x.ts', value('../../../demo/page.js')],
    ['test/rules/x.test.ts', value('../../demo/page.js')],
    ['bench/x.ts', value('../demo/page.js')],
  ])('fails in %s: %s', async (file, code) => {
    expect(await broken(file, code)).toEqual(['no-restricted-imports']);
  });
});

describe('an import in a direction that the house allows', () => {
  it.each([
    ['src/rules/x.ts', type('../client/types.js')],
    ['src/rules/x.ts', value('./types.js')],
    ['src/scans/x.ts', type('../rules/index.js')],
    ['src/qr/x.ts', value('qrcode/lib/core/qrcode.js')],
    ['src/client/x.ts', type('../rules/index.js')],
    ['src/ui/x.ts', value('../client/index.js')],
    ['src/ui/x.ts', value('lit')],
    ['src/elements/qr-code/x.ts', value('../../ui/remote.js')],
    ['src/elements/qr-code/x.ts', value('../../qr/index.js')],
    ['src/elements/qr-code/x.ts', value('../../client/index.js')],
    ['src/proxy/x.ts', value('../client/errors.js')],
    ['src/proxy/x.ts', value('node:crypto')],
    ['src/index.ts', value('./client/index.js')],
    ['demo/server/x.ts', value('../../src/proxy/index.js')],
    ['test/proxy/x.test.ts', value('../../demo/sandbox/sandbox.js')],
    ['test/e2e/x.test.ts', value('../../demo/server/app.js')],
  ])('passes in %s: %s', async (file, code) => {
    expect(await broken(file, code)).toEqual([]);
  });
});

describe('a room that also runs in Node', () => {
  const rooms = ['client', 'proxy', 'locales', 'rules', 'qr', 'scans', 'landing'];

  it.each(rooms)('may not use the document: src/%s', async (room) => {
    expect(await broken(`src/${room}/x.ts`, 'export const title = document.title;')).toEqual(['no-restricted-globals']);
  });

  it.each(['elements/qr-code', 'ui'])('is not src/%s', async (room) => {
    expect(await broken(`src/${room}/x.ts`, 'export const title = document.title;')).toEqual([]);
  });
});

it('knows every room of src/', async () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of rooms) {
    const config = (await eslint.calculateConfigForFile(`src/${name}/x.ts`)) as { rules: Record<string, unknown> };
    expect(config.rules, name).toHaveProperty('no-restricted-imports');
  }
});
