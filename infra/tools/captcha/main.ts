/**
 * Prints the solution of a new challenge, for writing to the public API with curl:
 *
 *     npm run -s captcha [-- --url http://127.0.0.1:8080]
 *
 * Without an address it uses the stack that `npm start` started.
 */
import { parseArgs } from 'node:util';
import { runCommand } from '../command-line/run-command.js';
import { loadConfig } from '../../config/config.js';
import { readRuntime } from '../../local/runtime.js';
import { solvedChallenge } from '../staff-api/solved-challenge.js';

const USAGE = 'Usage: npm run -s captcha [-- --url ADDRESS]';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  const { DUBAN_DATA } = loadConfig(process.env);
  const url = values.url ?? readRuntime(DUBAN_DATA)?.gatewayUrl;
  if (url === undefined) {
    console.error(`Duban is not running on ${DUBAN_DATA}: start it with npm start.`);
    return 1;
  }
  console.log(await solvedChallenge(url));
  return 0;
}

await runCommand(main, USAGE);
