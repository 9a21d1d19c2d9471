/** The journeys without a mouse: only keys are pressed. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Client, CLERK, type Letter } from '../../e2e/client.js';
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
  await page.keyboard.press('j');
  await page.locator('aside form').waitFor();
  await chooseRadio(page, page.getByRole('radio', { name: '受理并转办' }));
  await tabTo(page, page.getByLabel('来信类别'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByRole('combobox', { name: '主办单位' }));
  await page.keyboard.type('zjj');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByText('已受理并转办').waitFor();

  expect((await client.tasks(process)).map(({ name }) => name)).not.toContain('register');
}, 120_000);

it('a clerk answers a letter by keys', async () => {
  const { process } = await client.submitted();
  await client.does(process, 'register', DISPATCH);
  await client.does(process, 'sign', { outcome: 'sign' });
  const page = await atWork('zjj.clerk');
  await page.keyboard.press('j');
  await page.locator('aside form').waitFor();
  await chooseRadio(page, page.getByRole('radio', { name: '送签发' }));
  await typeInto(
    page,
    page.locator('aside form textarea').first(),
    '您好，您反映的问题已经核实，现答复如下。',
  );
  await page.keyboard.press('Control+Enter');
  await page.locator('p[role=status]').getByText('已').waitFor();

  expect((await client.tasks(process)).map(({ name }) => name)).toContain('signOff');
}, 120_000);

it('a signer signs an answer by keys', async () => {
  const { process } = await client.submitted();
  await client.does(process, 'register', DISPATCH);
  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'draft', { outcome: 'submit' });
  const page = await atWork('zjj.signer');
  await page.keyboard.press('j');
  await page.locator('aside form').waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('Control+Enter');
  await page.locator('p[role=status]').getByText('已').waitFor();

  expect((await client.tasks(process)).map(({ name }) => name)).toContain('review');
}, 120_000);

/** Signs in and stands at the list. */
async function atWork(username: string): Promise<Page> {
  const { page } = await watchedPage(browser);
  await page.goto(`${stack.url}/console/work`, { waitUntil: 'networkidle' });
  await page.keyboard.type(username); // the field has the focus
  await page.keyboard.press('Tab');
  await page.keyboard.type(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[id^="task-"]').first().waitFor();
  return page;
}
