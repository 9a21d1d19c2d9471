/**
 * Looks at a page or a whole site as the inspection does: docs/inspecting-a-site.md.
 *
 *     npm run inspect -- --page URL [--json]
 *     npm run inspect -- --site URL --catalogue FILE [--json] [--out FILE]
 *
 * Installs and compiles what has changed first; what that says goes to standard error.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCompiled, setUp } from '../local/set-up.mjs';

setUp({ needsCleanBuild: true });

const settings = join(root, '.env');
runCompiled('infra/inspect/main.js', {
  nodeOptions: existsSync(settings) ? [`--env-file=${settings}`] : [],
  args: process.argv.slice(2),
});
