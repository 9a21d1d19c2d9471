import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Client, type Letter } from '../../e2e/client.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { openBrowser, overflow, seriousFaults, watchedPage, type Watched } from '../browser.js';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const TITLE = '黎平县肇兴镇公路塌方一周无人清理';
const BODY = '我们村到镇上的公路塌方一周了，土石占了大半边路面，校车过不去。';

let stack: TestStack;
let browser: Browser;
let client: Client;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
  client = new Client(stack.url);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Neither an error of the page nor a serious fault for those who cannot see, hear or point well. */
async function expectSound({ page, faults }: Watched): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  expect(faults).toEqual([]);
}

/** Opens the form of a letter and fills in its second step. */
async function begin(watched: Watched): Promise<void> {
  const { page } = watched;
  await page.goto(`${stack.url}/`);
  await page.getByRole('link', { name: '我要写信' }).last().click();
  await page.getByRole('link', { name: '我知道了，开始写信' }).click();
  await page.getByRole('radio', { name: '求助' }).check();
  await page.getByLabel('标题').fill(TITLE);
  await page.getByLabel('内容').fill(BODY);
}

async function goToCheck({ page }: Watched): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('姓名').fill('朱建国');
  await page.getByLabel('电话').fill('13800000000');
  await page.getByRole('radio', { name: '同意公开' }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '请核对，然后提交' }).waitFor();
}

async function receiptOf({ page }: Watched): Promise<Letter> {
  await page.getByRole('heading', { name: '来信已经收到' }).waitFor();
  return {
    letterNo: (await page.getByTestId('letter-no').textContent())!,
    queryCode: (await page.getByTestId('query-code').textContent())!,
  };
}

it('a browser without scripts shows what to do in an emergency, and how to write', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();

  await page.goto(stack.url);
  await page.getByRole('link', { name: '110' }).waitFor();
  await page.getByRole('link', { name: '写信须知' }).last().click();

  await page.getByRole('heading', { name: '写信须知' }).waitFor();
  await context.close();
});

it('a citizen writes on a phone, supplements, reads the answer, rates it and asks once more', async () => {
  const watched = await watchedPage(browser, PHONE);
  const { page } = watched;
  await begin(watched);
  await page.getByLabel('事情发生在').selectOption('黎平县');
  await page.locator('input[type=file]').setInputFiles({
    name: '现场.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('塌方现场'),
  });
  await page.getByRole('button', { name: '删除 现场.txt' }).waitFor();
  await expectSound(watched);
  await goToCheck(watched);
  await expectSound(watched);
  await page.getByRole('button', { name: '提交来信' }).click();
  const letter = await receiptOf(watched);
  await expectSound(watched);
  const process = await client.processOf(letter);

  await client.does(process, 'register', {
    outcome: 'askForMore',
    content: { question: '请写明具体路段。' },
  });
  await page.getByRole('link', { name: '查看这封信的进度' }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
  expect(page.url()).not.toContain(letter.queryCode);
  await page.getByText('请写明具体路段。').waitFor();
  await page.getByRole('button', { name: '提交补充' }).click();
  await page.getByRole('alert').getByText('请填写补充内容').waitFor();
  await expectSound(watched);
  await page.getByLabel('补充内容').fill('肇兴镇至皮林村，距镇政府两公里处。');
  await page.getByRole('button', { name: '提交补充' }).click();
  await page.getByText('补充已经提交。').waitFor();
  await page.getByText(/一般.*前可以查到由哪个单位办理/).waitFor();
  await page.getByText('我的来信', { exact: true }).click();
  await page.getByText(BODY).waitFor();
  await page.getByRole('button', { name: '现场.txt' }).waitFor();
  await expectSound(watched);

  await client.does(process, 'register', {
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: 'JTJ', coUnits: [] },
  });
  await client.does(process, 'sign', { outcome: 'sign' });
  await client.does(process, 'draft', { outcome: 'submit', content: { reply: '塌方路段已经抢通。' } });
  await client.does(process, 'signOff', { outcome: 'sign' });
  await client.does(process, 'review', { outcome: 'pass' });
  await page.reload();
  await page.getByText('塌方路段已经抢通。').waitFor();
  await expectSound(watched);
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByRole('alert').getByText('请选择是否满意').waitFor();
  await page.getByRole('radio', { name: '满意', exact: true }).check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByText('评价已经收到。').waitFor();
  expect(await client.lookup(letter)).toMatchObject({ rating: 'SATISFIED', stage: 'replied' });
  await page.getByRole('button', { name: '修改评价' }).waitFor();
  await expectSound(watched);

  await page.getByText('追问一次', { exact: true }).click();
  await page.getByLabel('追问内容').fill('以后下雨还会塌方吗？');
  await page.getByRole('button', { name: '提交追问' }).click();
  await page.getByText('追问已经提交。').waitFor();
  await page.getByText('以后下雨还会塌方吗？').waitFor();
  expect(await client.lookup(letter)).toMatchObject({ stage: 'followUp' });
  await expectSound(watched);
}, 180_000);

