/** Texts of the pages: each is used, each page has those that it uses, and no face carries what only the other needs. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';
import { messagesOf } from './lint-findings.js';

const SRC = 'apps/web/src';
const AREA_FILE = /\/messages\/zh-CN\/([\w-]+)\.ts$/;
const STATIC = /^\s*(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm;
const DYNAMIC = /import\(\s*'(\.[^']+)'/g;
/** `'area.key'`, and templates with values in the key. */
const KEY = /['"`](\w+)\.((?:\w|\$\{[^}]+\})+)['"`]/g;
const VALUE = /\$\{[^}]+\}/;

/** Area -> its file. */
const areas = new Map(
  globSync(`${SRC}/messages/zh-CN/*.ts`, { cwd: repoRoot }).map((file) => [nameOf(file)!, file] as const),
);

/** The area that a file holds; undefined: it holds none. */
function nameOf(file: string): string | undefined {
  return AREA_FILE.exec(file)?.[1]!.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

interface Source {
  readonly imports: readonly string[];
  /** Loaded later: pages. */
  readonly pages: readonly string[];
  readonly keys: readonly Used[];
}
interface Used {
  readonly area: string;
  /** Finds its keys; a group is a value. */
  readonly keys: RegExp;
}

const sources = new Map<string, Source>();

/** @param file path from the root */
function source(file: string): Source {
  const known = sources.get(file);
  if (known) return known;
  const text = readFileSync(join(repoRoot, file), 'utf8');
  const targets = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].flatMap(([, path]) => resolve(file, path!) ?? []);
  const read: Source = {
    imports: targets(STATIC),
    pages: targets(DYNAMIC),
    keys: nameOf(file) ? [] : usedIn(text),
  };
  sources.set(file, read);
  return read;
}

function usedIn(text: string): Used[] {
  return [...text.matchAll(KEY)].flatMap(([, area, key]) =>
    areas.has(area!) ? [{ area: area!, keys: new RegExp(`^${key!.split(VALUE).join('(\\w+)')}$`) }] : [],
  );
}

/** Styles and what is written for other rooms have no texts. */
function resolve(from: string, path: string): string | undefined {
  const target = posix.join(posix.dirname(from), path).replace(/\.js$/, '');
  if (!target.startsWith(`${SRC}/`)) return undefined;
  return [`${target}.ts`, `${target}.tsx`].find((file) => existsSync(join(repoRoot, file)));
}

/** A file and all that it imports at once. */
function closure(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of source(file).imports) closure(next, found);
  return found;
}

const areasOf = (files: Iterable<string>): Set<string> =>
  new Set([...files].flatMap((file) => nameOf(file) ?? []));
const used = (files: Iterable<string>): Set<string> =>
  new Set([...files].flatMap((file) => source(file).keys.map(({ area }) => area)));

interface Face {
  /** `page: area` of every area that a page uses and has not loaded. */
  readonly missing: readonly string[];
  readonly files: ReadonlySet<string>;
}

function walk(main: string): Face {
  const missing = new Set<string>();
  const files = new Set<string>();
  const visit = (page: string, before: ReadonlySet<string>): void => {
    const own = closure(page);
    const loaded = new Set([...before, ...own]);
    const present = areasOf(loaded);
    for (const area of used(own)) if (!present.has(area)) missing.add(`${page}: ${area}`);
    for (const next of [...own].flatMap((file) => source(file).pages)) {
      if (files.has(next)) continue;
      files.add(next);
      visit(next, loaded);
    }
    own.forEach((file) => files.add(file));
  };
  visit(main, new Set());
  return { missing: [...missing], files };
}

describe.each(['portal', 'console'])('the texts of the %s', (face) => {
  const { missing, files } = walk(`${SRC}/${face}/main.tsx`);

  it(`every page of the ${face} has the texts that it uses`, () => {
    expect(files.size).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  it(`the ${face} carries no area that it does not use`, () => {
    const needed = used(files);

    expect([...areasOf(files)].filter((area) => !needed.has(area))).toEqual([]);
  });
});

it('every text is used', async () => {
  const files = globSync(`${SRC}/**/*.{ts,tsx}`, { cwd: repoRoot }).filter((file) => !nameOf(file));
  const texts = files.map((file) => readFileSync(join(repoRoot, file), 'utf8'));
  const keys = texts.flatMap(usedIn);
  const words = new Set(
    texts.flatMap((text) => [...text.matchAll(/['"](\w+)['"]/g)].map(([, word]) => word!)),
  );
  /** A key made of values is used when each is written somewhere: in a list, or as a type of the API. */
  const matches = (name: string, used: Used): boolean =>
    used.keys.exec(name)?.every((part, index) => index === 0 || words.has(part)) ?? false;
  const unused: string[] = [];
  for (const [area, file] of areas) {
    const module = (await import(`../../${file}`)) as Record<string, object>;
    const here = keys.filter((key) => key.area === area);
    for (const name of Object.keys(module[area]!))
      if (!here.some((key) => matches(name, key))) unused.push(`${area}.${name}`);
  }

  expect(unused).toEqual([]);
});

it('no text is read before its page has added it', async () => {
  const early = "import { t } from '../../../messages/t.js';\nexport const TITLE = t('tasks.workbench');";
  const inTime =
    "import { t } from '../../../messages/t.js';\nexport const title = () => t('tasks.workbench');";
  const file = `${SRC}/features/tasks/staff/x.tsx`;

  expect(await messagesOf('no-restricted-syntax', file, early)).toHaveLength(1);
  expect(await messagesOf('no-restricted-syntax', file, inTime)).toEqual([]);
});
