import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { Client, type Letter } from '../../e2e/client.js';
import { until } from '../../e2e/interview-offices.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';
import { addColleague, choose, openAs } from './working.js';

const REPLY =
  '经核实，您反映的情况属实。依据《物业服务收费管理办法》，已责令整改。下一步将督促退还，联系电话0855-8221234。';

const browser = await startBrowser();
let stack: TestStack;
let client: Client;
beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop());

/** A letter that waits for the clerk's answer. @returns its process and task */
async function toAnswer(): Promise<{ process: string; task: string }> {
  const { process } = await client.submitted();
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  await client.does(process, 'sign', { outcome: 'sign' });
  const { id } = await client.task(process, 'draft');
  return { process, task: id };
}

const openTask = (task: string, username = 'zjj.clerk'): Promise<Watched> =>
  openAs(browser, { url: `${stack.url}/console/work?task=${task}`, username });

const hasOpen = (process: string, name: string) => async (): Promise<boolean> =>
  (await client.tasks(process)).some((task) => task.name === name);

/** The draft that the server keeps of the clerk. */
const draftOf = async (task: string): Promise<unknown> =>
  (await client.request('GET', `/tasks/${task}/draft`, { as: 'zjj.clerk' })).body?.content;

it('a clerk signs for a letter, sees what it does, and answers with the keyboard', async () => {
  const { process } = await client.submitted();
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  const { id } = await client.task(process, 'sign');
  const watched = await openTask(id);
  const { page } = watched;
  await page.getByRole('list', { name: '提交后' }).getByText('办理并拟稿').waitFor();
  await expectSound(watched);
  await page.getByRole('button', { name: '签收' }).click();
  await until(hasOpen(process, 'draft'), 'the letter is signed for');

  const draft = await client.task(process, 'draft');
  await page.goto(`${stack.url}/console/work?task=${draft.id}`);
  await page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  await page.getByText('由另一人办理').waitFor();
  const parts = page.getByRole('list', { name: '一份好答复的四个部分' });
  expect(await parts.getByText('已写到').count()).toBe(4);
  await page.getByText('草稿已存').waitFor();
  await expectSound(watched);
  await page.keyboard.press('Control+Enter');
  await until(hasOpen(process, 'signOff'), 'the answer is signed');

  expect((await client.request('GET', `/tasks/${draft.id}/draft`, { as: 'zjj.clerk' })).status).toBe(404);
}, 120_000);

it('an answer survives a network that is cut while it is written, and a closed page', async () => {
  const { task } = await toAnswer();
  const { page } = await openTask(task);
  const reply = page.getByRole('textbox', { name: '答复内容' });
  await reply.waitFor();
  await page.context().setOffline(true);
  await reply.fill(REPLY);
  await page.getByText('草稿存在本机').waitFor();
  await page.waitForTimeout(500); // the pause that saves on the device
  await page.context().setOffline(false);

  const later = await page.context().newPage();
  await page.close();
  await later.goto(`${stack.url}/console/work?task=${task}`);
  await later.getByText('的草稿').waitFor();
  expect(await later.getByRole('textbox', { name: '答复内容' }).inputValue()).toBe(REPLY);
  await later.getByText('草稿已存').waitFor();
  expect(await draftOf(task)).toEqual({ reply: REPLY });
}, 60_000);

it('an answer whose network is cut while it is submitted is sent once by itself', async () => {
  const { process, task } = await toAnswer();
  const { page } = await openTask(task);
  await page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  // The server receives it, and the network goes before its answer arrives.
  await page.route('**/complete', async (route) => {
    const received = route.fetch();
    await route.abort(); // before the stream can say that the task is closed
    await received;
    await page.unroute('**/complete');
  });
  await page.keyboard.press('Control+Enter');
  await page.getByText('恢复后自动提交').waitFor();
  await page.getByText('恢复后自动提交').waitFor({ state: 'detached' });
  await until(hasOpen(process, 'signOff'), 'the answer is signed');

  const sent = await stack.query(`SELECT 1 FROM command WHERE process_id = $1`, [process]);
  expect(sent.length).toBe(4); // the letter, and its three steps
}, 60_000);

it('a session that ends while an answer is written takes nothing away', async () => {
  const { process, task } = await toAnswer();
  const { page } = await openTask(task);
  await page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  await page.context().clearCookies();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await dialog.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox', { name: '答复内容' }).inputValue()).toBe(REPLY);
  await page.getByRole('button', { name: '提交答复稿' }).click();

  await until(hasOpen(process, 'signOff'), 'the answer is signed');
}, 60_000);

