import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Client } from '../../e2e/client.js';
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
