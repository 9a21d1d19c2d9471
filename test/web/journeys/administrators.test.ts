import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createEmptyDatabase } from '../../support/database.js';
import { Client } from '../../e2e/client.js';
import { until } from '../../e2e/interview-offices.js';
import { codeOf } from '../../support/second-factor.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';

/** A new installation without demo accounts: from nobody to a clerk who can work. */
const browser = await startBrowser();
const database = await createEmptyDatabase();
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({
    settings: {
      ...{ DATABASE_URL: database.url, DATABASE_URL_MIGRATE: database.ownerUrl },
      ...{ DUBAN_DEMO: 'false', DUBAN_DEMO_PASSWORD: '' },
    },
  });
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  await database.drop();
});

const PASSWORD = 'Wasser-Fluss7';
const pages = new Map<string, Watched>();
const pageOf = (username: string): Page => pages.get(username)!.page;

/** Opens the way in without a password. */
async function openFirst(): Promise<Watched> {
  const watched = await browser.open(`${stack.url}/console/`);
  await watched.page.getByRole('button', { name: '首次登录或忘记密码' }).click();
  return watched;
}

async function choosePassword(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: '新密码', exact: true }).fill(PASSWORD);
  await page.getByRole('textbox', { name: '再输一次新密码' }).fill(PASSWORD);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
}

const factors = new Map<Watched, { readonly key: string; readonly recoveryCodes: readonly string[] }>();

/** What a role that needs it sets up before anything else: a key on the telephone, recovery codes on paper. */
async function setUpFactor(watched: Watched): Promise<void> {
  const { page } = watched;
  await page.getByRole('heading', { name: '设置二次验证' }).waitFor();
  await page.getByRole('textbox', { name: '当前密码' }).fill(PASSWORD);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('img', { name: '供身份验证器扫描的二维码' }).waitFor();
  const key = (await page.locator('code').innerText()).replaceAll(' ', '');
  await expectSound(watched);
  await page.getByRole('textbox', { name: '身份验证器上的六位验证码' }).fill(codeOf(key));
  await page.getByRole('button', { name: '确认启用' }).click();
  await page.getByRole('heading', { name: '恢复码' }).waitFor();
  const recoveryCodes = await page.getByRole('listitem').locator('code').allInnerTexts();
  await page.getByRole('button', { name: '已抄下' }).click();
  factors.set(watched, { key, recoveryCodes });
}

/** Makes a first administrator by the command, who enters with the code that it prints. */
async function firstAdmin(role: string): Promise<Page> {
  const { code: exit, output } = await stack.command('infra/tools/account/main.js', [
    'create-first-admin',
    '--role',
    role,
  ]);
  if (exit !== 0) throw new Error(output);
  const username = role.replace('-', '.');
  const watched = await openFirst();
  const { page } = watched;
  await page.getByRole('button', { name: '已有一次性口令' }).click();
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await page.getByRole('textbox', { name: '一次性口令' }).fill(/\d{6}(-[A-Z2-9]{4}){3}/.exec(output)![0]);
  await choosePassword(page);
  await setUpFactor(watched);
  await page.getByRole('heading', { name: '账号', level: 1 }).waitFor();
  pages.set(username, watched);
  return page;
}

it('the first administrators enter with the codes of the command', async () => {
  for (const role of ['admin-system', 'admin-security', 'admin-audit']) await firstAdmin(role);

  const states = await stack.query('SELECT DISTINCT state FROM account');
  expect(states).toEqual([{ state: 'active' }]);
  await expectSound(pages.get('admin.system')!);
});

it('an administrator signs in with the password and a code of the telephone, or a recovery code', async () => {
  const watched = pages.get('admin.system')!;
  const { page } = watched;
  const { key, recoveryCodes } = factors.get(watched)!;
  for (const code of [codeOf(key, 1), recoveryCodes[0]!]) {
    await page.goto(`${stack.url}/console/me`, { waitUntil: 'networkidle' });
    await page.getByRole('main').getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('textbox', { name: '账号' }).fill('admin.system');
    await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('textbox', { name: '验证码' }).fill(code);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('navigation', { name: '页面' }).waitFor();
  }

  await page.goto(`${stack.url}/console/me`, { waitUntil: 'networkidle' });
  await page.getByText('还有 9 个恢复码没有用过').waitFor();
  await expectSound(watched);
  await page.goto(`${stack.url}/console/accounts`, { waitUntil: 'networkidle' });
});

