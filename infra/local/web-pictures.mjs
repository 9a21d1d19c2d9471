/**
 * A picture of every page in every size, over a stack of its own that is filled with the demonstration:
 *
 *     npm run web-pictures
 *
 * Into .duban/web-pictures.
 */
import { ensureBrowser } from './browser.mjs';
import { runCompiled, setUp } from './set-up.mjs';

setUp({ needsCleanBuild: true });
await ensureBrowser();

const args = ['--testMatch=**/test/web/take-pictures.ts', '--testTimeout=900000', '--maxWorkers=1'];
runCompiled('infra/local/run-tests.js', { args });