it('a draft outlives signing out and goes on at another computer', async () => {
  const { task } = await toAnswer();
  const { page } = await openTask(task);
  await page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  await page.getByText('草稿已存').waitFor();
  await page.context().close();

  const { page: other } = await openTask(task);
  await other.getByText('的草稿').waitFor();
  expect(await other.getByRole('textbox', { name: '答复内容' }).inputValue()).toBe(REPLY);
}, 60_000);

it('a newer draft of another window is offered and not overwritten', async () => {
  const { task } = await toAnswer();
  const { page } = await openTask(task);
  await page.getByRole('textbox', { name: '答复内容' }).waitFor();
  await client.request('PUT', `/tasks/${task}/draft`, {
    as: 'zjj.clerk',
    body: { outcome: 'submit', content: { reply: '在手机上写的' } },
  });
  await page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  await page.getByText('另一个窗口或设备').waitFor();
  expect(await draftOf(task)).toEqual({ reply: '在手机上写的' });
  await page.getByRole('button', { name: '换成那一份' }).click();

  await page.getByText('草稿已存').waitFor();
  expect(await page.getByRole('textbox', { name: '答复内容' }).inputValue()).toBe('在手机上写的');
}, 60_000);

it('what cannot be chosen says why at the outcome itself', async () => {
  const { process, task } = await toAnswer();
  await client.complete(await client.task(process, 'draft'), {
    outcome: 'extension',
    decision: { workingDays: 1, reason: 'COMPLEX' },
    content: { explanation: '需委托检测。' },
  });
  await client.does(process, 'decideExtension', { outcome: 'refuse' });
  const again = await client.task(process, 'draft');
  expect(again.id).not.toBe(task);
  const watched = await openTask(again.id);
  const extension = watched.page.getByRole('radio', { name: '申请延期' });
  await extension.waitFor();

  expect(await extension.isDisabled()).toBe(true);
  await watched.page.getByText('延期申请已经审批').waitFor();
  await expectSound(watched);
}, 60_000);

it('a clerk finds a unit by its initials and takes it with Enter', async () => {
  const { process } = await client.submitted();
  const { id } = await client.task(process, 'register');
  const { page } = await openTask(id, 'mailbox.clerk');
  await choose(page, '受理并转办');
  await choose(page, '咨询');
  const lead = page.getByRole('combobox', { name: '主办单位' });
  await lead.click();
  await page.keyboard.type('lp');
  await page.getByRole('option', { name: '黎平县', exact: false }).first().waitFor();
  await page.keyboard.press('Enter');
  expect(await lead.inputValue()).toBe('黎平县');
  await page.getByRole('list', { name: '提交后' }).getByText('个工作日').waitFor();
  await page.keyboard.press('Control+Enter');

  const signs = async (): Promise<boolean> =>
    (await client.tasks(process)).some(({ name, unit }) => name === 'sign' && unit === '522631');
  await until(signs, 'the letter goes to the county');
}, 60_000);

it('two clerks on one task: the slower one keeps the text beside the new state', async () => {
  await addColleague(stack, 'zjj.clerk', { username: 'zjj.second', title: '周某' });
  const { process, task } = await toAnswer();
  const { page } = await openTask(task);
  await page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  await client.complete(await client.task(process, 'draft'), {
    as: 'zjj.second',
    outcome: 'submit',
    content: { reply: '周某的答复。' },
  });
  await page.keyboard.press('Control+Enter');
  const kept = page.getByRole('region', { name: '您写过、没有提交的内容' });
  await kept.getByText(REPLY).waitFor();
  await page.getByText('周某 已于').waitFor();
  await kept.getByRole('button', { name: '不要了' }).click();
  await kept.waitFor({ state: 'detached' });
}, 60_000);

it('a task that a colleague holds says who has it, and is handed over by its menu', async () => {
  await addColleague(stack, 'zjj.clerk', { username: 'zjj.third', title: '吴某' });
  const { task } = await toAnswer();
  const watched = await openTask(task);
  const { page } = watched;
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '交同事办理' }).click();
  const dialog = page.getByRole('dialog', { name: '交给哪位同事' });
  await dialog.getByRole('combobox', { name: '同事' }).click();
  await page.getByRole('option', { name: '吴某' }).click();
  await dialog.getByRole('textbox', { name: '理由' }).fill('请您办理');
  await expectSound(watched);
  await dialog.getByRole('button', { name: '交同事办理' }).click();
  await page.getByText('吴某 正在办理').waitFor();
  await expectSound(watched);

  expect(await page.getByRole('textbox', { name: '答复内容' }).count()).toBe(0);
}, 60_000);

