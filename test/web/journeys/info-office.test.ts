/** The information office: a survey from its draft to its results, and the table of the year. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { Client } from '../../e2e/client.js';
import { until } from '../../e2e/interview-offices.js';
import { opened } from '../../e2e/survey-offices.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';
import { openAs, PHONE } from './working.js';

const EDITOR = 'info.editor';
const UNIT = 'jyj.clerk';
const TITLE = '校车乘坐情况调查';
const TODAY = formatDay(dayOf(Date.now()));

const browser = await startBrowser();
let stack: TestStack;
let client: Client;
let survey: string;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  const started = await client.post<{ id: string }>(
    '/surveys',
    { title: TITLE, opensOn: TODAY },
    { as: UNIT },
  );
  survey = started.id;
  await opened(client, survey, 'submit', UNIT);
}, 180_000);
afterAll(() => stack?.stop());

const desk = (username: string, part = 'edit'): Promise<Watched> =>
  openAs(browser, { url: `${stack.url}/console/surveys/${survey}?part=${part}`, username });

/** Adds a question of a type, whose fields are then open. */
async function add(page: Page, type: RegExp, title: string): Promise<void> {
  await page.getByRole('button', { name: '添加题目' }).first().click();
  await page.getByRole('menuitem', { name: type }).click();
  await page.getByRole('textbox', { name: '题目', exact: true }).fill(title);
}

it('a unit builds a questionnaire beside its preview, and submits what it sees', async () => {
  const watched = await desk(UNIT);
  const { page } = watched;
  await page.getByText('还缺5项才能报送').waitFor();
  await page.getByRole('textbox', { name: '调查目的' }).fill('了解校车线路和时间是否合适。');
  await page.getByRole('textbox', { name: '个人信息处理告知' }).fill('不收集姓名和电话，答卷保存12个月。');
  await page.getByRole('radio', { name: '不记名', exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: '答卷保存月数' }).fill('12');
  await add(page, /^单选/, '您的孩子坐校车吗？');
  await page.getByRole('textbox', { name: '选项' }).fill('坐\n不坐');
  await add(page, /^矩阵/, '下面两项，您满意吗？');
  await add(page, /^问答/, '还有什么想说的？');
  const preview = page.getByRole('region', { name: '手机预览' });
  await preview.getByText('1. 您的孩子坐校车吗？').waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存').waitFor();
  await page.getByText('可以报送').waitFor();
  await page.getByText('第2次修订').waitFor();
  await page.getByRole('list', { name: '提交后' }).getByText('初审').waitFor();
  await expectSound(watched);

  await page.getByRole('button', { name: /^报送/ }).click();
  await until(
    async () => (await client.tasks(survey, EDITOR)).some(({ name }) => name === 'review'),
    'the survey is submitted',
  );
});

it('two persons of the information office publish the revision that they have read', async () => {
  const first = await desk(EDITOR);
  await first.page.getByText('第2次修订').waitFor();
  await expectSound(first);
  await first.page.getByRole('button', { name: /^通过/ }).click();
  await until(
    async () => (await client.tasks(survey, EDITOR)).some(({ name }) => name === 'approve'),
    'the survey is reviewed',
  );
  const second = await desk('info.reviewer');
  await second.page.getByText('第2次修订').waitFor();
  await second.page.getByRole('button', { name: /^发布/ }).click();
  await opened(client, survey, 'collect', 'info.reviewer');

  const shown = await client.request('GET', `/public/surveys/${survey}`);
  expect(shown.body).toMatchObject({ title: TITLE, state: 'open' });
});

