/**
 * The whole of Duban on this machine, with one command:
 *
 *     npm start
 *
 * Installs and compiles what has changed, then runs the local stack (main.ts) on the pinned Node.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node, root, setUp } from './set-up.mjs';

setUp({ needsCleanBuild: true });

const main = join(root, 'dist', 'infra', 'local', 'main.js');
// The channel tells the stack when this process is killed: it then stops instead of running on unseen.
const stack = spawn(node, ['--enable-source-maps', '--env-file-if-exists=.env', main], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stack.kill(signal));
stack.on('exit', (code) => process.exit(code ?? 1));
