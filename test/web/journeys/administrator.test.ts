import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Client } from '../../e2e/client.js';
import { until } from '../../e2e/interview-offices.js';
import { putInForce } from '../../e2e/short-policy.js';
import { policySeeds } from '../../../infra/database/seeds/policies.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, openBrowser, watchedPage, type Watched } from '../browser.js';
import { signInAs } from '../pages.js';

let stack: TestStack;
let browser: Browser;
let letter: { readonly process: string };
beforeAll(async () => {
  [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
  letter = await new Client(stack.url).submitted({ title: '小区电梯停运三天无人维修' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function openAs(username: string, path: string): Promise<Watched> {
  const watched = await watchedPage(browser);
  await signInAs(watched.page, stack.url, username);
  await watched.page.goto(`${stack.url}${path}`, { waitUntil: 'networkidle' });
  return watched;
}

const pagesOf = (page: Page): Promise<string[]> =>
  page.getByRole('navigation', { name: '页面' }).getByRole('link').allTextContents();

const ADMINISTRATORS = [
  ['admin.system', '系统管理员'],
  ['admin.security', '安全管理员'],
  ['admin.audit', '审计管理员'],
] as const;

describe.each(ADMINISTRATORS)('%s', (username, role) => {
  it(`${username} signs in, sees who it is, and signs out`, async () => {
    const watched = await watchedPage(browser, { refusalsAreFaults: true });
    const { page } = watched;
    await page.goto(`${stack.url}/console/me`, { waitUntil: 'networkidle' });
    await page.getByRole('textbox', { name: '账号' }).fill(username);
    await page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText(role, { exact: true }).last().waitFor();
    await expectSound(watched);
    await page.getByRole('main').getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录督办' }).waitFor();

    const session = await page.context().request.get(`${stack.url}/api/v1/auth/session`);
    expect(await session.json()).toEqual({ account: null });
  });

  it(`${username} has no work, and is told so`, async () => {
    const watched = await openAs(username, '/console/work');
    await watched.page.getByText('没有要您办的事了').waitFor();

    await expectSound(watched);
    expect(await pagesOf(watched.page)).toEqual(expect.arrayContaining(['工作台', '我的账号']));
  });

  it(`${username} is told of a letter what it is told of an unknown one`, async () => {
    const told: string[] = [];
    for (const id of [letter.process, '01890000-0000-7000-8000-000000000000']) {
      const { page } = await openAs(username, `/console/processes/${id}`);
      await page.getByText('没有这个事项').waitFor();
      told.push(await page.getByRole('main').innerText());
    }

    expect(told[0]).not.toContain('电梯');
    expect(withoutRequest(told[0]!)).toBe(withoutRequest(told[1]!));
  });

  it(`${username} finds no letter by the number of its task`, async () => {
    const { page } = await openAs(username, '/console/work?tab=unit');
    await page.getByText('本单位没有在办的事').waitFor();

    expect(await page.locator('[id^="task-"]').count()).toBe(0);
  });
});

it('what an administrator chooses for its display stays on this device', async () => {
  const { page } = await openAs('admin.system', '/console/me');
  await page.getByText('大字版').last().click();
  await page.reload({ waitUntil: 'networkidle' });

  expect(await page.locator('html').getAttribute('data-size')).toBe('large');
});

/** Each refusal names its own request. */
const withoutRequest = (text: string): string => text.replace(/请求编号\s*\S+/g, '');

it('a unit that is merged while a letter runs hands the letter to its successor', async () => {
  const client = new Client(stack.url);
  const { process } = await client.submitted({ title: '违法占用耕地问题' });
  const decision = { class: 'HELP', lead: 'GTJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  const watched = await openAs('admin.system', '/console/units');
  const { page } = watched;

  await page.getByRole('button', { name: '新建单位' }).click();
  const created = page.getByRole('dialog', { name: '新建单位' });
  await created.getByRole('textbox', { name: '代码' }).fill('ZRZY');
  await created.getByRole('textbox', { name: '全称' }).fill('州自然资源局');
  await created.getByRole('textbox', { name: '电话' }).fill('0855-8220001');
  await created.getByRole('textbox', { name: '理由' }).fill('机构改革');
  await created.getByRole('button', { name: '新建单位' }).click();
  await page.getByRole('heading', { name: '州自然资源局' }).waitFor();

  await page.getByRole('link', { name: '州国土资源局' }).click();
  await page.getByRole('button', { name: '撤并', exact: true }).click();
  const closing = page.getByRole('dialog', { name: '撤并州国土资源局' });
  await closing.getByRole('combobox', { name: '承继单位' }).fill('ZRZY');
  await page.getByRole('option', { name: '州自然资源局' }).click();
  await closing.getByRole('textbox', { name: '理由' }).fill('机构改革');
  await closing.getByRole('button', { name: '先看影响' }).click();
  await closing.getByText('州自然资源局 承接在办事项 1 件、待办 1 件').waitFor();
  await expectSound(watched);
  await closing.getByRole('button', { name: '确认撤并' }).click();
  await page.getByRole('link', { name: '由 州自然资源局 承继' }).waitFor();

  await until(
    async () => (await client.task(process, 'sign')).unit === 'ZRZY',
    'the letter is with its successor',
  );
  await expectSound(watched);
});

it('the calendar of the coming year is entered by one, approved by another, and moves the limits', async () => {
  const client = new Client(stack.url);
  const { body: policy } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
  const { handling, ...limits } = policy['limits'] as Record<string, { byClass?: object }>;
  // From any day of this year, three hundred working days end beyond the first holidays of the next.
  const byClass = { ...handling!.byClass, CONSULT: { workingDays: 300 } };
  const long = { ...limits, handling: { ...handling, byClass } };
  await putInForce(client, { ...policy, id: 'LONG', version: 1, limits: long });
  const { process } = await client.submitted({ title: '来年的事' });
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  const dueOf = async (): Promise<number> => {
    const rows = await stack.query<{ due_at: Date }>(
      `SELECT due_at FROM clock WHERE process_id = $1 AND name = 'handling'`,
      [process],
    );
    return rows[0]!.due_at.getTime();
  };
  const before = await dueOf();
  const year = new Date().getFullYear() + 1;
  const notice = [
    `国务院办公厅关于${year}年部分节假日安排的通知`,
    '一、元旦：1月1日至3日放假调休，共3天。',
    '二、劳动节：5月1日至5日放假调休，共5天。',
    '三、国庆节：十月一日起放长假。',
  ].join('\n');

  const proposer = await openAs('admin.system', `/console/calendar?year=${year}`);
  await proposer.page.getByRole('button', { name: `录入${year}年日历` }).click();
  const dialog = proposer.page.getByRole('dialog', { name: `录入${year}年日历` });
  await dialog.getByRole('textbox', { name: '通知全文' }).fill(notice);
  await dialog.getByRole('button', { name: '读取' }).click();
  await dialog.getByText('读不懂').first().waitFor();
  await dialog
    .getByRole('textbox', { name: '通知全文' })
    .fill(notice.replace('十月一日起放长假', '10月1日至7日放假调休，共7天'));
  await dialog.getByRole('button', { name: '重新读取' }).click();
  await dialog.getByRole('row').filter({ hasText: '国庆节' }).waitFor();
  await expectSound(proposer);
  await dialog.getByRole('button', { name: '提出' }).click();
  await proposer.page.getByText('已提出，等待另一人批准').first().waitFor();
  expect(await proposer.page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);

  const approver = await openAs('supervisor', `/console/calendar?year=${year}`);
  await approver.page.getByText(/移动\d+个时限：[1-9]\d*个延后/).waitFor();
  await approver.page.getByRole('button', { name: '逐件' }).click();
  await approver.page.getByRole('dialog', { name: '逐件' }).getByText('ZX').first().waitFor();
  await expectSound(approver);
  await approver.page.keyboard.press('Escape');
  expect(await dueOf()).toBe(before);
  await approver.page.getByRole('button', { name: '批准', exact: true }).click();
  await approver.page.getByText('已批准，开始重算在办时限').first().waitFor();

  await until(async () => (await dueOf()) > before, 'the limit of the letter is moved');
  await approver.page.reload({ waitUntil: 'networkidle' });
  await approver.page.getByText('已公布').first().waitFor();
  await expectSound(approver);
}, 180_000);

it('personal data are erased once another person has confirmed it', async () => {
  const client = new Client(stack.url);
  const { process } = await client.submitted({ title: '请删除我的来信' });
  const [{ letter_no: letterNo }] = (await stack.query(`SELECT letter_no FROM letter WHERE process_id = $1`, [
    process,
  ])) as [{ letter_no: string }];
  const proposer = await openAs('admin.security', '/console/erasures');
  await proposer.page.getByRole('button', { name: '提出清除' }).click();
  const proposal = proposer.page.getByRole('dialog', { name: '提出清除' });
  await proposal.getByRole('textbox', { name: '信件编号' }).fill(letterNo);
  await proposal.getByRole('textbox', { name: '理由' }).fill('来信人申请删除');
  await proposal.getByRole('button', { name: '提出清除' }).click();
  await proposer.page.getByRole('button', { name: `撤回 ${letterNo}` }).waitFor();
  expect(await proposer.page.getByRole('button', { name: `确认清除 ${letterNo}` }).count()).toBe(0);
  await expectSound(proposer);

  const confirmer = await openAs('supervisor', '/console/erasures');
  await confirmer.page.getByRole('button', { name: `确认清除 ${letterNo}` }).click();
  const decision = confirmer.page.getByRole('dialog', { name: `确认清除 ${letterNo}` });
  await decision.getByText('将永久删除').waitFor();
  await expectSound(confirmer);
  await decision.getByRole('button', { name: '确认清除' }).click();
  await confirmer.page.getByText('已清除', { exact: true }).waitFor();

  const [row] = await stack.query('SELECT writer_name, body FROM letter WHERE process_id = $1', [process]);
  expect(row).toEqual({ writer_name: null, body: null });
  await confirmer.page.goto(`${stack.url}/console/processes/${process}`, { waitUntil: 'networkidle' });
  expect(await confirmer.page.getByRole('main').innerText()).not.toContain('请删除我的来信');
  await expectSound(confirmer);
});
