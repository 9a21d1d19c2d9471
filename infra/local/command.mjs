/**
 * Runs a compiled command with the settings of `npm start`, so with those of the file .env:
 *
 *     node infra/local/command.mjs infra/tools/captcha/main.js [arguments of the command]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, runCompiled, settingsOptions } from './set-up.mjs';

const [program, ...args] = process.argv.slice(2);
if (!existsSync(join(root, 'dist', program))) giveUp('Duban is not compiled yet: npm start does that.');
runCompiled(program, { nodeOptions: settingsOptions(), args });
