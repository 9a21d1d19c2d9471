import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FACES, type Face } from './build-face.ts';
import { EVERYDAY } from './chunks.ts';
import { ownImports, readManifest, withImports, type Manifest } from './manifest.ts';

export interface Size {
  readonly what: string;
  /** KB (1,000 bytes) after gzip. */
  readonly kilobytes: number;
  readonly atMost: number;
}

/**
 * KB after gzip: the scripts of the first page, its styles, the parts that every page hides at first and sends for after its
 * paint, what any later page adds, and what the pages of every morning add, which wait for no such part.
 */
const BUDGETS = {
  portal: { js: 120, css: 12, parts: 0, page: 40, everyday: 40 },
  console: { js: 350, css: 20, parts: 80, page: 80, everyday: 20 },
} as const;

/** The sizes of a build, from the manifests of its faces. */
export function sizesOf(folder: string): Size[] {
  const gzipped = (files: Iterable<string>): number =>
    Math.round(
      [...files].reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
        0,
      ) / 100,
    ) / 10;
  return (Object.keys(FACES) as Face[]).flatMap((face) => {
    const [html, budget] = [FACES[face], BUDGETS[face]];
    const manifest = readManifest(folder, face);
    const first = withImports(manifest, html);
    const parts = Object.keys(manifest).filter((key) => manifest[key]!.name === `${face}-parts`);
    const frame = new Set([...first, ...parts]);
    const styles = new Set([...first].flatMap((key) => manifest[key]!.css ?? []));
    return [
      { what: `${html}: scripts`, kilobytes: gzipped(filesOf(manifest, first)), atMost: budget.js },
      { what: `${html}: styles`, kilobytes: gzipped(styles), atMost: budget.css },
      {
        what: `${html}: menus, dialogs and pickers`,
        kilobytes: gzipped(filesOf(manifest, parts)),
        atMost: budget.parts,
      },
      ...pagesOf(manifest).map((page) => {
        const isEveryday = EVERYDAY.test(page);
        const own = filesOf(manifest, ownImports(manifest, page, isEveryday ? first : frame));
        const atMost = isEveryday ? budget.everyday : budget.page;
        return { what: `${html}: ${page}`, kilobytes: gzipped(own), atMost };
      }),
    ];
  });
}

/** Writes the sizes down beside the manifests. @throws {Error} naming every part that is over its budget */
export function checkSizes(folder: string): void {
  const sizes = sizesOf(folder);
  writeFileSync(join(folder, '.vite', 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`);
  const over = sizes.filter(({ kilobytes, atMost }) => kilobytes > atMost);
  if (over.length === 0) return;
  const lines = over.map(({ what, kilobytes, atMost }) => `  ${what}: ${kilobytes} KB of at most ${atMost}`);
  throw new Error(`The web is over its budget (gzip):\n${lines.join('\n')}`);
}

/** Pages, and what they load when it is needed. */
const pagesOf = (manifest: Manifest): string[] =>
  Object.keys(manifest).filter((key) => manifest[key]!.isDynamicEntry);

const filesOf = (manifest: Manifest, keys: Iterable<string>): string[] =>
  [...new Set([...keys].map((key) => manifest[key]!.file))].filter((file) => file.endsWith('.js'));
