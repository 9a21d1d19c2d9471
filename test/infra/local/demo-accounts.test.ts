import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keepDemoAccounts, presentDemoAccounts } from '../../../infra/local/demo-accounts.js';
import { temporaryFolder } from './temporary-folder.js';

const { path: folder } = await temporaryFolder();

it('new demo accounts are shown in a table and kept in a file that later starts point to', () => {
  const file = join(folder, 'demo-accounts.txt');
  expect(presentDemoAccounts(folder, [])).toEqual([]);

  const created = [
    { username: 'mailbox.clerk', password: 'p1', unit: '群众工作中心', roles: ['mailbox-office'] },
    { username: 'kaili.signer', password: 'p2', unit: '凯里市', roles: ['signer', 'clerk'] },
  ];
  keepDemoAccounts(folder, created);

  expect(presentDemoAccounts(folder, created)).toEqual([
    '演示账号',
    '  账号           密码  单位          角色',
    '  mailbox.clerk  p1    群众工作中心  mailbox-office',
    '  kaili.signer   p2    凯里市        signer, clerk',
    `  已存入 ${file}`,
  ]);
  expect(readFileSync(file, 'utf8')).toContain('mailbox.clerk  p1');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(presentDemoAccounts(folder, [])).toEqual([`演示账号  ${file}`]);
});
