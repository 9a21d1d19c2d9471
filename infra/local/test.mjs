/**
 * All checks and tests, with real servers:
 *
 *     npm test                        types, lint and format, then every test
 *     npm test -- test/infra/local -t name  only these tests: the arguments are jest's
 */
import { ensureBrowser } from './browser.mjs';
import { giveUp, npm, runCompiled, setUp } from './set-up.mjs';

const args = process.argv.slice(2);
const everything = args.length === 0;

setUp({ needsCleanBuild: everything });
await ensureBrowser();

if (everything) {
  console.log('Checking types, lint and format (npm run check) …');
  if (npm('run', '--silent', 'check') !== 0)
    giveUp('The checks failed: see above; npm run format mends the format.');
}

console.log('Running the tests (jest) …');
runCompiled('infra/local/run-tests.js', { args });
