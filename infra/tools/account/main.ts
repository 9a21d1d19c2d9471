/**
 * Makes the first administrators of an installation, each with a one-time code to enter with:
 *
 *     npm run account -- create-first-admin [--role admin-system] [--username admin.system] [--unit XXB]
 *
 * Uses DATABASE_URL, or else the local stack that runs on DUBAN_DATA.
 */
import { parseArgs } from 'node:util';
import { USERNAME } from '../../../domain/accounts/username.js';
import { loadConfig } from '../../config/config.js';
import { createDataSource } from '../../database/data-source.js';
import { readRuntime } from '../../local/runtime.js';
import { runCommand } from '../command-line/run-command.js';
import { createFirstAdmin } from './first-admin.js';

const USAGE =
  'Usage: npm run account -- create-first-admin [--role admin-system|admin-security|admin-audit] [--username NAME] [--unit CODE]';
/** 州人民政府信息化工作办公室, which runs the platform (plan). */
const UNIT = 'XXB';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      role: { type: 'string', default: 'admin-system' },
      username: { type: 'string' },
      unit: { type: 'string', default: UNIT },
    },
  });
  if (positionals.join(' ') !== 'create-first-admin') {
    console.error(USAGE);
    return 2;
  }
  const { role, unit, username = role.replace('-', '.') } = values;
  if (!USERNAME.test(username)) throw new Error(`--username: '${username}' is no user name`);
  const config = loadConfig(process.env);
  const runtime = readRuntime(config.DUBAN_DATA);
  const url = config.DATABASE_URL ?? runtime?.databaseUrl;
  if (!url) throw new Error('no database: start the stack with npm start, or set DATABASE_URL');
  const dataSource = await createDataSource(url, {
    poolSize: 1,
    applicationName: 'duban-account',
  }).initialize();
  try {
    const made = await createFirstAdmin(dataSource, { role, username, unit });
    const until = made.expiresAt.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
    console.log(`${made.title}  账号 ${made.username}`);
    console.log(`一次性口令  ${made.code}  （${until} 前有效，只显示这一次）`);
    console.log(
      `打开 ${runtime?.gatewayUrl ?? ''}/console/，选择「首次登录或忘记密码」，输入账号和口令，设置自己的密码。`,
    );
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

await runCommand(main, USAGE);
