import { defineConfig } from 'vite';

/** An element's chunk is named after its folder: every entry of a folder is called `define.ts`. */
function chunkName({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const folder = /\/elements\/([^/]+)\/define\.ts$/.exec(facadeModuleId ?? '')?.[1];
  return `${folder ?? '[name]'}-[hash].js`;
}

/** `dist/cdn/`: what one `<script type="module">` loads. The package itself is not bundled. */
export default defineConfig({
  publicDir: false,
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
      },
    },
  },
});
