/**
 * The whole of Duban on this machine, with one command:
 *
 *     npm start
 *
 * Installs and compiles what has changed, then runs the local stack (main.ts) on the pinned Node. Settings are read
 * from the environment and from the file .env: see .env.example.
 */
import { runCompiled, setUp, settingsOptions } from './set-up.mjs';

setUp({ needsCleanBuild: true });

runCompiled('infra/local/main.js', { nodeOptions: settingsOptions() });
