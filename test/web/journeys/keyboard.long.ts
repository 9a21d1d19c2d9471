/** Without a mouse: only keys are pressed. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Client, CLERK, type Letter } from '../../e2e/client.js';
import { until } from '../../e2e/interview-offices.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { openBrowser, watchedPage } from '../browser.js';
import { chooseRadio, press, tabTo, typeInto } from '../keyboard.js';

let stack: TestStack;
let browser: Browser;
let client: Client;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
  client = new Client(stack.url);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const DISPATCH = { outcome: 'dispatch', decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] } } as const;

/** Signs in at the workbench, where the focus is in the first field. */
async function atWork(username: string): Promise<Page> {
  const { page } = await watchedPage(browser, { viewport: { width: 1440, height: 900 } });
  await page.goto(`${stack.url}/console/work`, { waitUntil: 'networkidle' });
  await page.keyboard.type(username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[id^="task-"]').first().waitFor();
  return page;
}

/** Opens the next task of the list. */
async function openNext(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await page.getByRole('form').waitFor();
}

const hasOpen = (process: string, name: string) => async (): Promise<boolean> =>
  (await client.tasks(process)).some((task) => task.name === name);

it('a citizen writes, follows and rates a letter by keys', async () => {
  const { page } = await watchedPage(browser);
  await page.goto(stack.url, { waitUntil: 'networkidle' });
  await press(page, page.getByRole('link', { name: '我要写信' }));
  await press(page, page.getByRole('link', { name: '我知道了，开始写信' }));
  await chooseRadio(page, page.getByRole('radio', { name: '求助' }));
  await typeInto(page, page.getByLabel('标题'), '村里的公路塌方一周无人清理');
  await typeInto(page, page.getByLabel('内容'), '土石占了大半边路面，校车过不去，请尽快清理。');
  await press(page, page.getByRole('button', { name: '下一步' }));
  await typeInto(page, page.getByLabel('姓名'), '来信人');
  await typeInto(page, page.getByLabel('电话'), '13800000000');
  await chooseRadio(page, page.getByRole('radio', { name: '同意公开' }));
  await press(page, page.getByRole('button', { name: '下一步' }));
  await press(page, page.getByRole('button', { name: '提交来信' }));
  await page.getByRole('heading', { name: '来信已经收到' }).waitFor();
  const letter: Letter = {
    letterNo: (await page.getByTestId('letter-no').textContent())!,
    queryCode: (await page.getByTestId('query-code').textContent())!,
  };
  await client.answered(await client.processOf(letter));
  await press(page, page.getByRole('link', { name: '查看这封信的进度' }));
  await chooseRadio(page, page.getByRole('radio', { name: '满意', exact: true }));
  await press(page, page.getByRole('button', { name: '提交评价' }));
  await page.getByText('评价已经收到。').waitFor();

  expect(await client.lookup(letter)).toMatchObject({ rating: 'SATISFIED' });
}, 120_000);

it('a clerk registers and dispatches a letter by keys', async () => {
  const { process } = await client.submitted();
  const page = await atWork(CLERK);
  await openNext(page);
  await page.keyboard.press('1'); // 受理并转办
  await page.keyboard.press('e');
  await chooseRadio(page, page.getByRole('radio', { name: '求助', exact: true }));
  await tabTo(page, page.getByRole('combobox', { name: '主办单位' }));
  await page.keyboard.type('lp'); // initials of 黎平
  await page.getByRole('option', { name: '黎平县' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: '提交后' }).getByText('黎平').waitFor();
  await page.keyboard.press('Control+Enter');
  await until(hasOpen(process, 'sign'), 'the letter is dispatched');

  expect(await client.task(process, 'sign')).toMatchObject({ unit: '522631' });
}, 120_000);

it('a clerk signs for a letter and answers it by keys', async () => {
  const { process } = await client.submitted();
  await client.does(process, 'register', DISPATCH);
  const page = await atWork('zjj.clerk');
  await openNext(page);
  await page.keyboard.press('1'); // 签收
  await page.keyboard.press('Control+Enter');
  await until(hasOpen(process, 'draft'), 'the letter is signed for');
  await page.getByRole('row', { name: '办理并拟稿' }).waitFor();
  await openNext(page);
  await page.keyboard.press('1'); // 提交答复稿
  await page.keyboard.press('e');
  await typeInto(page, page.getByRole('textbox', { name: '答复内容' }), '您反映的问题已经核实，现答复如下。');
  await page.keyboard.press('Control+Enter');

  await until(hasOpen(process, 'signOff'), 'the answer waits to be signed');
}, 120_000);

it('a signer sends a draft back and signs the next one by keys', async () => {
  const { process } = await client.submitted();
  await client.does(process, 'register', DISPATCH);
  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'draft', { outcome: 'submit' });
  const page = await atWork('zjj.signer');
  const { letterNo } = await client.get<{ letterNo: string }>(`/letters/${process}`, 'zjj.signer');
  await walkTo(page, letterNo);
  await page.keyboard.press('b');
  await page.keyboard.type('请写明依据。'); // the reason has the focus
  await page.keyboard.press('Control+Enter');
  await until(hasOpen(process, 'draft'), 'the draft goes back');
  await client.does(process, 'draft', { outcome: 'submit' });
  await page.getByRole('row', { name: letterNo }).waitFor();
  await walkTo(page, letterNo);
  await page.keyboard.press('a');
  await page.keyboard.press('Enter'); // the button has the focus

  await until(hasOpen(process, 'review'), 'the answer is signed');
}, 120_000);

/** Walks down the list to a letter. */
async function walkTo(page: Page, letterNo: string): Promise<void> {
  await page.keyboard.press('Escape'); // no row is open: the walk begins at the first
  const rows = await page.locator('[id^="task-"]').count();
  for (let step = 0; step < rows; step += 1) {
    await openNext(page);
    if (await page.getByRole('complementary').getByText(letterNo).isVisible()) return;
  }
  throw new Error(`${letterNo} is not in the list`);
}
