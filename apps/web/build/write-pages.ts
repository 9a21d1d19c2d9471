import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSOLE_PATHS } from '../src/console/paths.ts';
import { PORTAL_PATHS } from '../src/portal/paths.ts';
import { FACES, type Face } from './build-face.ts';
import { ownImports, readManifest, withImports, type Manifest } from './manifest.ts';

const PATHS: Readonly<Record<Face, Readonly<Record<string, readonly string[]>>>> = {
  portal: PORTAL_PATHS,
  console: CONSOLE_PATHS,
};
/** Nothing of the console is drawn before it is known who is signed in. As the client asks: this origin's cookies go with it. */
const SESSION = '</api/v1/auth/session>; rel=preload; as=fetch; crossorigin';

/** The files that a page loads beside those of the first page. */
export interface PageFiles {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** @param modules below src, that show the page. @throws {Error} when the build knows no such page */
export function filesOfPage(manifest: Manifest, face: Face, modules: readonly string[]): PageFiles {
  const first = withImports(manifest, FACES[face]);
  const own = modules.flatMap((module) => {
    const key = `src/${module}.tsx`;
    if (!manifest[key]?.isDynamicEntry) throw new Error(`paths.ts: the build knows no page ${key}`);
    return ownImports(manifest, key, first);
  });
  const chunks = [...new Set(own)].map((key) => manifest[key]!);
  return {
    scripts: chunks.map(({ file }) => file),
    styles: [...new Set(chunks.flatMap(({ css = [] }) => css))],
  };
}

/**
 * Tells the gateway which addresses are pages, so that every other is 404 (with the page that says so), and the header `Link`
 * of each: a browser sends for the page's own files while it still reads the first script, instead of after having run it.
 *
 * @param drawn address of the portal -> its file, where the build has drawn it
 */
export function writePages(folder: string, drawn: Readonly<Record<string, string>>): void {
  const faces = (Object.keys(FACES) as Face[]).map((face) => {
    const manifest = readManifest(folder, face);
    const pages = Object.entries(PATHS[face]).map(([path, modules]) => {
      if (face === 'portal' && drawn[path]) return [path, { file: drawn[path], link: '' }] as const; // names its files itself
      const { scripts, styles } = filesOfPage(manifest, face, modules);
      const link = [
        ...(face === 'console' ? [SESSION] : []),
        ...styles.map((file) => `</${file}>; rel=preload; as=style; crossorigin`),
        ...scripts.map((file) => `</${file}>; rel=modulepreload; fetchpriority=low`),
      ];
      return [path, { file: FACES[face], link: link.join(', ') }] as const;
    });
    return [FACES[face], Object.fromEntries(pages)] as const;
  });
  writeFileSync(join(folder, 'pages.json'), `${JSON.stringify(Object.fromEntries(faces), null, 2)}\n`);
}
