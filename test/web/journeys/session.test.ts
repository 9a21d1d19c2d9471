import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { Client, CLERK } from '../../e2e/client.js';
import { expectSound, startBrowser } from '../browser.js';

const browser = await startBrowser();
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
}, 120_000);
afterAll(() => stack?.stop());

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
}

it('staff sign in and see their workbench', async () => {
  const watched = await browser.open(`${stack.url}/console/`);
  await expectSound(watched);
  await signIn(watched.page, CLERK);
  await watched.page.getByRole('navigation', { name: '页面' }).waitFor();

  await expectSound(watched);
});

it('a wrong password says so and keeps the name', async () => {
  const { page } = await browser.open(`${stack.url}/console/`);
  await page.getByRole('textbox', { name: '账号' }).fill('zjj.clerk');
  await page.getByRole('textbox', { name: '密码' }).fill('wrong');
  await page.keyboard.press('Enter');

  await page.getByRole('alert').getByText('账号或密码不对').waitFor();
  expect(await page.getByRole('textbox', { name: '账号' }).inputValue()).toBe('zjj.clerk');
});

it('a session that ends while somebody types keeps what was typed', async () => {
  const client = new Client(stack.url);
  await client.submitted();
  const { page } = await browser.open(`${stack.url}/console/work`);
  await signIn(page, CLERK);
  await page.locator('tbody tr[id^="task-"]').first().click();
  const typed = '请按时限办理并答复来信人。';
  await page.getByText('请来信人补充', { exact: true }).click(); // its text is all that it needs
  const text = page.locator('textarea').first();
  await text.fill(typed);
  await page.context().clearCookies();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await dialog.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });

  expect(await text.inputValue()).toBe(typed);
});
