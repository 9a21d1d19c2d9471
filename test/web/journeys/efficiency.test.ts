import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { Client } from '../../e2e/client.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';

const browser = await startBrowser();
const EVIDENCE = '来信于转办当日签收，系统记录的签收时间有误，见签收回执。';
const REASON = '申诉属实，签收未逾期。';
let stack: TestStack;
let card: string;
let letter: string;

beforeAll(async () => {
  stack = await startTestStack();
  const client = new Client(stack.url);
  const { process } = await client.submitted({ title: '安置房漏水维修无人受理', writerName: '潘某林' });
  letter = process;
  const decision = { class: 'HELP', lead: 'ZJJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  const red = { processId: process, unit: 'ZJJ', level: 'red', reason: '多次催办后仍未签收。' };
  ({ id: card } = await client.post<{ id: string }>('/supervision/cards', red, { as: 'supervisor' }));
}, 180_000);
afterAll(() => stack?.stop());

async function signedIn(username: string, path: string): Promise<Watched> {
  const watched = await browser.open(stack.url + path);
  const { page } = watched;
  await page.getByRole('textbox', { name: '账号' }).fill(username);
  await page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '页面' }).waitFor();
  return watched;
}

const stateOf = async (): Promise<string> =>
  (await stack.query<{ state: string }>('SELECT state FROM card WHERE id = $1', [card]))[0]!.state;

const openCard = async (page: Page): Promise<void> => {
  await page.getByRole('table', { name: '黄红牌与申诉' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: '发牌原因' }).waitFor();
};

it('a unit appeals against a card and 效能监察 decides', async () => {
  const unit = await signedIn('zjj.clerk', '/console/cards');
  await openCard(unit.page);
  await expectSound(unit);
  await unit.page.getByRole('textbox', { name: '申诉理由和依据' }).fill(EVIDENCE);
  await unit.page.getByRole('button', { name: '提出申诉' }).click();
  await unit.page.getByText('申诉中').first().waitFor();
  expect(await stateOf()).toBe('appealed');

  // the home of 效能监察: what it decides on
  const officer = await signedIn('efficiency', '/console/');
  await openCard(officer.page);
  await officer.page.getByText(EVIDENCE).waitFor();
  await expectSound(officer);
  const steps = officer.page.getByRole('region', { name: '信件办到哪一步' });
  await steps.getByRole('listitem').filter({ hasText: '签收' }).first().waitFor();
  await steps.getByRole('link').waitFor();
  await officer.page.getByRole('radio', { name: /撤销/ }).click({ force: true });
  await officer.page.getByRole('textbox', { name: '理由' }).fill(REASON);
  await officer.page.getByRole('button', { name: '撤销这张牌' }).click();
  await officer.page.getByRole('heading', { name: '裁决理由' }).waitFor();
  expect(await officer.page.getByText(REASON).count()).toBe(1);
  expect(await officer.page.getByRole('radio', { name: /撤销/ }).count()).toBe(0); // the form is gone with the decision

  expect(await stateOf()).toBe('revoked');
  await expectSound(officer);
});

it('效能监察 reads no letter, and is told who wrote it for a reason', async () => {
  const watched = await signedIn('efficiency', `/console/processes/${letter}`);
  const { page } = watched;
  await page.getByText('潘**').first().waitFor();
  await page.getByRole('button', { name: '查看来信人信息' }).click();
  const dialog = page.getByRole('dialog', { name: '查看来信人信息' });
  await dialog.getByRole('textbox', { name: '查看的理由' }).fill('核实申诉');
  await dialog.getByRole('button', { name: '查看来信人信息' }).click();
  await page.getByText('潘某林').first().waitFor();
  await page.getByText('谁看过（1次）').waitFor();

  await expectSound(watched);
});

it('an unknown card says what an invisible one says', async () => {
  const seen = async (id: string): Promise<string | null> => {
    const { page } = await signedIn('jtj.clerk', `/console/cards/${id}`);
    await page
      .getByRole('heading', { name: '没有这个页面' })
      .or(page.getByText('没有这个页面'))
      .first()
      .waitFor();
    return page.getByRole('main').textContent();
  };

  expect(await seen(card)).toBe(await seen(crypto.randomUUID()));
});
