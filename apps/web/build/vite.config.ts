import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = resolve(import.meta.dirname, '..');

/**
 * Two entries: the portal (index.html) and the console (console.html). The gateway serves dist/web; `npm run dev` serves the
 * sources on 5173 and passes /api on to a running gateway.
 */
export default defineConfig({
  root: here,
  publicDir: resolve(here, 'public'),
  plugins: [react()],
  build: {
    outDir: resolve(here, '../../dist/web'),
    emptyOutDir: true,
    manifest: true,
    // Chromium 109 is the last for Windows 7 and the base of domestic browsers.
    target: ['chrome109', 'safari16', 'firefox115'],
    rollupOptions: { input: { portal: resolve(here, 'index.html'), console: resolve(here, 'console.html') } },
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
