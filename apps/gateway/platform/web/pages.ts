import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathPattern } from '../problems/path-pattern.js';

const PORTAL = 'index.html';
const CONSOLE = 'console.html';
/** Files beside the pages that have no hash in their names. */
const FILES: Readonly<Record<string, string>> = {
  [PORTAL]: 'text/html; charset=utf-8',
  [CONSOLE]: 'text/html; charset=utf-8',
  'favicon.svg': 'image/svg+xml',
};
/** Never answered with a page, whatever the browser accepts. */
const NOT_PAGES = /^\/(api|assets|health|metrics)(\/|$)/;

export interface WebFile {
  readonly mediaType: string;
  readonly etag: string;
  /** By content coding; `identity` is always there. */
  readonly encoded: { readonly identity: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };
}

export interface FoundPage {
  readonly file: WebFile;
  /** 404 with the page that says so for addresses that are no page. */
  readonly status: 200 | 404;
  readonly isPage: boolean;
  /** Header `Link`: what the page loads beside the first script. */
  readonly link?: string;
}

/** What a page is answered with: a file of the folder, and its header `Link`, which may be empty. */
interface Page {
  readonly file: string;
  readonly link: string;
}
/** By file of the face: address -> page. As apps/web/build/write-pages.ts writes it. */
type Faces = Readonly<Record<string, Readonly<Record<string, Page>>>>;

/** The pages of a build of apps/web, read once. */
export class Pages {
  private readonly files = new Map<string, WebFile>();
  private readonly pages: Readonly<Record<string, readonly (Page & { readonly pattern: RegExp })[]>>;

  /** @param folder dist/web @throws {Error} when it holds no build */
  constructor(folder: string) {
    for (const [name, mediaType] of Object.entries(FILES))
      this.files.set(name, read(folder, name, mediaType));
    const faces = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as Faces;
    this.pages = Object.fromEntries(
      Object.entries(faces).map(([html, pages]) => [
        html,
        Object.entries(pages).map(([path, page]) => ({ ...page, pattern: patternOf(path) })),
      ]),
    );
    for (const { file } of Object.values(this.pages).flat())
      if (!this.files.has(file)) this.files.set(file, read(folder, file, FILES[PORTAL]!));
  }

  /** What a GET of this path is answered with, unless a route has answered. */
  find(path: string, acceptsHtml: boolean): FoundPage | undefined {
    const file = this.files.get(path.slice(1));
    if (file && !path.endsWith('.html')) return { file, status: 200, isPage: false };
    if (!acceptsHtml || NOT_PAGES.test(path)) return undefined;
    const html = /^\/console(\/|$)/.test(path) ? CONSOLE : PORTAL;
    const known = this.pages[html]!.find(({ pattern }) => pattern.test(path));
    return {
      file: this.files.get(known?.file ?? html)!,
      status: known ? 200 : 404,
      isPage: true,
      ...(known?.link && { link: known.link }),
    };
  }
}

function read(folder: string, name: string, mediaType: string): WebFile {
  const path = join(folder, name);
  const identity = readFileSync(path);
  const optional = (ending: string): Buffer | undefined =>
    existsSync(path + ending) ? readFileSync(path + ending) : undefined;
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  const [br, gzip] = [optional('.br'), optional('.gz')];
  return { mediaType, etag, encoded: { identity, ...(br && { br }), ...(gzip && { gzip }) } };
}

/** Also admits a slash at the end. */
const patternOf = (path: string): RegExp => new RegExp(`^${pathPattern(path).replace(/\/$/, '')}/?$`);
