import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';

/** `join(repoRoot, 'dist', 'a', 'b.js')` and `join(dist, 'a', 'b.js')`: the compiler does not check such paths. */
const JOINED = /join\(\s*(?:repoRoot|root|dist),\s*((?:'[\w.-]+',?\s*)+)\)/g;
/** Written by the build, without a source of the same name. */
const GENERATED = new Set(['dist/workflow-bundle.js']);

const programs = globSync(['apps/gateway/**/*.ts', 'apps/worker/**/*.ts', 'infra/**/*.{ts,mjs}'], {
  cwd: repoRoot,
})
  .flatMap((file) =>
    [...readFileSync(join(repoRoot, file), 'utf8').matchAll(JOINED)].map(([, parts = '']) => ({
      file,
      path: [...parts.matchAll(/'([^']+)'/g)].map(([, part]) => part).join('/'),
    })),
  )
  .filter(
    ({ path }) => /\.(js|ts|mjs)$/.test(path) && !GENERATED.has(path) && !path.startsWith('node_modules/'),
  );

describe('paths of programs', () => {
  it('paths that are joined from words are found', () => {
    expect(programs.map(({ path }) => path)).toContain('dist/infra/tools/bench/load/main.js');
  });

  it.each(programs)('$path, which $file starts, has a source', ({ path }) => {
    const source = path.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    expect(existsSync(join(repoRoot, source))).toBe(true);
  });
});
