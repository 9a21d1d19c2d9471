/**
 * Fills the running stack with a month of business to look at, through the public API:
 *
 *     npm run demo [-- --again]
 *
 * Uses the stack that `npm start` started, with its demo accounts. See docs/demo.md.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../../config/config.js';
import { readRuntime } from '../../local/runtime.js';
import { runCommand } from '../command-line/run-command.js';
import { ApiError, demoPasswords, StaffApi } from '../staff-api/staff-api.js';
import { versionsOf } from '../staff-api/temporary-policy.js';
import { DEMO_POLICY } from './demo-policy.js';
import { fill } from './fill.js';
import { summaryOf } from './summary.js';

const USAGE = 'Usage: npm run demo [-- --again]';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { again: { type: 'boolean', default: false } } });
  const config = loadConfig(process.env);
  const runtime = readRuntime(config.DUBAN_DATA);
  if (!runtime) {
    console.error(
      `督办没有在 ${config.DUBAN_DATA} 上运行，请先执行 npm start。Duban is not running there: start it with npm start.`,
    );
    return 1;
  }
  const { gatewayUrl } = runtime;
  if (!(await hasDemoAccounts(gatewayUrl))) {
    console.error(
      '这里没有演示账号（DUBAN_DEMO=false），不是演示环境，未做任何改动。' +
        'This installation has no demo accounts (DUBAN_DEMO=false): nothing was changed.',
    );
    return 1;
  }
  const passwords = await demoPasswords(config.DUBAN_DATA, config.DUBAN_DEMO_PASSWORD);
  const api = new StaffApi(gatewayUrl, passwords);
  const fills = (await versionsOf(api, DEMO_POLICY)).length;
  if (fills > 0 && !values.again) {
    console.log('已经填充过演示数据。再填一份：npm run demo -- --again');
    console.log('Already filled. To add another month: npm run demo -- --again');
    return 0;
  }
  const started = performance.now();
  const say = (sentence: string): void =>
    console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} 秒  ${sentence}`);
  try {
    const filled = await fill({ api, say, round: fills + 1, onInterrupt: restoreOnSignals });
    console.log(
      (await summaryOf(api, { gateway: gatewayUrl, dataDir: config.DUBAN_DATA }, filled)).join('\n'),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** Whether the running gateway offers demo accounts. */
const hasDemoAccounts = async (gateway: string): Promise<boolean> =>
  (await fetch(`${gateway}/api/v1/auth/demo-accounts`)).ok;

/** Restores the policy of the installation before the program ends by a signal. */
function restoreOnSignals(restore: () => Promise<void>): () => void {
  const interrupted = (): void => void restore().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  return () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  };
}

await runCommand(main, USAGE);
