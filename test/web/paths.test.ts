import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSOLE_PATHS } from '../../apps/web/src/console/paths.js';
import { PORTAL_PATHS } from '../../apps/web/src/portal/paths.js';
import { repoRoot } from '../../infra/config/repo-root.js';

const IMPORT = /import\(\s*'(?:\.\.\/|(\.)\/)([\w/-]+)\.js'/g;

describe.each([
  ['portal', PORTAL_PATHS],
  ['console', CONSOLE_PATHS],
] as const)('addresses of the %s', (face, paths) => {
  it(`every page of the ${face}'s router has an address, and every address its page`, () => {
    const routes = readFileSync(join(repoRoot, 'apps/web/src', face, 'routes.tsx'), 'utf8');
    const imported = [...routes.matchAll(IMPORT)].map(([, own, module]) =>
      own ? `${face}/${module}` : module,
    );

    expect([...new Set(Object.values(paths).flat())].sort()).toEqual(imported.sort());
  });
});
