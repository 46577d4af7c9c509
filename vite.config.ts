import { defineConfig, type Plugin } from 'vite';

/** An element's chunk is named after its folder: every entry of a folder is called `define.ts`. */
function chunkName({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const folder = /\/elements\/([^/]+)\/define\.ts$/.exec(facadeModuleId ?? '')?.[1];
  return `${folder ?? '[name]'}-[hash].js`;
}

/** What a plain QR code needs, in one file: shared by its parts, it would come in several, one after the other. */
const FIRST = new RegExp(
  ['/node_modules/(lit|lit-html|lit-element|@lit/reactive-element|qrcode)/(?!.*directive)', '/src/locales/en.qr-label', '/src/ui/(define|is-server|viewport)', '/src/elements/qr-code/(define|facts|plain|qr-code)\\.', '/src/qr/(bch|capacity|codewords|encode|mask|measures|path|segments|template|view-box)\\.'].join('|'),
);

/** Takes the white space out of styles, where a minifier sees only strings. */
function compactStyles(): Plugin {
  const styles = /\bcss`([^`$]*)`/g;
  return {
    name: 'compact-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !code.includes('css`')) return null;
      const compact = code.replace(styles, (_, text: string) => {
        const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1').replace(/: /g, ':');
        return `css\`${bare.trim()}\``;
      });
      return { code: compact, map: null };
    },
  };
}

/** The part of `qrcode` that is used, as ES modules: a bundler's wrappers for CommonJS are half as long as what they wrap. */
function qrcodeAsModules(): Plugin {
  return {
    name: 'qrcode-as-modules',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/node_modules\/qrcode\/lib\/core\/[\w-]+\.js$/.test(id)) return null;
      const module = code
        .replace(/^const (\w+) = require\('(.+)'\)$/gm, "import * as $1 from '$2.js';")
        .replace(/^exports\.(\w+) = /gm, 'export const $1 = ')
        .replace(/\bexports\.(?=\w)/g, '');
      const names = [...code.matchAll(/^exports\.(\w+) = /gm)].map(([, name]) => name);
      return { code: `${module}\nexport default { ${names.join(', ')} };`, map: null };
    },
  };
}

/** `dist/cdn/`: what one `<script type="module">` loads. The package itself is not bundled. */
export default defineConfig({
  publicDir: false,
  plugins: [qrcodeAsModules(), compactStyles()],
  // Library mode leaves `process` alone, which no browser has.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // Library mode adds no preload helper, whose `<link>` elements a host's page did not ask for.
    lib: { entry: { jsi: 'src/autoload.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: chunkName,
        // Left out, library mode keeps the white space of ES modules.
        minify: true,
        codeSplitting: {
          groups: [{ name: 'qr-code', test: FIRST }],
        },
      },
    },
  },
});
