/** A major policy from its registration to its issue: the gate is shut until every opinion is answered and published. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTimeTravel, type TimeTravel } from '../../support/time-travel.js';
import { ConsultationRun } from '../../workflows/consultations/consultation-run.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';
import { DRAFT, DRAFTER as CLERK, FINAL_TEXT } from '../consulted.js';
import { choose, openAs, PHONE } from './working.js';

const LEGAL = 'legal.officer';
const SIGNER = 'gaj.signer';
const TITLE = '黔东南州城市养犬管理办法';
const OPINION = '老城区院子住着几代人，已经办证的犬只应当允许养到自然死亡。';

const browser = await startBrowser();
let world: TimeTravel;
let run: ConsultationRun;
let policy: string;

beforeAll(async () => {
  world = await startTimeTravel();
  run = new ConsultationRun(world);
}, 120_000);
afterAll(() => world?.close());

const staff = (username: string, path: string): Promise<Watched> =>
  openAs(browser, { url: `${world.url}/console${path}`, username });
const citizen = (path: string): Promise<Watched> => browser.open(world.url + path, PHONE);
const gate = (page: Page) => page.getByRole('region', { name: /现在不能印发|各项条件/ });
const say = async (fields: object): Promise<void> =>
  void (await run.client.post(`/public/consultations/${run.id}/opinions`, {
    ...{ captcha: await run.client.captcha(), ...fields },
  }));

it('a unit registers a policy that it calls major', async () => {
  const watched = await staff(CLERK, '/policies');
  const { page } = watched;
  await page.getByRole('button', { name: '登记政策' }).click();
  await page.getByRole('textbox', { name: '政策名称' }).fill(TITLE);
  await choose(page, '重大 重大或者涉及群众切身利益');
  await page.getByRole('textbox', { name: '理由' }).fill('涉及群众切身利益。');
  await expectSound(watched);
  await page.getByRole('button', { name: '登记并启动程序' }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
  await page.getByText('报为重大，待认定').waitFor();
  const [row] = await world.query<{ id: string; policy_id: string }>(
    'SELECT id, policy_id FROM consultation',
  );
  run.id = row!.id;
  policy = row!.policy_id;
  await expectSound(watched);
}, 90_000);

it('a legal officer begins at the register, reads what keeps the gate shut, and classifies the policy', async () => {
  await run.open('classify');
  const watched = await staff(LEGAL, '/');
  const { page } = watched;
  await page.getByRole('link', { name: TITLE }).click();
  await gate(page).getByText('法制机构尚未认定是否重大').waitFor();
  await gate(page).getByText('征求意见稿尚未公布').waitFor();
  await page.getByRole('radio', { name: '属重大或涉及群众切身利益' }).waitFor();
  await expectSound(watched);
  await page.getByRole('radio', { name: '属重大或涉及群众切身利益' }).click({ force: true });
  await page.getByRole('textbox', { name: '理由' }).last().fill('涉及群众切身利益，依法须公开征求意见。');
  await page.keyboard.press('Control+Enter');
  await gate(page).getByText('法制机构尚未认定是否重大').waitFor({ state: 'detached' });
  await run.open('prepare');
}, 90_000);

it('the unit writes its draft, which says what is missing', async () => {
  const watched = await staff(CLERK, `/consultations/${run.id}`);
  const { page } = watched;
  await page.getByText('缺少起草说明', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: '征求意见稿全文' }).fill(DRAFT.text);
  await page.getByRole('textbox', { name: '起草说明' }).fill(DRAFT.explanation);
  await page.getByRole('textbox', { name: '征求意见的方式' }).fill(DRAFT.howToAnswer);
  await choose(page, '按法定最短期限');
  await choose(page, '审核后随时公开');
  await page.getByRole('button', { name: '保存征求意见稿' }).click();
  await page.getByText('征求意见稿已保存。').waitFor();
  await page.getByText('缺少起草说明', { exact: true }).waitFor({ state: 'detached' });
  await expectSound(watched);
  await run.done('prepare', 'submit');
  await run.done('checkDraft', 'accept');
  await run.done('publish', 'publish');
  await run.open('collect');
}, 90_000);

it('a citizen comments on a clause on a phone; what is typed survives a reload', async () => {
  const watched = await citizen('/consultations');
  const { page } = watched;
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('button', { name: '对第八条提意见' }).click();
  await page.getByRole('textbox', { name: '您的意见' }).fill(OPINION);
  await page.getByText('已存在这台设备上').waitFor();
  await expectSound(watched);
  await page.reload();
  await page.getByRole('button', { name: '对第八条提意见' }).click();
  await page.waitForFunction(`document.querySelector('textarea')?.value === ${JSON.stringify(OPINION)}`);
  await page.getByRole('textbox', { name: '怎么称呼您' }).fill('杨某某');
  await page.getByText('公开时显示为「杨**」').waitFor();
  await page.getByRole('button', { name: '提交意见' }).click();
  await page.getByText('意见已经收到').waitFor();
  await page.getByRole('button', { name: '第八条的1条意见' }).waitFor();
  const rows = await world.query('SELECT clause, name, body, state FROM opinion');

  expect(rows).toEqual([{ clause: 8, name: '杨某某', body: OPINION, state: 'pending' }]);
  await expectSound(watched);
}, 90_000);

it('the drafter publishes opinions, merges those that say the same, and answers with keys', async () => {
  await say({ clause: 8, body: '已经办证的犬只应当允许养到自然死亡。' });
  await say({ clause: 9, body: '犬绳一点五米太短，建议放宽到二米。' });
  await run.pass(32);
  await run.open('sortOpinions');
  const watched = await staff(CLERK, `/consultations/${run.id}?tab=opinions`);
  const { page } = watched;
  const boxes = page.getByRole('list', { name: '意见' }).getByRole('checkbox');
  await boxes.nth(2).waitFor({ state: 'attached' });
  for (const box of await boxes.all()) await box.check({ force: true });
  await page.getByRole('button', { name: '公开3条' }).click();
  await page.getByText('3条意见已公开。').waitFor();
  await page.getByRole('radio', { name: '全部' }).click({ force: true });
  await page.getByText('可能说的是同一件事').waitFor();
  await page.getByText(/相似度\d+%/).waitFor();
  await expectSound(watched);
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await page.getByText('一组2条').waitFor();

  await page.getByRole('tab', { name: /答复/ }).click();
  await page.getByText('还有3条未答复').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('r');
  await page.keyboard.type('增加一款：本办法施行前已登记的，可以继续饲养。');
  await page.getByText('换一台电脑也能接着写').waitFor();
  const elsewhere = await staff(CLERK, `/consultations/${run.id}?tab=verdicts`);
  await elsewhere.page.getByText('有未提交的答复').waitFor();
  await elsewhere.page.getByText(/可以继续饲养/).waitFor();
  await expectSound(watched);
  await page.keyboard.press('Control+Enter');
  await page.getByText('还有1条未答复').waitFor();
  await page.keyboard.press('3');
  await page.keyboard.press('r');
  await page.keyboard.type('一点五米为安全距离。');
  await page.keyboard.press('Control+Enter');
  await page.getByText('每条意见都已答复，可以报签。').waitFor();
  const rows = await world.query(
    'SELECT verdict, count(*)::int AS n FROM opinion GROUP BY verdict ORDER BY 1',
  );

  expect(rows).toEqual([
    { verdict: 'ADOPTED', n: 2 },
    { verdict: 'NOT_ADOPTED', n: 1 },
  ]);
  await run.done('sortOpinions', 'submit');
}, 120_000);

it('the gate stays shut until the adoption is signed, and citizens then read what became of each opinion', async () => {
  const shut = await staff(LEGAL, `/policies/${policy}`);
  await gate(shut.page).getByText('采纳情况尚未签发公布').waitFor();
  await run.done('signAdoption', 'publish', {}, SIGNER);
  await run.open('submitReview');
  const watched = await citizen(`/consultations/${run.id}/feedback`);
  const { page } = watched;
  await page.getByText('共收到3条意见，3条已逐条答复').waitFor();
  await page.getByText('杨**等2条').waitFor();
  await page.getByRole('table').getByText('不采纳').waitFor();

  expect(await page.getByText('杨某某').count()).toBe(0);
  await expectSound(watched);
}, 90_000);

it('the issued policy shows its differences from the draft', async () => {
  await run.done('submitReview', 'submit');
  await run.done('legalReview', 'pass');
  await run.pass(14);
  await run.done('decide', 'adopt');
  await run.open('issue');
  const desk = await staff(CLERK, `/policies/${policy}`);
  await gate(desk.page).getByText('缺少文号').waitFor();
  await desk.page.getByRole('textbox', { name: '文号' }).fill('黔东南府办发〔2027〕6号');
  await desk.page.getByRole('textbox', { name: '正式文本' }).fill(FINAL_TEXT);
  await desk.page.getByRole('button', { name: '保存文号和正式文本' }).click();
  await desk.page.getByText('各项条件都已满足，可以印发').waitFor();
  await expectSound(desk);
  await run.done('issue', 'issue', {}, SIGNER);
  await run.until(
    async () => (await run.client.request('GET', `/public/policy-documents/${policy}`)).status === 200,
  );
  const watched = await citizen('/policies');
  const { page } = watched;
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('heading', { name: '公布稿改了什么' }).waitFor();

  expect(await page.locator('ins').allInnerTexts()).toContainEqual(
    expect.stringContaining('导盲犬、扶助犬不计入数量。'),
  );
  expect(await page.locator('del').count()).toBeGreaterThan(0);
  await expectSound(watched);
}, 120_000);

it('a unit withdraws its policy with a reason, which others may not', async () => {
  const body = { title: '黔东南州犬只收容办法', kind: 'NORMATIVE', major: false, reason: '内部管理。' };
  const { id } = await run.client.post<{ id: string }>('/policy-documents', body, { as: CLERK });
  const started = await run.client.post<{ id: string }>('/consultations', { policy: id }, { as: CLERK });
  const legal = await staff(LEGAL, `/consultations/${started.id}`);
  await legal.page.getByRole('heading', { name: '黔东南州犬只收容办法' }).waitFor();
  expect(await legal.page.getByRole('button', { name: '撤回' }).count()).toBe(0);
  const watched = await staff(CLERK, `/consultations/${started.id}`);
  const { page } = watched;
  await page.getByRole('button', { name: '撤回' }).click();
  await expectSound(watched);
  await page.getByRole('textbox', { name: '撤回理由' }).fill('与省里的新规定重复。');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await page.getByText('已撤回：与省里的新规定重复。').waitFor();

  await run.until(async () => {
    const { process } = await run.client.get<{ process: { result: string | null } }>(
      `/consultations/${started.id}`,
      CLERK,
    );
    return process.result === 'withdrawn';
  });
}, 90_000);
