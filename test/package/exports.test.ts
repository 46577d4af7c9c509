import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, manifest, node, root } from './built.js';

/** The entries that are code: `[key, what a host imports, its files]`. */
const entries = Object.entries(manifest.exports).flatMap(([key, target]) =>
  typeof target === 'string' ? [] : [{ key, specifier: key.replace('.', manifest.name), target }],
);

/** One name that each entry is imported for. */
const promised: Record<string, string[]> = {
  '.': ['JsiQrCode', 'JsiScanChart', 'createClient'],
  './qr-code': ['JsiQrCode', 'JsiLoadEvent', 'JsiErrorEvent'],
  './scan-chart': ['JsiScanChart', 'JsiFilterEvent', 'JsiLoadEvent', 'JsiErrorEvent'],
  './rule-editor': ['JsiRuleEditor', 'JsiRulesSavedEvent', 'JsiLoadEvent', 'JsiErrorEvent'],
  './landing-page': ['JsiLandingPage', 'JsiPageSavedEvent', 'JsiLoadEvent', 'JsiErrorEvent'],
  './classes': ['JsiQrCode', 'JsiScanChart'],
  './client': ['createClient'],
  './rules': ['evaluate'],
  './qr': ['encode', 'renderQrSvg'],
  './scans': ['createStore', 'rollup', 'zoneOf', 'renderTrendSvg'],
  './landing': ['renderLandingPage', 'landingHead', 'headHtml', 'viewOf', 'safeHref'],
  './proxy': ['createProxy', 'memoryStore', 'redisStore'],
  './proxy/node': ['toNodeListener', 'fileStore'],
};

beforeAll(async () => {
  await built();
}, 120_000);

describe.each(entries)('$specifier', ({ key, specifier, target }) => {
  it('has its module and its types', () => {
    expect(existsSync(join(root, target.default))).toBe(true);
    expect(existsSync(join(root, target.types))).toBe(true);
  });

  it('imports in bare Node, and says nothing', async () => {
    const code = `console.log(JSON.stringify(Object.keys(await import('${specifier}'))))`;
    const { stdout, stderr } = await node('--input-type=module', '--eval', code);
    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(promised[key] ?? ['to be listed in `promised`']));
    expect(stderr).toBe('');
  });
});

describe('the other entries', () => {
  it('exist', () => {
    const plain = Object.values(manifest.exports).filter((target) => typeof target === 'string');
    for (const target of plain) expect(existsSync(join(root, target.replace('*', 'jsi.js'))), target).toBe(true);
  });

  it('leave inner modules closed', async () => {
    const code = `await import('${manifest.name}/dist/client/client.js')`;
    const running = node('--input-type=module', '--eval', code);
    await expect(running).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

describe('types', () => {
  /** What a strict host's compiler says of a file that imports these entries, their declarations included. */
  function complaints(specifiers: string[], types: string[]): string[] {
    const file = join(root, '.cache', `host-${types.length}.ts`);
    mkdirSync(join(root, '.cache'), { recursive: true });
    const lines = specifiers.map((specifier, n) => `import * as entry${n} from '${specifier}';\nvoid entry${n};\n`);
    writeFileSync(file, lines.join(''));
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      types,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map((one) => `${one.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`);
  }
  const server = entries.filter(({ key }) => key.startsWith('./proxy')).map(({ specifier }) => specifier);
  const browser = entries.map(({ specifier }) => specifier).filter((specifier) => !server.includes(specifier));

  it('of what browsers load satisfy a strict host without the types of Node', () => {
    expect(complaints(browser, [])).toEqual([]);
  }, 60_000);

  it('of the proxy satisfy a strict server', () => {
    expect(complaints(server, ['node'])).toEqual([]);
  }, 60_000);
});