it('an error leaves the summary as soon as its field is mended, and typing is not interrupted', async () => {
  const { page } = await watchedPage(browser, PHONE);
  await page.goto(`${stack.url}/write/letter`);
  await page.getByRole('button', { name: '下一步' }).click();
  const summary = page.getByRole('alert');
  await summary.getByText('有 3 处需要修改').waitFor();
  await page.getByLabel('标题').pressSequentially('路灯不亮');
  await summary.getByText('有 2 处需要修改').waitFor();
  expect(await page.getByLabel('标题').inputValue()).toBe('路灯不亮');
});

it('a letter survives a network that is cut while it is written, and a closed page', async () => {
  const watched = await watchedPage(browser, PHONE);
  const { page } = watched;
  await begin(watched);
  await page.context().setOffline(true);
  await page.getByText('网络已断开').waitFor();
  await page.getByLabel('内容').fill(`${BODY}请尽快处理。`);
  await page.getByText('已保存').waitFor();
  await page.context().setOffline(false);

  const later = await page.context().newPage();
  await page.close();
  await later.goto(`${stack.url}/write/letter`);
  await later.getByRole('heading', { name: '继续上次的来信？' }).waitFor();
  await later.getByRole('button', { name: '继续写' }).click();
  expect(await later.getByLabel('内容').inputValue()).toBe(`${BODY}请尽快处理。`);
  expect(await later.getByRole('radio', { name: '求助' }).isChecked()).toBe(true);
}, 60_000);

it('a shared computer forgets a letter with its tab', async () => {
  const watched = await watchedPage(browser);
  const { page } = watched;
  await begin(watched);
  await page.getByLabel('这是公用设备，离开时清除').check();
  await page.getByText('已保存').waitFor();
  await page.reload();
  await page.getByText('16 / 50').waitFor();

  const later = await page.context().newPage();
  await page.close();
  await later.goto(`${stack.url}/write/letter`);
  await later.getByRole('textbox', { name: '标题' }).click();
  expect(await later.getByLabel('标题').inputValue()).toBe('');
}, 60_000);

it('a writer sees before sending what others would see', async () => {
  const watched = await watchedPage(browser, PHONE);
  const { page } = watched;
  await begin(watched);
  await page.getByLabel('内容').fill(`${BODY}我的电话13800000000。`);
  await page.getByRole('heading', { name: '公开后将显示为' }).waitFor();
  await page.getByText('我的电话[电话]').waitFor();
  await expectSound(watched);
}, 60_000);

it('a letter whose answer got lost is sent again and received once', async () => {
  const watched = await watchedPage(browser, PHONE);
  const { page } = watched;
  await begin(watched);
  await goToCheck(watched);
  const before = await stack.query('SELECT 1 FROM letter');
  // The server receives the letter, and the network goes before its answer arrives.
  await page.route('**/api/v1/public/letters', async (route) => {
    await route.fetch();
    await route.abort();
    await page.unroute('**/api/v1/public/letters');
  });
  await page.getByRole('button', { name: '提交来信' }).click();
  await page.getByRole('alert').getByText('连不上服务器').waitFor();
  await page.getByRole('button', { name: '提交来信' }).click();
  await receiptOf(watched);
  expect(await stack.query('SELECT 1 FROM letter')).toHaveLength(before.length + 1);
}, 60_000);

it('a wrong number and a wrong code are answered alike', async () => {
  const letter = await client.submit();
  const { page } = await watchedPage(browser, PHONE);
  const refusals: (string | null)[] = [];
  for (const [no, code] of [
    [letter.letterNo, '0000000000'],
    ['ZX2026999999', letter.queryCode],
  ] as const) {
    await page.goto(`${stack.url}/track`);
    await page.getByLabel('信件编号').fill(no);
    await page.getByLabel('查询密码').fill(code);
    await page.getByRole('button', { name: '查询' }).click();
    refusals.push(await page.getByRole('alert').textContent());
  }
  expect(refusals[0]).toContain('不正确');
  expect(refusals[1]).toBe(refusals[0]);
}, 60_000);

it('an accusation is not asked whether it may be published', async () => {
  const { page } = await watchedPage(browser, PHONE);
  await page.goto(`${stack.url}/write/letter`);
  await page.getByRole('radio', { name: '举报' }).check();
  await page.getByText('不会转给被反映的单位和个人').waitFor();
  await page.getByLabel('标题').fill('反映某单位的问题');
  await page.getByLabel('内容').fill('反映某单位工作人员的问题，请调查。');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('姓名').waitFor();
  expect(await page.getByRole('radio').count()).toBe(0);
}, 60_000);

it('every page of texts is sound in large text and high contrast', async () => {
  const watched = await watchedPage(browser, PHONE);
  const { page } = watched;
  await page.goto(`${stack.url}/`);
  await page.getByRole('button', { name: '大字版' }).click();
  await page.getByRole('button', { name: '高对比' }).click();
  for (const path of ['/', '/write/notice', '/track', '/help', '/privacy', '/accessibility', '/sitemap']) {
    await page.goto(`${stack.url}${path}`);
    await page.locator('h1').waitFor();
    await expectSound(watched);
  }
}, 60_000);

it('an address that is no page is answered 404 with the page that says so', async () => {
  const { page } = await watchedPage(browser, PHONE);
  const response = await page.goto(`${stack.url}/nothing`);
  expect(response!.status()).toBe(404);
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
}, 60_000);