it('the clock of a task is explained day by day', async () => {
  const { task } = await toAnswer();
  const watched = await openTask(task);
  const { page } = watched;
  await page.getByRole('textbox', { name: '答复内容' }).waitFor();
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog', { name: '时限怎么算的' });
  const clock = dialog.getByRole('region', { name: '办理时限' });
  await clock.getByText('个工作日').waitFor();
  expect(await clock.getByRole('listitem').count()).toBeGreaterThan(3);
  await expectSound(watched);
}, 60_000);

it('a county that names its officer, goes on leave and is substituted', async () => {
  await addColleague(stack, 'kaili.clerk', { username: 'kaili.second', title: '凯里 石某' });
  const { process, letter } = await claimedByKaili();
  const { page, faults } = await openAs(browser, {
    url: `${stack.url}/console/duty?name=522601`,
    username: 'kaili.clerk',
  });
  await page.getByText('还没有明确专人').first().waitFor();

  await page.getByRole('region', { name: '专人', exact: true }).getByRole('button', { name: '登记' }).click();
  const named = page.getByRole('dialog', { name: '凯里：登记专人' });
  await named.getByRole('textbox', { name: '办公电话' }).fill('0855-8000011');
  await named.getByRole('button', { name: '登记' }).click();
  await named.waitFor({ state: 'detached' });
  await page.getByText('缺副手、分管领导').waitFor();
  expect((await contact(letter)).phone).toBe('0855-8000011');

  await page.getByRole('button', { name: '登记休假' }).click();
  const absence = page.getByRole('dialog', { name: '登记休假' });
  await absence.getByRole('button', { name: '代办人' }).click();
  await page.getByRole('option', { name: '凯里 石某' }).click();
  await absence.getByRole('textbox', { name: '代办期间电话' }).fill('0855-8000012');
  await absence.getByRole('textbox', { name: '截止日期' }).fill(inDays(2));
  await absence.getByRole('button', { name: '登记休假' }).click();
  await absence.waitFor({ state: 'detached' });
  await page.getByText('待办 1 件随之代办').waitFor();
  await expectSound({ page, faults });
  expect((await contact(letter)).phone).toBe('0855-8000012');

  const { id } = await client.task(process, 'draft');
  const substitute = await openAs(browser, {
    url: `${stack.url}/console/work?task=${id}`,
    username: 'kaili.second',
  });
  await substitute.page.getByText('凯里 经办休假，由您代办').waitFor();
  await substitute.page.getByRole('textbox', { name: '答复内容' }).fill(REPLY);
  await expectSound(substitute);
  await substitute.page.keyboard.press('Control+Enter');
  await until(hasOpen(process, 'signOff'), 'the answer is signed');
  await substitute.page.goto(`${stack.url}/console/processes/${process}`);
  await substitute.page.getByText('（代凯里 经办办理）').first().waitFor();

  const track = await browser.open(`${stack.url}/track/${letter.letterNo}`);
  await track.page.getByRole('textbox', { name: '查询密码' }).fill(letter.queryCode);
  await track.page.keyboard.press('Enter');
  await track.page.getByText('联系办理单位').waitFor();
  await page.getByRole('button', { name: '提前结束' }).click();
  await page.getByText('已提前结束').waitFor();
  await until(
    async () => (await client.get<{ actsFor: unknown[] }>('/auth/me', 'kaili.second')).actsFor.length === 0,
    'the substitution ends',
  );
}, 120_000);

/** A letter whose answer the clerk of 凯里 has claimed. */
async function claimedByKaili(): Promise<{ process: string; letter: Letter }> {
  const { process, letterNo, queryCode } = await client.submitted();
  const decision = { class: 'CONSULT', lead: '522601', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision });
  await client.does(process, 'sign', { outcome: 'sign' });
  const { id } = await client.task(process, 'draft');
  await client.post(`/tasks/${id}/claim`, {}, { as: 'kaili.clerk' });
  return { process, letter: { letterNo, queryCode } };
}

const contact = async (letter: Letter): Promise<{ phone: string; name: string | null }> =>
  (await client.post<{ contact: { phone: string; name: string | null } }>('/public/letters/lookup', letter))
    .contact;

/** YYYY-MM-DD, Asia/Shanghai. */
const inDays = (days: number): string => formatDay(dayOf(Date.now()) + days);
