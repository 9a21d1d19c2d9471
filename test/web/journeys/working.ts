import type { Page } from 'playwright-core';
import { TEST_PASSWORD } from '../../support/database.js';
import type { TestStack } from '../../support/stack.js';
import type { TestBrowser, Watched } from '../browser.js';

export const PHONE = { width: 360, height: 740 };

/** Opens a page of the console as an account. */
export async function openAs(
  browser: TestBrowser,
  { url, username, size }: { url: string; username: string; size?: { width: number; height: number } },
): Promise<Watched> {
  const watched = await browser.open(url, size);
  await signIn(watched.page, username);
  await watched.page.getByRole('navigation', { name: '页面' }).waitFor();
  return watched;
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
}

/** Chooses an outcome or another of several by its title: what is seen is its label. */
export const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole('radio', { name }).first().check({ force: true });

/** A second account beside another one: the same unit, roles and password. */
export async function addColleague(
  { query }: Pick<TestStack, 'query'>,
  like: string,
  { username, title }: { readonly username: string; readonly title: string },
): Promise<void> {
  await query(
    `INSERT INTO account (id, username, title, unit_code, roles, password_hash)
     SELECT gen_random_uuid(), $2, $3, unit_code, roles, password_hash FROM account WHERE username = $1`,
    [like, username, title],
  );
}
