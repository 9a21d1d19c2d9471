import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { Client, type Letter } from '../../e2e/client.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';

const browser = await startBrowser();
const TEXT = '请于三日内查清水渠损坏情况，修复并答复来信人。';
let stack: TestStack;
let client: Client;
let letter: Letter & { readonly process: string };

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  letter = await client.submitted({ title: '乡道施工破坏灌溉水渠' });
  const decision = { class: 'HELP', lead: 'ZJJ', coUnits: [] };
  await client.does(letter.process, 'register', { outcome: 'dispatch', decision });
  await client.does(letter.process, 'sign', { outcome: 'sign' });
  await stack.query(
    `UPDATE task SET due_at = now() - interval '9 days' WHERE process_id = $1 AND state = 'open'`,
    [letter.process],
  );
}, 180_000);
afterAll(() => stack?.stop());

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
}

async function cockpit(size?: { width: number; height: number }): Promise<Watched> {
  const watched = await browser.open(`${stack.url}/console/`, size);
  await signIn(watched.page, 'supervisor');
  await watched.page.getByRole('heading', { name: '已超期' }).waitFor();
  return watched;
}

it('a supervisor goes from a red figure to an order', async () => {
  const watched = await cockpit();
  const { page } = watched;
  const order = page.getByRole('button', { name: `督办 ${letter.letterNo}` });
  await order.waitFor();
  await expectSound(watched);
  await order.click();
  await page.getByRole('textbox', { name: '督办要求' }).fill(TEXT);
  await page.keyboard.press('Control+Enter');
  await page.getByText('已督办', { exact: true }).waitFor();

  const [row] = await stack.query<{ body: { text: string } }>(
    `SELECT body FROM content WHERE process_id = $1 AND body ->> 'text' = $2`,
    [letter.process, TEXT],
  );
  expect(row?.body.text).toBe(TEXT);
  await expectSound(watched);
});

it('a figure opens the letters that it counts', async () => {
  const { page } = await cockpit();
  await page.getByRole('link', { name: '1', exact: true }).first().click();
  await page.getByRole('heading', { name: /1件/ }).waitFor();

  expect(await page.getByRole('link', { name: letter.letterNo }).count()).toBe(1);
});

it('charts become tables by a key', async () => {
  const watched = await cockpit();
  await watched.page.getByRole('figure', { name: '时间花在哪个环节' }).waitFor();
  await watched.page.keyboard.press('t');
  await watched.page.getByRole('table', { name: '时间花在哪个环节' }).waitFor();

  await expectSound(watched);
});

it('the cockpit is sound on a phone, and an order can be sent there', async () => {
  const watched = await cockpit({ width: 360, height: 780 });
  const { page } = watched;
  await page.getByRole('button', { name: `督办 ${letter.letterNo}` }).click();
  await page.getByRole('button', { name: '发出督办' }).waitFor();

  await expectSound(watched);
});

it('a unit without letters has no rate', async () => {
  const { page } = await cockpit();

  await page.getByText('无转办件').first().waitFor();
});
