import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Client, CLERK, type Letter } from '../../e2e/client.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser } from '../browser.js';
import { addColleague, choose, openAs } from './working.js';

const browser = await startBrowser();
let stack: TestStack;
let client: Client;
beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop());

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '页面' }).waitFor();
}

const rowOf = (page: Page, { letterNo }: Letter) => page.getByRole('row', { name: new RegExp(letterNo) });

it('the mailbox office registers letters by keys, several at once, and is offered what comes in', async () => {
  const titles = [
    '社区主路三盏路灯损坏',
    '异地就医备案办理材料咨询',
    '建议在客运站增设无障碍通道',
    '公积金提取网上申请提示异常',
  ];
  const letters: (Letter & { process: string; title: string })[] = [];
  for (const title of titles) letters.push({ ...(await client.submitted({ title })), title });
  const watched = await browser.open(`${stack.url}/console/`);
  const { page } = watched;
  await signIn(page, CLERK);
  await rowOf(page, letters[3]!).waitFor();
  await expectSound(watched);

  // One letter by keys alone: next, act, choose, submit.
  const numbers = await page.locator('tbody td:nth-child(2)').allTextContents();
  const [first, second, ...others] = numbers.map((no) => letters.find(({ letterNo }) => letterNo === no)!);
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: first!.title }).waitFor();
  await page.getByRole('radio', { name: '请来信人补充' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('form').getByRole('textbox').first().focus();
  await page.keyboard.type('请写明路灯在哪一段。');
  await page.keyboard.press('Control+Enter');
  await rowOf(page, first!).waitFor({ state: 'detached' });
  expect(await client.lookup(first!)).toMatchObject({ stage: 'supplement' });
  await page.getByRole('heading', { name: second!.title }).waitFor(); // the next one is open already

  // Three at once: one form, a result a row.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar', { name: '已选3件' }).waitFor();
  await client.does(second!.process, 'register', { outcome: 'askForMore' }); // a colleague is quicker
  await page.getByRole('button', { name: '办理方式' }).click();
  await page.getByRole('menuitem', { name: '批量请来信人补充' }).click();
  const dialog = page.getByRole('dialog', { name: /批量请来信人补充/ });
  await dialog.getByRole('textbox').first().fill('请写明具体地点。');
  await expectSound(watched);
  await page.keyboard.press('Control+Enter');
  const result = page.getByRole('dialog', { name: '办理结果' });
  await result.getByText('3件中2件已请来信人补充，1件没有办成').waitFor();
  await expectSound(watched);
  await result.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('toolbar', { name: '已选1件' }).waitFor(); // what failed stays selected
  for (const letter of others) expect(await client.lookup(letter)).toMatchObject({ stage: 'supplement' });
}, 180_000);

it('a new letter is offered by the stream and does not move the list', async () => {
  const before = await client.submitted({ title: '台江县农贸市场占道经营影响通行' });
  const watched = await browser.open(`${stack.url}/console/work`);
  const { page } = watched;
  await signIn(page, CLERK);
  await rowOf(page, before).waitFor();
  await page.waitForTimeout(2_000); // the stream is read
  const rows = await page.getByRole('row').count();
  const letter = await client.submitted({ title: '锦屏县某村自来水浑浊' });
  await page.getByText('新到1件').waitFor();

  expect(await page.getByRole('row').count()).toBe(rows);
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await rowOf(page, letter).waitFor();
  await expectSound(watched);
});

