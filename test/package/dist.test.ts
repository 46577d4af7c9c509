import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, manifest, npm, root } from './built.js';

let dist: string;
beforeAll(async () => {
  dist = await built();
}, 120_000);

function files(extension: string): string[] {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(extension)).map((name) => join(dist, name));
}

/** What a module imports, statically or not; a minifier writes specifiers as templates. */
function importsOf(file: string): string[] {
  const found: string[] = [];
  const visit = (one: ts.Node): void => {
    const isImport = ts.isCallExpression(one) && one.expression.kind === ts.SyntaxKind.ImportKeyword;
    const specifier = isImport
      ? one.arguments[0]
      : ts.isImportDeclaration(one) || ts.isExportDeclaration(one)
        ? one.moduleSpecifier
        : undefined;
    if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    ts.forEachChild(one, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022));
  return found;
}

/** The files of `dist/` that are reached from some of them, and the packages that those import. */
function reach(starts: string[]): { modules: Set<string>; packages: Set<string> } {
  const modules = new Set<string>();
  const packages = new Set<string>();
  const queue = [...starts];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (modules.has(file)) continue;
    modules.add(file);
    // A missing file is a finding of its own.
    if (!existsSync(file)) continue;
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) queue.push(resolve(dirname(file), specifier));
      else packages.add(/^(@[^/]+\/)?[^/]+/.exec(specifier)![0]);
    }
  }
  return { modules, packages };
}

/** Everything that a page may load: the entries without the proxy's, the autoloader and the bundles. */
function browserEntries(): string[] {
  const server = /^\.\/proxy(\/|$)/;
  const entries = Object.entries(manifest.exports).flatMap(([key, target]) =>
    typeof target === 'string' || server.test(key) ? [] : [join(root, target.default)],
  );
  const defines = files('define.js').filter((file) => relative(dist, file).startsWith('elements'));
  return [...entries, ...defines, join(dist, 'autoload.js'), ...files('.js').filter((file) => file.includes('/cdn/'))];
}

describe('dist', () => {
  it('holds no decorator that a browser could not read', () => {
    const decorated = files('.js').filter((file) =>
      /@(property|customElement|state|query)\(|^\s*(static )?accessor /m.test(readFileSync(file, 'utf8')),
    );
    expect(decorated).toEqual([]);
  });

  it('has, for each module, its types', () => {
    const modules = files('.js').filter((file) => !file.includes('/cdn/'));
    expect(modules.filter((file) => !existsSync(file.replace(/\.js$/, '.d.ts')))).toEqual([]);
  });
});

describe('what browsers load', () => {
  it('finds every module that it imports', () => {
    expect([...reach(browserEntries()).modules].filter((file) => !existsSync(file))).toEqual([]);
  });

  it('does not reach the proxy', () => {
    const { modules, packages } = reach(browserEntries());
    expect([...modules].filter((file) => relative(dist, file).startsWith('proxy'))).toEqual([]);
    expect([...packages]).not.toContain(manifest.name);
  });

  it('imports dependencies of the package alone, and nothing of Node', () => {
    const { packages } = reach(browserEntries());
    expect(Object.keys(manifest.dependencies)).toEqual(expect.arrayContaining([...packages]));
    expect([...packages].filter((name) => name.startsWith('node:') || builtinModules.includes(name))).toEqual([]);
  });
});

describe('the bundle', () => {
  it('imports nothing but its own chunks', () => {
    const { packages } = reach(files('.js').filter((file) => file.includes('/cdn/')));
    expect([...packages]).toEqual([]);
    expect(importsOf(join(dist, 'cdn/jsi.js')).length).toBeGreaterThan(0);
  });

  it('holds an element only in a chunk of its own', () => {
    const entries = readdirSync(join(dist, 'elements'), { withFileTypes: true });
    const elements = entries.filter((entry) => entry.isDirectory());
    const chunks = readdirSync(join(dist, 'cdn'));
    for (const { name } of elements) {
      expect(chunks.filter((chunk) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(chunk)), name).toHaveLength(1);
    }
    expect(readFileSync(join(dist, 'cdn/jsi.js'), 'utf8')).not.toContain('attachShadow');
  });

  it("holds Lit's production build", () => {
    const dev = files('.js').filter((file) => readFileSync(file, 'utf8').includes('Lit is in dev mode'));
    expect(dev).toEqual([]);
  });
});

describe('the packed package', () => {
  it('holds what is built, and no source, test or demo', async () => {
    const { stdout } = await npm('pack', '--dry-run', '--json', '--ignore-scripts');
    const [pack] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const paths = pack.files.map(({ path }) => path);
    const needed = ['LICENSE', 'custom-elements.json', 'dist/index.js', 'dist/cdn/jsi.js'];
    expect(paths).toEqual(expect.arrayContaining(needed));
    const allowed = /^(dist\/|custom-elements\.json$|package\.json$|(README|CHANGELOG)\.md$|LICENSE$)/;
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
  });
});
