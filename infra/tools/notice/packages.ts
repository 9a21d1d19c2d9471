import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is installed in production, as NOTICE names it. */
export interface NoticePackage {
  readonly name: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Its copyright lines, joined; empty when it states none, or is a build for another platform. */
  readonly copyright: string;
}

interface LockEntry {
  readonly dev?: boolean;
  readonly license?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** Licences of packages whose package.json names none, read from their LICENSE files. */
const UNDECLARED: Readonly<Record<string, string>> = { 'png-js': 'MIT', unionfs: 'Unlicense' };

/**
 * The production packages of a lockfile, transitive ones included, by licence and name; each name once for each licence.
 *
 * @param root folder of node_modules, for the copyright lines; a build for one platform gets none, so that the result
 *   is the same on every platform
 * @throws {Error} for a package without a licence
 */
export function productionPackages(lock: Lockfile, root: string): NoticePackage[] {
  const found = new Map<string, NoticePackage>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.dev) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // Of a choice, the first is taken.
    const licence = entry.license?.replace(/^\((\S+) OR .+\)$/, '$1') ?? UNDECLARED[name];
    if (licence === undefined) throw new Error(`${name} names no licence: add it to UNDECLARED`);
    const isForOnePlatform = entry.os !== undefined || entry.cpu !== undefined;
    const copyright = isForOnePlatform ? '' : copyrightOf(join(root, path));
    const key = `${licence}\n${name}`;
    if (!found.get(key)?.copyright) found.set(key, { name, licence, copyright });
  }
  return [...found.keys()].sort().map((key) => found.get(key)!);
}

/** One block a licence: its SPDX expression, then a line a package. */
export function renderPackages(packages: readonly NoticePackage[]): string {
  const licences = [...new Set(packages.map(({ licence }) => licence))];
  const blockOf = (licence: string): string => {
    const lines = packages
      .filter((each) => each.licence === licence)
      .map(({ name, copyright }) => `  ${name}${copyright && `: ${copyright}`}`);
    return [licence, '', ...lines].join('\n');
  };
  return licences.map(blockOf).join('\n\n');
}

function copyrightOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined) return '';
  const lines = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => /^(portions )?copyright (\(c\)|©|\d{4}|by )/i.test(line) && !/[[{]yyyy/.test(line));
  return [...new Set(lines)].join(' / ');
}
