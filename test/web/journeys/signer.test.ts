import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from '../../e2e/client.js';
import { until } from '../../e2e/interview-offices.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser } from '../browser.js';
import { openAs, PHONE } from './working.js';

const FIRST = '您反映的停车费问题，已责令物业公司整改。';
const SECOND = '您反映的停车费问题，依据《物业服务收费管理办法》，已责令物业公司整改。';

const browser = await startBrowser();
let stack: TestStack;
let client: Client;
beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop());

/** A letter whose answer waits to be signed. */
async function toSign(): Promise<string> {
  const { process } = await client.submitted();
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'draft', { outcome: 'submit', content: { reply: FIRST } });
  return process;
}

const hasOpen = (process: string, name: string) => async (): Promise<boolean> =>
  (await client.tasks(process)).some((task) => task.name === name);

it('a signer compares a draft with the one before, and signs with the keyboard', async () => {
  const process = await toSign();
  await client.does(process, 'signOff', { outcome: 'back', content: { explanation: '请写明依据。' } });
  await client.does(process, 'draft', { outcome: 'submit', content: { reply: SECOND } });
  const { id } = await client.task(process, 'signOff');
  const watched = await openAs(browser, { url: `${stack.url}/console/tasks/${id}`, username: 'zjj.signer' });
  const { page } = watched;
  const draft = page.getByRole('region', { name: '待审文稿' });
  await draft.getByText(SECOND).waitFor();
  await expectSound(watched);
  await draft.getByRole('button', { name: '与上一稿对比' }).click();
  await draft.locator('ins').first().waitFor();
  expect((await draft.locator('ins').allTextContents()).join('')).toContain('物业服务收费管理办法');
  await expectSound(watched);
  await page.getByRole('heading', { name: '关于办理居住证的咨询' }).click(); // no field has the focus
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');

  await until(hasOpen(process, 'review'), 'the answer is reviewed');
}, 60_000);

it('a signer on a phone opens a task from the list, and sends it back with a reason', async () => {
  const process = await toSign();
  const watched = await openAs(browser, {
    url: `${stack.url}/console/work`,
    username: 'zjj.signer',
    size: PHONE,
  });
  const { page } = watched;
  const { letterNo } = await letterOf(process);
  await page.getByRole('row', { name: new RegExp(letterNo) }).click();
  await page.getByRole('region', { name: '待审文稿' }).getByText(FIRST).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/console\/tasks\//);
  await expectSound(watched);
  await page.getByRole('radio', { name: '退回修改' }).click();
  await page.getByRole('textbox', { name: '理由' }).fill('请写明依据。');
  await page.getByRole('list', { name: '提交后' }).getByText('办理并拟稿').waitFor();
  await expectSound(watched);
  await page.getByRole('button', { name: '退回修改' }).click();

  await until(hasOpen(process, 'draft'), 'the draft goes back');
  await page.waitForURL('**/console/work*');
}, 60_000);

it('who wrote a draft is told beforehand that another person signs it', async () => {
  const process = await toSign();
  await stack.query(`UPDATE account SET roles = roles || '{agency-signer}' WHERE username = 'zjj.clerk'`);
  const { id } = await client.task(process, 'signOff');
  const watched = await openAs(browser, { url: `${stack.url}/console/tasks/${id}`, username: 'zjj.clerk' });
  await watched.page.getByText('由他人办理').waitFor();
  expect(await watched.page.getByRole('button', { name: '签发' }).count()).toBe(0);
  await expectSound(watched);
}, 60_000);

/** The number of the letter of a process. */
async function letterOf(process: string): Promise<{ letterNo: string }> {
  const { subject } = await client.get<{ subject: string }>(`/processes/${process}`, 'mailbox.clerk');
  return { letterNo: subject };
}
