/**
 * The whole of Duban on this machine, with one command:
 *
 *     npm start
 *
 * Installs and compiles what has changed, then runs the local stack (main.ts) on the pinned Node. Settings are read
 * from the environment and from the file .env: see .env.example.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCompiled, setUp } from './set-up.mjs';

setUp({ needsCleanBuild: true });

const settings = join(root, '.env');
runCompiled('infra/local/main.js', { nodeOptions: existsSync(settings) ? [`--env-file=${settings}`] : [] });
