import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { FACES } from './build-face.ts';
import { readManifest } from './manifest.ts';
import { filesOfPage } from './write-pages.ts';
import { PORTAL_PATHS } from '../src/portal/paths.ts';

/** Pages of the portal that say something before anything is read for them. */
const DRAWN = [
  '/',
  '/write/notice',
  '/write/letter',
  '/track',
  '/help',
  '/privacy',
  '/accessibility',
  '/sitemap',
] as const satisfies (keyof typeof PORTAL_PATHS)[];
const ENTRY = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
const OPENING = /<p class="opening">.*<\/p>/;

/**
 * Draws pages of the portal into HTML, so that a phone shows them before it has run a script, and a browser without scripts
 * at all; the script then takes them over. Nobody's browser has a storage here.
 *
 * @returns address -> file below `folder`
 */
export async function prerender(folder: string): Promise<Record<string, string>> {
  const server = join(folder, '..', 'web-prerender');
  await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(import.meta.dirname, '../src/portal/prerender.tsx'),
      outDir: server,
      emptyOutDir: true,
    },
  });
  const { draw } = (await import(pathToFileURL(join(server, 'prerender.js')).href)) as {
    draw: (path: string) => Promise<string>;
  };
  const html = readFileSync(join(folder, FACES.portal), 'utf8');
  const manifest = readManifest(folder, 'portal');
  const pages: Record<string, string> = {};
  for (const path of DRAWN) {
    const { scripts, styles } = filesOfPage(manifest, 'portal', PORTAL_PATHS[path]);
    const drawn = await draw(path);
    const page = html
      .replace(
        ENTRY,
        (_, entry) => `<link rel="modulepreload" href="${entry}" data-entry="${scripts.map(at).join(' ')}">`,
      )
      .replace(
        '</head>',
        () => `<link rel="stylesheet" crossorigin href="${at(joinStyles(folder, styles))}"></head>`,
      )
      .replace(OPENING, () => drawn);
    const file = `drawn${path === '/' ? '/home' : path}.html`;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), page);
    pages[path] = file;
  }
  rmSync(server, { recursive: true });
  return pages;
}

const at = (file: string): string => `/${file}`;

/** One style sheet for the page: nothing is painted before all of them are there. The scripts load theirs again, a few KB. */
function joinStyles(folder: string, files: readonly string[]): string {
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
  const file = `assets/page-${hash}.css`;
  writeFileSync(join(folder, file), text);
  return file;
}
