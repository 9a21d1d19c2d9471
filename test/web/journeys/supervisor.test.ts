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
type LateLetter = Letter & { readonly process: string };
let letter: LateLetter;
let other: LateLetter;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  letter = await lateLetter('乡道施工破坏灌溉水渠');
  other = await lateLetter('小区物业擅自提高收费');
}, 180_000);
afterAll(() => stack?.stop());

async function lateLetter(title: string): Promise<LateLetter> {
  const late = await client.submitted({ title });
  const decision = { class: 'HELP', lead: 'ZJJ', coUnits: [] };
  await client.does(late.process, 'register', { outcome: 'dispatch', decision });
  await client.does(late.process, 'sign', { outcome: 'sign' });
  await stack.query(
    `UPDATE task SET due_at = now() - interval '9 days' WHERE process_id = $1 AND state = 'open'`,
    [late.process],
  );
  return late;
}

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

it('a supervisor orders about several letters at once and sees the orders of the day', async () => {
  const watched = await cockpit();
  const { page } = watched;
  for (const { letterNo } of [letter, other])
    await page.getByRole('checkbox', { name: `选择 ${letterNo}` }).check({ force: true });
  await page.getByRole('button', { name: '督办这2件' }).click();
  await page.getByRole('textbox', { name: '督办要求' }).fill('请两件一并报告。');
  await page.keyboard.press('Control+Enter');
  await page.getByText('2件都已督办').waitFor();
  await expectSound(watched);
  await page.getByRole('button', { name: '知道了' }).click();

  const { items } = await client.get<{ items: { subject: string }[] }>(
    '/supervision/orders?processKey=mailbox-letter',
    'supervisor',
  );
  expect(items.map(({ subject }) => subject)).toContain(other.letterNo);
  const orders = page.getByRole('table', { name: '督办和催办' });
  await orders.getByRole('link', { name: other.letterNo }).waitFor();
  expect(await page.getByRole('checkbox', { name: `选择 ${other.letterNo}` }).isChecked()).toBe(false);
  await expectSound(watched);
});

it('the cockpit is printed as a sheet with its figures', async () => {
  const { page } = await cockpit();
  await page.getByRole('figure', { name: '时间花在哪个环节' }).waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));

  await page.getByRole('heading', { name: /^州长信箱办理情况/ }).waitFor();
  expect(await page.getByRole('heading', { name: '州直部门' }).count()).toBe(1);
});

it('a figure opens the letters that it counts', async () => {
  const { page } = await cockpit();
  await page.getByRole('link', { name: '2', exact: true }).first().click();
  await page.getByRole('heading', { name: /2件/ }).waitFor();

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
