/**
 * All checks and tests, with real servers:
 *
 *     npm test                        types, lint and format, then every test
 *     npm test -- test/local -t name  only these tests: the arguments are jest's
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { giveUp, node, npm, root, setUp } from './set-up.mjs';

const args = process.argv.slice(2);
const everything = args.length === 0;

setUp({ needsCleanBuild: everything });

if (everything) {
  console.log('Checking types, lint and format (npm run check) …');
  if (npm('run', '--silent', 'check') !== 0)
    giveUp('The checks failed: see above; npm run format mends the format.');
}

console.log('Running the tests (jest) …');
const tests = spawn(node, [join(root, 'dist', 'infra', 'local', 'run-tests.js'), ...args], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tests.kill(signal));
tests.on('exit', (code) => process.exit(code ?? 1));
