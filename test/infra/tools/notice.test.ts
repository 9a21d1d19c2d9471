import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { productionPackages, type Lockfile } from '../../../infra/tools/notice/packages.js';

const read = (...path: string[]): string => readFileSync(join(repoRoot, ...path), 'utf8');

const notice = read('NOTICE');
const packages = productionPackages(JSON.parse(read('package-lock.json')) as Lockfile, repoRoot);

/** `licence: name` of every package that NOTICE lists. */
function listed(): string[] {
  const list = /^BEGIN OF THE LIST OF PACKAGES$([^]*)^END OF THE LIST OF PACKAGES$/m.exec(notice)?.[1] ?? '';
  let licence = '';
  return list.split('\n').flatMap((line) => {
    if (line.startsWith('  ')) return [`${licence}: ${line.trim().split(': ')[0]}`];
    if (line !== '') licence = line;
    return [];
  });
}

describe('NOTICE', () => {
  it('NOTICE lists every production package under its licence, and no other package', () => {
    expect(listed()).toEqual(packages.map(({ licence, name }) => `${licence}: ${name}`));
  });

  it('NOTICE holds the text of every licence that a production package is under', () => {
    const licences = new Set(packages.flatMap(({ licence }) => licence.match(/[\w.-]+/g) ?? []));
    licences.delete('AND');
    licences.delete('OFL-1.1'); // stands with each font

    const missing = [...licences].filter((licence) => !notice.includes(`\n--- ${licence} ---`));

    expect(missing).toEqual([]);
  });

  it.each(packages.filter(({ licence }) => licence.includes('OFL')).map(({ name }) => name))(
    'NOTICE holds the whole font licence of %s',
    (name) => {
      const text = read('node_modules', name, 'LICENSE_FONT').replace(/[ \t]+$/gm, '');

      expect(notice).toContain(text.trim());
    },
  );

  it('a production package without a licence is refused by name', () => {
    const lock = { packages: { 'node_modules/nameless': {} } };

    expect(() => productionPackages(lock, repoRoot)).toThrow('nameless names no licence');
  });
});
