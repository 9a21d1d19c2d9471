/**
 * Tests that take minutes, each on a stack of its own:
 *
 *     npm run test:long                  all of them
 *     npm run test:long -- test/abuse    only these: the arguments are jest's
 */
import { runCompiled, setUp } from './set-up.mjs';

setUp({ needsCleanBuild: true });

const config = ['--config', 'jest.long.config.js', '--maxWorkers=1'];
runCompiled('infra/local/run-tests.js', { args: [...config, ...process.argv.slice(2)] });