interface Person {
  readonly name: string;
  readonly username: string;
  /** As one types it. */
  readonly unit: string;
  readonly unitName: string;
  /** Title of the role. */
  readonly role: string;
}
const CLERK: Person = {
  name: '陆某平',
  username: 'liping.lu',
  unit: '522631',
  unitName: '黎平县',
  role: '承办单位经办',
};
const STAFF: readonly Person[] = [
  { name: '潘某英', username: 'pan.ying', unit: 'QGZ', unitName: '州群众工作中心', role: '信箱值班' },
  { name: '石某山', username: 'shi.shan', unit: 'QGZ', unitName: '州群众工作中心', role: '信箱复核' },
  { name: '吴某林', username: 'wu.lin', unit: '522631', unitName: '黎平县', role: '承办单位签发' },
];

async function create({ name, username, unit, unitName, role }: Person): Promise<void> {
  const page = pageOf('admin.system');
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog', { name: '新建账号' });
  await dialog.getByRole('textbox', { name: '姓名' }).fill(name);
  await dialog.getByRole('textbox', { name: '账号名' }).fill(username);
  await dialog.getByRole('combobox', { name: '单位' }).fill(unit);
  await page.getByRole('option', { name: unitName, exact: false }).first().click();
  await dialog.getByRole('combobox', { name: '拟授角色' }).fill(role);
  await page.getByRole('option', { name: role }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: '新建账号' }).click();
  await page.getByRole('heading', { name }).waitFor();
}

/** The owner requests a code, the administrator enters its check number, the owner chooses a password. */
async function enter({ username }: Person): Promise<Watched> {
  const page = pageOf('admin.system');
  const owner = await openFirst();
  pages.set(username, owner);
  await owner.page.getByRole('textbox', { name: '账号' }).fill(username);
  await owner.page.getByRole('button', { name: '申请一次性口令' }).click();
  const number = await owner.page.locator('dd b').first().innerText();
  await page.getByRole('textbox', { name: '核对码' }).fill(number);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('已核对，本人可设置密码').first().waitFor();
  await owner.page.getByRole('button', { name: '管理员已核对，设置密码' }).click();
  await choosePassword(owner.page);
  await owner.page.getByRole('navigation', { name: '页面' }).waitFor();
  return owner;
}

async function grant({ name, username }: Person): Promise<void> {
  const page = pageOf('admin.security');
  await page.goto(`${stack.url}/console/accounts?waiting=true`, { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: '确认授予' }).click();
  await until(async () => (await granted(username)).length > 0, `${username} has the role`);
}

const granted = async (username: string): Promise<readonly string[]> =>
  (await stack.query<{ roles: string[] }>(`SELECT roles FROM account WHERE username = $1`, [username]))[0]!
    .roles;

it('a new account gets in once an administrator has entered its check number', async () => {
  await create(CLERK);
  const owner = await enter(CLERK);

  const [account] = await stack.query(`SELECT state, roles FROM account WHERE username = 'liping.lu'`);
  expect(account).toEqual({ state: 'active', roles: [] });
  await expectSound(owner);
});

it('a role is in force once the security administrator confirms it', async () => {
  await grant(CLERK);

  expect(await granted(CLERK.username)).toEqual(['agency-clerk']);
  await expectSound(pages.get('admin.security')!);
});

it('a letter is closed by people whom the administrators have let in', async () => {
  for (const person of STAFF) {
    await create(person);
    await enter(person);
    await grant(person);
  }
  const client = new Client(stack.url);
  const letter = await client.submit();
  const [{ id: process }] = (await stack.query<{ id: string }>(`SELECT id FROM process WHERE subject = $1`, [
    letter.letterNo,
  ])) as [{ id: string }];
  /** Opens the task of the letter and submits its first outcome. */
  const does = async (
    username: string,
    name: string,
    fill?: (page: Page) => Promise<void>,
  ): Promise<void> => {
    const page = pageOf(username);
    const taskOf = (state: 'open' | 'closed'): Promise<{ number: number }[]> =>
      stack.query(`SELECT number FROM task WHERE process_id = $1 AND name = $2 AND (state = 'open') = $3`, [
        ...[process, name, state === 'open'],
      ]);
    await until(async () => (await taskOf('open')).length > 0, `${name} is open`);
    const [{ number }] = (await taskOf('open')) as [{ number: number }];
    await page.goto(`${stack.url}/console/work?task=${process}.${number}`, { waitUntil: 'networkidle' });
    await fill?.(page);
    await page.keyboard.press('Control+Enter');
    await until(async () => (await taskOf('closed')).length > 0, `${name} is done`);
  };
  await does('pan.ying', 'register', async (page) => {
    await page.getByRole('combobox', { name: '主办单位' }).click();
    await page.keyboard.type('522631');
    await page.getByRole('option', { name: '黎平县', exact: false }).first().waitFor();
    await page.keyboard.press('Enter');
  });
  await does('liping.lu', 'sign');
  await does('liping.lu', 'draft', (page) =>
    page
      .getByRole('textbox', { name: '答复内容' })
      .fill('办理居住证须带身份证和住所证明，到住地派出所办理。'),
  );
  await does('wu.lin', 'signOff', (page) => page.getByRole('button', { name: '签发' }).focus());
  await does('shi.shan', 'review');
  await until(
    async () =>
      (await client.citizen('ratings', letter, { rating: 'SATISFIED', final: true })).status === 200,
    'the answer is rated',
  );
  await until(
    async () =>
      (await stack.query(`SELECT 1 FROM process WHERE id = $1 AND result = 'closed'`, [process])).length > 0,
    'the letter is closed',
  );
}, 240_000);

