import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { CLERK } from '../../e2e/client.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { openBrowser, watchedPage } from '../browser.js';
import { signInAs } from '../pages.js';

let stack: TestStack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A deployment takes away what the open page was built with; what a reload brings is there. */
async function deploy(page: Page): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404 }));
  page.on('request', (request) => {
    if (request.isNavigationRequest()) void page.unroute('**/assets/*.js');
  });
}

async function writeLetter(page: Page): Promise<void> {
  await page.goto(`${stack.url}/write/letter`, { waitUntil: 'networkidle' });
  await page.getByRole('radio', { name: '建议' }).check();
  await page.getByLabel('标题').fill('建议在学校门口增设减速带');
  await page.getByLabel('内容').fill('放学时车速很快，孩子过马路不安全。');
}

it('a letter that is being written survives a deployment', async () => {
  const { page } = await watchedPage(browser);
  await writeLetter(page);
  await deploy(page);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('网站刚刚更新').waitFor();
  await page.goto(`${stack.url}/write/letter`);
  await page.getByText('已保存').waitFor();

  expect(await page.getByLabel('标题').inputValue()).toBe('建议在学校门口增设减速带');
}, 60_000);

it('a step that cannot be loaded without a network leaves the letter where it is', async () => {
  const { page } = await watchedPage(browser);
  await writeLetter(page);
  await page.getByText('已保存').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '没有成功' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByLabel('姓名').waitFor();
  await page.getByRole('link', { name: '上一步' }).click();

  expect(await page.getByLabel('标题').inputValue()).toBe('建议在学校门口增设减速带');
}, 60_000);

it('a console that was open before a deployment reloads itself once and says so', async () => {
  const { page } = await watchedPage(browser);
  await signInAs(page, stack.url, CLERK);
  await page.goto(`${stack.url}/console/work`, { waitUntil: 'networkidle' });
  await deploy(page);
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '我的账号' }).click();
  await page.getByText('系统刚刚更新').waitFor();

  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '我的账号' }).click();
  await page.getByRole('heading', { name: '显示与操作' }).waitFor();
}, 60_000);
