/** Without a mouse: only keys are pressed. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Client, type Letter } from '../../e2e/client.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { openBrowser, watchedPage } from '../browser.js';
import { chooseRadio, press, typeInto } from '../keyboard.js';

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