it('the auditor sees the account and is offered no act', async () => {
  const page = pageOf('admin.audit');
  await page.goto(`${stack.url}/console/accounts?name=liping.lu`, { waitUntil: 'networkidle' });
  const pane = page.getByRole('article', { name: '陆某平' });
  await pane.waitFor();

  expect(await pane.getByRole('button').allInnerTexts()).toEqual(['']); // closes the pane
  await expectSound(pages.get('admin.audit')!);
});

it('an owner changes the password and stays signed in', async () => {
  const { page } = pages.get('liping.lu')!;
  await page.goto(`${stack.url}/console/me`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByRole('textbox', { name: '当前密码' }).fill(PASSWORD);
  await page.getByRole('textbox', { name: '新密码', exact: true }).fill('Andere-Worte9');
  await page.getByRole('textbox', { name: '再输一次新密码' }).fill('Andere-Worte9');
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByText('密码已修改').first().waitFor();

  await page.reload({ waitUntil: 'networkidle' });
  expect(await page.getByText('本机').count()).toBe(1);
  await expectSound(pages.get('liping.lu')!);
});

it('a disabled account is signed out', async () => {
  const page = pageOf('admin.system');
  await page.goto(`${stack.url}/console/accounts?name=liping.lu`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '停用' }).click();
  const dialog = page.getByRole('dialog', { name: '停用' });
  await dialog.getByRole('textbox', { name: '理由' }).fill('调离');
  await dialog.getByRole('button', { name: '停用' }).click();
  await page.getByText('已停用，转交 0 件').first().waitFor();

  const owner = pageOf('liping.lu');
  await owner.goto(`${stack.url}/console/me`, { waitUntil: 'networkidle' });
  expect(await owner.getByRole('heading', { name: '登录督办' }).count()).toBe(1);
});

it('a program works once another person has confirmed it; its secret is shown once, and changed with an overlap', async () => {
  const page = pageOf('admin.security');
  await page.goto(`${stack.url}/console/clients`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '新建程序' }).click();
  const created = page.getByRole('dialog', { name: '新建程序' });
  await created.getByRole('textbox', { name: '名称' }).fill('凯里市监察平台');
  await created.getByRole('textbox', { name: '程序标识' }).fill('kaili-platform');
  await created.getByRole('combobox', { name: '运行单位' }).fill('522601');
  await page.getByRole('option').first().click();
  await created.getByText('读取监察事件和快照').click();
  await created.getByRole('textbox', { name: '理由' }).fill('市平台对接');
  await created.getByRole('button', { name: '新建程序' }).click();

  const shown = page.getByRole('dialog', { name: '密钥只显示这一次' });
  const secret = await shown.locator('code').nth(1).innerText();
  await shown.getByRole('button', { name: '已保存，关闭' }).click();
  await page.getByText('kaili-platform').waitFor();
  expect(await page.content()).not.toContain(secret);

  const second = pageOf('admin.system');
  await second.goto(`${stack.url}/console/clients`, { waitUntil: 'networkidle' });
  await second.getByText('待确认').waitFor();
  await second.getByRole('button', { name: '确认 凯里市监察平台' }).click();
  await second.getByText('已确认，程序可以使用').first().waitFor();
  await expectSound(pages.get('admin.system')!);

  await page.reload({ waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '更换密钥 凯里市监察平台' }).click();
  const rotated = page.getByRole('dialog', { name: '更换密钥' });
  await rotated.getByRole('textbox', { name: '理由' }).fill('每年更换');
  await rotated.getByRole('button', { name: '更换密钥' }).click();
  await shown.getByRole('button', { name: '已保存，关闭' }).click();
  await page.getByText('旧密钥有效至').waitFor();
  await expectSound(pages.get('admin.security')!);
});

it('the auditor finds an act and verifies the log', async () => {
  const page = pageOf('admin.audit');
  await page.goto(`${stack.url}/console/audit?action=client.rotate`, { waitUntil: 'networkidle' });
  await page.getByRole('cell', { name: '每年更换' }).waitFor();
  expect(await page.getByRole('cell', { name: 'kaili-platform' }).count()).toBe(1);

  await page.getByRole('button', { name: '校验' }).click();
  await page.getByText(/条记录完整/).waitFor();
  await expectSound(pages.get('admin.audit')!);
});
