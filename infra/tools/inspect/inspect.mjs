/**
 * Looks at a page or a whole site as the inspection does: docs/inspecting-a-site.md.
 *
 *     npm run inspect -- --page URL [--json]
 *     npm run inspect -- --site URL --catalogue FILE [--json] [--out FILE]
 *
 * Installs and compiles what has changed first; what that says goes to standard error.
 */
import { runCompiled, setUp, settingsOptions } from '../../local/set-up.mjs';

setUp({ needsCleanBuild: true });

runCompiled('infra/tools/inspect/main.js', { nodeOptions: settingsOptions(), args: process.argv.slice(2) });
