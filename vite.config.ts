import { defineConfig } from 'vite';

/** `dist/cdn/`: what one `<script type="module">` loads. The package itself is not bundled. */
export default defineConfig({
  // Chunks find each other from the script's own address, wherever a host puts the folder.
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // The helper costs more bytes than a chunk's one import, and adds `<link>` elements to the host's page.
    modulePreload: false,
    rolldownOptions: {
      input: { jsi: 'src/autoload.ts' },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});