it('a citizen answers on a phone, and is told which row is missing', async () => {
  const watched = await browser.open(`${stack.url}/`, PHONE);
  const { page } = watched;
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
  await page.getByRole('radio', { name: '坐', exact: true }).check();
  const manner = page.getByRole('group', { name: /^服务态度/ });
  await manner.getByRole('radio', { name: '满意', exact: true }).check();
  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByRole('alert').getByText('第2题：还差「办事效率」').waitFor();
  await page.getByText('还没有选').waitFor();
  await expectSound(watched);
  await page.waitForTimeout(500); // the pause that saves on the device
  await page.reload();
  expect(await manner.getByRole('radio', { name: '满意', exact: true }).isChecked()).toBe(true);

  await page
    .getByRole('group', { name: /^办事效率/ })
    .getByRole('radio', { name: '一般' })
    .check();
  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByRole('textbox', { name: '还有什么想说的？' }).fill('早班车再早十分钟。');
  await expectSound(watched);
  await page.waitForTimeout(4_000); // faster than a second a question is held
  await page.getByRole('button', { name: '提交答卷' }).click();
  await page.getByText('答卷已经收到').waitFor();
  const rows = await stack.query<{ state: string; data: object }>(
    'SELECT state, data FROM survey_answer WHERE survey_id = $1',
    [survey],
  );
  expect(rows).toMatchObject([{ state: 'counted', data: { q2: { 服务态度: '满意', 办事效率: '一般' } } }]);
});

it('the office releases words of a response, and the figures show them', async () => {
  const watched = await desk(EDITOR, 'answers');
  const { page } = watched;
  await page.getByRole('button', { name: '公开摘录' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('已公开摘录').waitFor();
  await expectSound(watched);
  await page.getByRole('tab', { name: '数据' }).click();
  await page.getByRole('figure', { name: /^3\./ }).getByText('早班车再早十分钟。').waitFor();
  const matrix = page.getByRole('figure', { name: /^2\./ });
  await matrix.getByRole('button', { name: '表' }).click();
  await matrix.getByRole('table').waitFor();

  await expectSound(watched);
});

it('the table of a year is arranged by keys, published, and changed with a public reason', async () => {
  const year = new Date().getFullYear() + 1;
  const body = { year, units: ['FGW', 'JYJ'], firstMonth: 1, lastMonth: 12 };
  const { id } = await client.post<{ id: string }>('/arrangements', body, { as: EDITOR });
  await opened(client, id, 'propose', UNIT);
  const unit = await openAs(browser, { url: `${stack.url}/console/columns/${year}`, username: UNIT });
  await unit.page.getByRole('button', { name: '增加选题' }).click();
  await unit.page.getByRole('textbox', { name: '主题' }).fill('义务教育招生政策');
  await unit.page.getByRole('button', { name: '确定' }).click();
  await unit.page.getByRole('button', { name: /义务教育招生政策/ }).waitFor();
  await expectSound(unit);
  await client.does(id, 'propose', { outcome: 'propose' }, UNIT);
  await client.does(id, 'closeProposals', { outcome: 'close' }, EDITOR);
  await opened(client, id, 'arrange', EDITOR);

  const office = await openAs(browser, { url: `${stack.url}/console/columns/${year}`, username: EDITOR });
  const { page } = office;
  await page.getByRole('button', { name: /义务教育招生政策/ }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.getByText('移到2月').waitFor();
  await expectSound(office);
  await client.does(id, 'arrange', { outcome: 'submit' }, EDITOR);
  await client.does(id, 'approve', { outcome: 'publish' }, EDITOR);
  await opened(client, id, 'conclude', EDITOR);
  await page.reload();
  await page.getByRole('button', { name: /义务教育招生政策/ }).click();
  await page.getByRole('menuitem', { name: '移到3月' }).click();
  await page.getByRole('textbox', { name: '理由' }).fill('与全州会议冲突。');
  await page.getByRole('button', { name: '确定' }).click();
  await until(
    async () =>
      (await client.get<{ changes: object[] }>(`/public/arrangements/${year}`)).changes.length === 1,
    'the change is public',
  );

  const citizen = await browser.open(`${stack.url}/arrangements/${year}`, PHONE);
  await citizen.page.getByText('由2月改到3月').waitFor();
  await citizen.page.getByText('理由：与全州会议冲突。').waitFor();
  expect(await citizen.page.getByText('没有报送的单位').count()).toBe(1);
  await expectSound(citizen);
});
