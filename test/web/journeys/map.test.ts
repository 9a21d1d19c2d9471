import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FlowCounting } from '../../../domain/cases/flow/count-flow.js';
import { createProcessServices } from '../../../domain/cases/services/process-services.js';
import { createDataSource } from '../../../infra/database/data-source.js';
import { processes } from '../../../workflows/registry.js';
import { Client } from '../../e2e/client.js';
import { simulatedTemporal } from '../../support/simulated-temporal.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser } from '../browser.js';
import { signInAs } from '../pages.js';

const browser = await startBrowser();
let stack: TestStack;
let slow: { readonly letterNo: string; readonly process: string };
let open: { readonly letterNo: string; readonly process: string };

beforeAll(async () => {
  stack = await startTestStack();
  const client = new Client(stack.url);
  const dispatched = async (lead: string) => {
    const letter = await client.submitted();
    const decision = { class: 'CONSULT', lead, coUnits: [] };
    await client.does(letter.process, 'register', { outcome: 'dispatch', decision });
    return letter;
  };
  slow = await dispatched('ZJJ');
  await client.does(slow.process, 'sign', { outcome: 'sign' });
  open = await dispatched('HBJ');
  // The receipt was opened a fortnight ago, and its limit has long passed.
  await stack.query(
    `UPDATE task SET opened_at = opened_at - interval '14 days', due_at = due_at - interval '14 days'
     WHERE process_id = $1 AND name = 'sign'`,
    [slow.process],
  );
  await stack.query(
    `UPDATE clock c SET started_at = t.opened_at FROM task t
     WHERE t.process_id = $1 AND t.name = 'sign' AND c.process_id = t.process_id AND c.number = t.clock`,
    [slow.process],
  );
  await count();
}, 180_000);
afterAll(() => stack?.stop());

/** Counts the flow, as the worker does every minute. */
async function count(): Promise<void> {
  const dataSource = await createDataSource(stack.databaseUrl, { poolSize: 2 }).initialize();
  const { timeLimits } = createProcessServices({
    ...{ dataSource, temporal: simulatedTemporal(), taskQueue: 'none', onError: () => undefined },
  });
  const counting = new FlowCounting({ dataSource, timeLimits, processes });
  await stack.query('DELETE FROM flow_day');
  while ((await counting.countOne()) !== undefined);
  await dataSource.destroy();
}

async function openAs(username: string, path: string) {
  const watched = await browser.open(`${stack.url}/console/me`);
  await signInAs(watched.page, stack.url, username);
  await watched.page.goto(stack.url + path, { waitUntil: 'networkidle' });
  return watched;
}
const detail = (page: Page) => page.getByRole('region', { name: '签收' });

it('where time is lost is found in three clicks', async () => {
  const watched = await openAs('supervisor', '/console/work');
  const { page } = watched;
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '流程图' }).click();
  await page.getByRole('button', { name: '看签收' }).click();
  await detail(page).getByText('最慢').waitFor();
  await detail(page).getByRole('button', { name: '州住建局' }).click();
  await page.waitForURL(/unit=ZJJ/);

  const nineTenths = detail(page).locator('dd').nth(1);
  const client = new Client(stack.url);
  const flow = await client.get<{ nodes: { id: string; nineTenths: number; late: number }[] }>(
    '/process-definitions/mailbox-letter/flow?unit=ZJJ',
    'supervisor',
  );
  const sign = flow.nodes.find(({ id }) => id === 'sign')!;
  await expect(nineTenths.textContent()).resolves.toBe(`${sign.nineTenths}个工作日内`);
  expect(sign).toMatchObject({ late: 1 });
  await expectSound(watched);
});

it('the number on a node opens the cases that wait there', async () => {
  const { page } = await openAs('supervisor', '/console/map/mailbox-letter?node=sign');
  await page.getByRole('button', { name: '列出1件在办' }).click();
  const dialog = page.getByRole('dialog', { name: '签收：在办的1件' });
  await dialog.getByRole('link', { name: open.letterNo }).click();

  await page.waitForURL(new RegExp(`/console/letters/${open.letterNo}`)); // the page of any case leads on to it
});

it('the map is walked with arrow keys, and T shows it as a table', async () => {
  const { page } = await openAs('supervisor', '/console/map/mailbox-letter?node=register');
  await page.locator('[data-node="register"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/node=sign/);
  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: '州长信箱来信办理：各环节的用时和时限' });

  const row = table.getByRole('row').filter({ has: page.getByRole('button', { name: '签收', exact: true }) });
  await row.getByText('100%').waitFor();
});

it('the way of one case is drawn over the map', async () => {
  const watched = await openAs('supervisor', '/console/map/mailbox-letter');
  const { page } = watched;
  await page.getByRole('button', { name: '看一件的走法' }).click();
  await page.getByLabel('编号').fill(slow.letterNo);
  await page.keyboard.press('Enter');
  const way = page.getByRole('region', { name: `${slow.letterNo}的走法` });
  await way.waitFor();

  const steps = await way.getByRole('row').locator('td:first-child').allTextContents();
  expect(steps).toEqual(['1. 登记审核', '2. 签收', '3. 办理并拟稿']);
  await way.getByText('超期').first().waitFor();
  await expectSound(watched);
});

it('a number that nobody has says so', async () => {
  const { page } = await openAs('supervisor', '/console/map/mailbox-letter');
  await page.getByRole('button', { name: '看一件的走法' }).click();
  await page.getByLabel('编号').fill('ZX0000000000');
  await page.keyboard.press('Enter');

  await page.getByText('没有这个编号，或者您不能查看').waitFor();
});