it('conditions are saved as a view, shown in the rail with its count, renamed and deleted', async () => {
  await client.submitted({ title: '镇远古城河段夜间施工噪声扰民' });
  const watched = await browser.open(`${stack.url}/console/work?q=${encodeURIComponent('镇远古城')}`);
  const { page } = watched;
  await signIn(page, CLERK);
  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByRole('textbox', { name: '名称' }).fill('镇远噪声');
  await page.getByText('本单位共用').click();
  await expectSound(watched);
  await page.keyboard.press('Enter');
  const view = page.getByRole('link', { name: /镇远噪声/ });
  await view.getByText('1', { exact: true }).waitFor();
  await page.getByRole('link', { name: '工作台' }).click();
  await view.click();
  expect(await page.getByRole('textbox', { name: '编号或标题' }).inputValue()).toBe('镇远古城');
  expect(await page.getByRole('link', { name: '工作台' }).getAttribute('aria-current')).toBeNull();
  await page.getByRole('button', { name: '镇远噪声' }).click();
  await page.getByRole('menuitem', { name: '改名、共用' }).click();
  await page.getByRole('textbox', { name: '名称' }).fill('镇远施工');
  await expectSound(watched);
  await page.keyboard.press('Enter');
  const renamed = page.getByRole('link', { name: /镇远施工/ });
  await renamed.waitFor();
  expect(await view.count()).toBe(0);
  await page.getByRole('button', { name: '镇远施工' }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await renamed.waitFor({ state: 'detached' });

  expect(await stack.query('SELECT 1 FROM saved_view')).toEqual([]);
});

it('several letters are handed to a colleague at once', async () => {
  await addColleague(stack, CLERK, { username: 'mailbox.second', title: '龙某' });
  for (const title of ['雷山县教师编制咨询', '雷山县教师职称咨询']) await client.submitted({ title });
  const watched = await browser.open(`${stack.url}/console/work?q=${encodeURIComponent('雷山县教师')}`);
  const { page } = watched;
  await signIn(page, CLERK);
  await page
    .getByRole('row', { name: /雷山县教师/ })
    .nth(1)
    .waitFor();
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar', { name: '已选2件' }).getByRole('button', { name: '交同事办理' }).click();
  const dialog = page.getByRole('dialog', { name: '把2件交给哪位同事' });
  await dialog.getByRole('button', { name: '交同事办理' }).click();
  await dialog.getByText('请先选择').waitFor();
  await dialog.getByRole('combobox', { name: '同事' }).fill('龙');
  await page.getByRole('option', { name: '龙某' }).click();
  await dialog.getByRole('textbox', { name: '理由' }).fill('请您办理');
  await expectSound(watched);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog', { name: '办理结果' }).getByText('2件都已交给同事').waitFor();
  await expectSound(watched);

  const assigned = await stack.query(
    `SELECT 1 FROM task t JOIN account a ON a.id = t.assignee WHERE a.username = 'mailbox.second' AND t.state = 'open'`,
  );
  expect(assigned.length).toBe(2);
});

it('a condition that empties the list can be dropped', async () => {
  const { letterNo } = await client.submitted({ title: '剑河县温泉路公交班次过少' });
  const watched = await browser.open(`${stack.url}/console/work?q=${letterNo}&card=red`);
  const { page } = watched;
  await signIn(page, CLERK);
  await page.getByText('没有符合条件的事项').waitFor();
  await expectSound(watched);
  await page.getByRole('main').getByRole('button', { name: '去掉亮牌：红牌' }).last().click();
  await page.getByRole('row', { name: new RegExp(letterNo) }).waitFor();

  expect(new URL(page.url()).searchParams.get('card')).toBeNull();
});

it('what the writer has added and which kind he chose stand open before the form, and can be searched for', async () => {
  const letter = await client.submitted({ kind: 'HELP', title: '丹寨县工地夜间施工' });
  const question = { content: { question: '请写明工地的位置。' } };
  await client.does(letter.process, 'register', { outcome: 'askForMore', ...question });
  const { letterNo, queryCode } = letter;
  const text = '围挡上写的是某某广场二期。';
  await client.post('/public/letters/supplements', { letterNo, queryCode, text });
  const watched = await browser.open(`${stack.url}/console/work?q=${encodeURIComponent('丹寨县工地')}`);
  const { page } = watched;
  await signIn(page, CLERK);
  await rowOf(page, letter).getByText('来信人选：求助').waitFor();
  await rowOf(page, letter).getByRole('link').first().click();
  await page.getByRole('heading', { name: /^来信人补充（.*）：$/ }).waitFor();
  const added = page.getByText(text);
  expect(await added.isVisible()).toBe(true);
  expect(await page.getByText('请写明工地的位置。').isVisible()).toBe(false); // the notes of offices stay folded
  await page.getByText('先受理，稍后转办', { exact: true }).click();
  expect(await page.getByRole('radio', { name: '求助' }).isChecked()).toBe(true);
  await page.getByText('选填，只给后面办理的工作人员看').first().waitFor();
  await expectSound(watched);

  await page.getByRole('textbox', { name: '编号或标题' }).fill('围挡');
  await page.getByRole('link', { name: '在信件中查找“围挡”' }).click();
  await page.getByRole('link', { name: '丹寨县工地夜间施工' }).waitFor();
  await page.goto(`${stack.url}/console/letters?q=${encodeURIComponent('龘龖')}`);
  await page.getByText('来信人补充和追问的内容').waitFor();
  await expectSound(watched);
});

it('the density of lists is kept with the account', async () => {
  const watched = await browser.open(`${stack.url}/console/me`);
  const { page } = watched;
  await signIn(page, CLERK);
  const saved = page.waitForResponse(
    (response) => response.url().endsWith('/me/preferences') && response.request().method() === 'PUT',
  );
  await page.getByRole('radio', { name: '紧凑' }).click();
  await saved;
  const { page: other } = await browser.open(`${stack.url}/console/me`);
  await signIn(other, CLERK);
  await other.getByRole('radio', { name: '紧凑', checked: true }).waitFor();

  expect(await other.locator('html').getAttribute('data-density')).toBe('compact');
});

it('a letter gets a public title that names nobody, and is kept off the public lists for a reason', async () => {
  const { letterNo } = await client.submitted();
  const watched = await openAs(browser, { url: `${stack.url}/console/letters/${letterNo}`, username: CLERK });
  const panel = watched.page.getByRole('region', { name: '公开', exact: true });
  const title = panel.getByRole('textbox', { name: '公开标题' });

  await title.fill('停水请打13912345678');
  await panel.getByRole('button', { name: '确定公开标题' }).click();
  await panel.getByText('公开标题不得含有电话').waitFor();
  await title.fill('居住证办理材料');
  await panel.getByRole('button', { name: '确定公开标题' }).click();
  await panel.getByText('变更记录（1条）').waitFor();
  await expectSound(watched);

  await panel.getByRole('button', { name: '不列入公开清单' }).click();
  await choose(watched.page, '涉及未成年人');
  await watched.page.getByRole('dialog').getByRole('button', { name: '不列入公开清单' }).click();
  await panel.getByText('不列入公开清单：涉及未成年人').waitFor();
  await panel.getByRole('button', { name: '恢复列入公开清单' }).click();
  await panel.getByText('变更记录（3条）').waitFor();
}, 120_000);
