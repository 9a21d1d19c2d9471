import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the same one whether this file runs from its source or from dist/. */
export const repoRoot = findRepoRoot(import.meta.dirname);

function findRepoRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
  return findRepoRoot(parent);
}
