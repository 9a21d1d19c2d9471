/**
 * Measures the pages in Chromium, on a stack of its own: see docs/benchmarks.md.
 *
 *     npm run --silent web-budget -- [--letters N] [--hours N] [--hold]
 *
 * Installs and compiles what has changed, then runs main.ts on the pinned Node.
 */
import { ensureBrowser } from '../../local/browser.mjs';
import { runCompiled, setUp } from '../../local/set-up.mjs';

setUp({ needsCleanBuild: true });
await ensureBrowser();
runCompiled('infra/tools/web-budget/main.js', { args: process.argv.slice(2) });
