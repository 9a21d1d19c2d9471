import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Client } from '../../e2e/client.js';
import {
  EDITOR,
  inMs,
  InterviewOffices,
  putShortLeadInForce,
  REVIEWER,
  UNIT_CLERK,
} from '../../e2e/interview-offices.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';
import { addColleague, openAs, PHONE } from './working.js';

const RECORDER = 'info.recorder';
const SECOND = 'supervisor';
const TOPIC = '灵活就业人员缴存公积金';
const QUESTION = '灵活就业的，租房能提取公积金吗？';

const browser = await startBrowser();
let stack: TestStack;
let offices: InterviewOffices;
let interview: string;

beforeAll(async () => {
  stack = await startTestStack();
  const client = new Client(stack.url);
  offices = new InterviewOffices(client, stack.url);
  await addColleague(stack, EDITOR, { username: RECORDER, title: '州信息办 速录' });
  await putShortLeadInForce(client);
  interview = await offices.create({ topic: TOPIC, liveAt: inMs(4_000) });
  await offices.announced(interview);
}, 180_000);
afterAll(() => stack?.stop());

/** A person at the desk. */
const atDesk = (username: string): Promise<Watched> =>
  openAs(browser, { url: `${stack.url}/console/interviews/${interview}?tab=live`, username });

const words = (page: Page, text: string) =>
  page.getByRole('region', { name: '实录' }).getByRole('listitem').filter({ hasText: text });

/** Writes words and sends them for review. */
async function says(page: Page, text: string, speaker?: string): Promise<void> {
  if (speaker !== undefined) await page.getByRole('textbox', { name: '发言人' }).fill(speaker);
  await page.getByRole('textbox', { name: '写下所说的话' }).fill(text);
  await page.getByRole('button', { name: '提交审核' }).click();
}

/** Fills in the form of the crew: host, guest, recorder, reviewer, and a further reviewer. */
async function assign(page: Page, usernames: readonly string[]): Promise<void> {
  const crew = page.getByRole('form', { name: '分工' });
  await crew.getByRole('button', { name: '增加一人' }).click();
  for (const [index, username] of usernames.entries()) {
    const rows = await stack.query<{ title: string }>('SELECT title FROM account WHERE username = $1', [
      username,
    ]);
    const title = rows[0]!.title;
    await crew.getByRole('combobox', { name: '人员' }).nth(index).fill(title);
    await page.getByRole('option', { name: title }).first().waitFor();
    await page.keyboard.press('Enter');
  }
  await crew.getByRole('button', { name: '保存' }).click();
}

const presses = (page: Page, act: string, text: string): Promise<void> =>
  words(page, text).getByRole('button', { name: act }).first().click();

