import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly unit: string;
  readonly roles: readonly string[];
}

/** More than these would push the addresses off the screen. */
const SHOWN = 30;

/**
 * Appends new accounts to a file in the data folder, mode 0600. To be called as soon as they are created: their passwords are
 * stored nowhere else in clear.
 */
export function keepDemoAccounts(dataDir: string, created: readonly DemoAccount[]): void {
  if (created.length === 0) return;
  appendFileSync(fileIn(dataDir), `${table(created).join('\n')}\n`, { mode: 0o600 });
}

/** Lines for the terminal: the accounts that this start has created, or where earlier ones are listed. */
export function presentDemoAccounts(dataDir: string, created: readonly DemoAccount[]): string[] {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return [];
  if (created.length === 0) return [`演示账号  ${file}`];
  const shown = table(created.slice(0, SHOWN));
  const rest = created.length > SHOWN ? `（共 ${created.length} 个，其余见文件）` : '';
  return ['演示账号', ...shown.map((line) => `  ${line}`), `  已存入 ${file}${rest}`];
}

const fileIn = (dataDir: string): string => join(dataDir, 'demo-accounts.txt');

function table(accounts: readonly DemoAccount[]): string[] {
  const rows = accounts.map(({ username, password, unit, roles }) => [
    username,
    password,
    unit,
    roles.join(', '),
  ]);
  const all = [['账号', '密码', '单位', '角色'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => width(row[column]!))));
  return all.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** In terminal columns: a Chinese character takes two. */
function width(text: string): number {
  return [...text].reduce((sum, char) => sum + (char.codePointAt(0)! >= 0x2e80 ? 2 : 1), 0);
}
