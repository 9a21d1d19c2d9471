import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = resolve(import.meta.dirname, '..');

/**
 * What both faces share. `build-face.ts` adds the entry; `npm run dev` serves the sources on 5173 and passes /api on to a
 * running gateway.
 */
export default defineConfig({
  root: here,
  publicDir: resolve(here, 'public'),
  // Components say what they do in 34 languages; the pages are Chinese.
  plugins: [react(), optimizeLocales.vite({ locales: ['zh-CN'] })],
  build: {
    outDir: resolve(here, '../../dist/web'),
    // Chromium 109 is the last for Windows 7 and the base of domestic browsers.
    target: ['chrome109', 'safari16', 'firefox115'],
    // The content security policy admits no data: scripts, and small pictures are cached as files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': { target: process.env['DUBAN_API'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
});