it('five people hold an interview that citizens follow from its preview to its review', async () => {
  // A citizen on a phone reads the preview and asks.
  const citizen = await browser.open(`${stack.url}/interviews`, PHONE);
  await expectSound(citizen);
  await citizen.page.getByRole('link', { name: TOPIC }).click();
  await citizen.page.getByRole('heading', { name: '我要提问' }).waitFor();
  await citizen.page.getByRole('button', { name: '提交提问' }).click();
  await citizen.page.getByRole('alert').getByText('请填写您的问题').waitFor();
  await citizen.page.getByLabel('您的问题').fill(QUESTION);
  await citizen.page.getByLabel('昵称').fill('小叶');
  await citizen.page.getByRole('button', { name: '提交提问' }).click();
  await citizen.page.getByText('提问已经收到').waitFor();
  await citizen.page.getByText('0 条通过审核，1 条待审核').waitFor();
  await expectSound(citizen);

  // The office decides with keys, and begins.
  const host = await openAs(browser, { url: `${stack.url}/console/interviews`, username: EDITOR });
  await expectSound(host);
  await host.page.getByRole('link', { name: TOPIC }).click();
  await host.page.getByText('缺少主持人').waitFor();
  await assign(host.page, [EDITOR, UNIT_CLERK, RECORDER, REVIEWER, SECOND]);
  await host.page.getByText('主持、嘉宾或速录、审核人员都已安排').waitFor();
  await expectSound(host);
  await host.page.getByRole('tab', { name: '提问' }).click();
  await host.page.getByText(QUESTION).waitFor();
  await expectSound(host);
  await host.page.keyboard.press('a');
  await host.page.getByText('没有待审的提问').waitFor();
  await host.page.getByRole('radio', { name: '已通过' }).click();
  await host.page.getByText(QUESTION).waitFor();
  await host.page.keyboard.press('s');
  await host.page.getByText('这里没有提问').waitFor();
  expect(
    await stack.query('SELECT state, chosen, nickname FROM interview_question WHERE interview_id = $1', [
      interview,
    ]),
  ).toEqual([{ state: 'approved', chosen: true, nickname: '小叶' }]);
  await offices.completes(interview, 'chooseQuestions', 'digest', EDITOR);
  await host.page.getByRole('button', { name: '开始直播' }).click();
  await host.page.getByRole('dialog').getByRole('button', { name: '开始直播' }).click();
  await host.page.getByText('直播中').waitFor();
  await host.page.getByRole('tab', { name: '导播台' }).click();

  // Each at a machine of one's own.
  const [guest, recorder, reviewer, second] = [
    await atDesk(UNIT_CLERK),
    await atDesk(RECORDER),
    await atDesk(REVIEWER),
    await atDesk(SECOND),
  ];
  await host.page.getByText('在线', { exact: true }).nth(4).waitFor();

  // The speaker is the guest whom the plan names; the chosen question stands first. Nobody of the crew has to look for it.
  const [{ guests }] = (await stack.query('SELECT guests FROM interview WHERE id = $1', [interview])) as [
    { guests: { name: string }[] },
  ];
  const speaker = guest.page.getByRole('textbox', { name: '发言人' });
  expect(await speaker.inputValue()).toBe(guests[0]!.name);
  await guest.page.getByRole('listitem').filter({ hasText: QUESTION }).first().waitFor();
  const elsewhere = await openAs(browser, { url: `${stack.url}/console/work`, username: REVIEWER });
  const bar = elsewhere.page.getByRole('status').filter({ hasText: `正在直播：${TOPIC}。您是审核` });
  await bar.waitFor();
  await says(host.page, '各位网友，欢迎！');
  await bar.getByText('1 条等您审核').waitFor();
  await elsewhere.page.getByRole('link', { name: '在线访谈' }).getByText('1', { exact: true }).waitFor();
  await expectSound(elsewhere);
  await bar.getByRole('link', { name: '进入导播台' }).click();
  await elsewhere.page.getByText('待审 1 条 · 待发布 0 条').waitFor();
  await elsewhere.page.close();
  await presses(reviewer.page, '审核通过', '各位网友');
  await host.page.getByText('待审 0 条 · 待发布 1 条').waitFor();
  await presses(reviewer.page, '发布', '各位网友');
  await citizen.page.getByText('各位网友，欢迎！', { exact: true }).waitFor();

  // Whoever comes to the first page finds what is on air.
  const visitor = await browser.open(`${stack.url}/`, PHONE);
  await visitor.page
    .getByRole('region', { name: '正在进行' })
    .getByRole('listitem')
    .filter({ hasText: '正在直播' })
    .getByRole('link', { name: TOPIC })
    .waitFor();
  await visitor.page.close();

  // A guest answers the question; the reviewer needs no mouse.
  await guest.page.getByRole('button', { name: '关联提问' }).click();
  await guest.page.getByRole('menuitem', { name: `已选 · ${QUESTION}` }).click();
  await guest.page.getByRole('textbox', { name: '写下所说的话' }).pressSequentially('可以，一年一次。');
  await reviewer.page.getByText('在写').waitFor();
  await guest.page.getByRole('button', { name: '提交审核' }).click();
  await words(reviewer.page, '一年一次').getByRole('button', { name: '审核通过' }).waitFor();
  await expectSound(reviewer);
  await reviewer.page.keyboard.press('Control+Enter');
  await words(reviewer.page, '一年一次').getByRole('button', { name: '发布' }).waitFor();
  await reviewer.page.keyboard.press('Control+Enter');
  await citizen.page.getByText('可以，一年一次。', { exact: true }).waitFor();

  // What a recorder writes without network arrives once; it needs two reviewers, and the host publishes it.
  await says(recorder.page, '请带身份证和租房合同。');
  await recorder.page.getByText('请填写发言人').first().waitFor();
  await recorder.page.context().setOffline(true);
  await says(recorder.page, '请带身份证和租房合同。', '嘉宾甲');
  await recorder.page.getByText('等待网络，恢复后自动提交').waitFor();
  await recorder.page.context().setOffline(false);
  await presses(reviewer.page, '审核通过', '身份证');
  await words(reviewer.page, '身份证').getByText('待复核').waitFor();
  expect(await words(reviewer.page, '身份证').getByRole('button', { name: '复核通过' }).count()).toBe(0);
  await presses(second.page, '复核通过', '身份证');
  await presses(host.page, '发布', '身份证');
  await citizen.page.getByText('请带身份证和租房合同。', { exact: true }).waitFor();
  await host.page.getByRole('radio', { name: '公众所见' }).click();
  await host.page.getByRole('link', { name: '打开公众页面' }).waitFor();
  for (const watched of [citizen, host, guest, recorder, reviewer, second]) await expectSound(watched);

  await host.page.getByRole('button', { name: '结束直播' }).click();
  await host.page.getByRole('dialog').getByRole('button', { name: '结束直播' }).click();
  await citizen.page.getByText('直播已经结束').waitFor();

  await host.page.getByRole('tab', { name: '访谈以后' }).click();
  await host.page.getByRole('textbox', { name: '访谈要点' }).fill('灵活就业人员可以提取\n一年一次');
  await host.page.getByRole('button', { name: '保存' }).click();
  await host.page.getByText('已保存').waitFor();
  await expectSound(host);
  await offices.completes(interview, 'publishTranscript', 'publish', REVIEWER);
  await expect(
    stack.query(`SELECT state FROM interview_utterance WHERE interview_id = $1 ORDER BY number`, [interview]),
  ).resolves.toEqual([1, 2, 3].map(() => ({ state: 'published' })));

  await citizen.page.getByRole('heading', { name: '问题和答复' }).waitFor({ timeout: 90_000 });
  const article = citizen.page.getByRole('article').filter({ hasText: QUESTION });
  await article.getByText('可以，一年一次。', { exact: true }).waitFor();
  await citizen.page.getByRole('link', { name: /\.docx$/ }).waitFor();
  await expectSound(citizen);
}, 360_000);
