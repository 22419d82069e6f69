import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Files with their content's hash in their name, which browsers keep; the shell, which they never do. No inline script, no inline style: the policy forbids both. */
export const pages = defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
