/** What the documentation names exists: pages and headings that it links to, paths, identifiers of the code. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';

const read = (path: string): string => readFileSync(join(repoRoot, path), 'utf8');

const PAGES = [
  'README.md',
  'README.zh-CN.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/**/*.md',
].flatMap((pattern) => globSync(pattern, { cwd: repoRoot }));

/** Files of the example that the guide builds: they exist in the reader's copy only. */
const OF_THE_EXAMPLE = /leave-?request/i;
/** Stand-ins for any room. */
const STAND_INS = ['workflows/X', 'domain/X'];

const withoutCode = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');

/** Anchors of a page's headings, as GitHub writes them. */
const anchorsOf = (path: string): string[] =>
  [...withoutCode(read(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

const exists = (pattern: string): boolean => globSync(pattern, { cwd: repoRoot }).length > 0;

function brokenLinks(page: string): string[] {
  const links = [...withoutCode(read(page)).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  return links.flatMap(([, path, anchor]) => {
    const target = path ? posix.join(dirname(page), path) : page;
    if (!exists(target)) return [`${target} does not exist`];
    return anchor === undefined || anchorsOf(target).includes(anchor)
      ? []
      : [`${target} has no heading #${anchor}`];
  });
}

const PATH = /(?<![\w./@-])(?:apps|workflows|activities|domain|infra|test|docs)\/[\w./{},*<>-]*[\w*}>]/g;

function missingPaths(page: string): string[] {
  const named = [...read(page).matchAll(PATH)].map(([path]) => path);
  return named.filter((path) => {
    if (OF_THE_EXAMPLE.test(path) || STAND_INS.includes(path)) return false;
    const pattern = path.replaceAll(/<[^>]*>?/g, '*');
    return !exists(pattern) && !exists(`${pattern}*`); // tests are named as jest finds them: by the start of the path
  });
}

const SOURCES = '{apps,workflows,activities,domain,infra,test}/**/*.{ts,tsx,mjs,json}';

/** Every word of the code. */
function codeWords(): ReadonlySet<string> {
  const paths = [...globSync(SOURCES, { cwd: repoRoot }), '.env.example', 'package.json'];
  const code = paths.filter((path) => !/node_modules|^test\/(histories|lint)\//.test(path)).map(read);
  return new Set(code.flatMap((text) => text.match(/\w+/g) ?? []));
}

/** Identifiers in backticks: `fourEyes`, `p.clock.handling`, `ProcessRules`, `MAX_FILE_BYTES`, `start()`. */
function identifiersOf(page: string): string[] {
  const quoted = [...withoutCode(read(page)).matchAll(/`(?:[a-z]\w*\.)*([A-Za-z]\w*)(?:\([^`]*\))?`/g)];
  return quoted
    .map(([, name]) => name!)
    .filter((name) => /[a-z][A-Z]|_/.test(name) && !OF_THE_EXAMPLE.test(name));
}

it.each(PAGES)('every link of %s leads to a page and a heading that exist', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

it.each(PAGES)('every path that %s names exists', (page) => {
  expect(missingPaths(page)).toEqual([]);
});

it('every identifier that the documentation quotes is in the code', () => {
  const words = codeWords();
  // The style guide shows names that would be good.
  const unknown = PAGES.filter((page) => page !== 'docs/style-guide.md').flatMap((page) =>
    identifiersOf(page)
      .filter((name) => !words.has(name))
      .map((name) => `${page}: ${name}`),
  );

  expect(unknown).toEqual([]);
});
