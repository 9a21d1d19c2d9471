import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Client } from '../../e2e/client.js';
import { putShortPolicyInForce } from '../../e2e/short-policy.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';
import { choose } from './working.js';

const REVIEWER = 'mailbox.reviewer';
const ROAD = {
  kind: 'SUGGEST',
  title: '关于通村公路的建议',
  body: '我们村到镇上的公路塌方以后一直没有修好，建议尽快恢复通车。',
};

const browser = await startBrowser();
let stack: TestStack;
let client: Client;
let watched: Watched;
beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  await putShortPolicyInForce(client);
  watched = await browser.open(`${stack.url}/console/letters`);
  await watched.page.getByRole('textbox', { name: '账号' }).fill(REVIEWER);
  await watched.page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await watched.page.keyboard.press('Enter');
  await watched.page.getByRole('heading', { name: '信件' }).waitFor();
}, 180_000);
afterAll(() => stack?.stop());

/** A letter that the unit has signed for. */
async function signedFor(fields: object = {}, letterClass = 'SUGGEST') {
  const letter = await client.submitted({ ...ROAD, ...fields });
  const decision = { class: letterClass, lead: 'ZJJ', coUnits: [] };
  await client.does(letter.process, 'register', { outcome: 'dispatch', decision });
  await client.does(letter.process, 'sign', { outcome: 'sign' });
  return letter;
}

/** A letter whose answer waits for its review. */
async function answeredByUnit(fields: object = {}) {
  const letter = await signedFor(fields);
  await client.does(letter.process, 'draft', { outcome: 'submit' });
  await client.does(letter.process, 'signOff', { outcome: 'sign' });
  return letter;
}

async function openLetter(letterNo: string): Promise<Page> {
  const { page } = watched;
  await page.goto(`${stack.url}/console/letters/${letterNo}`);
  await page.getByRole('tab', { name: '办理过程' }).waitFor();
  return page;
}

const stageOf = async (process: string): Promise<string> =>
  (await client.get<{ stage: string }>(`/processes/${process}`, REVIEWER)).stage;

async function untilStage(process: string, stage: string): Promise<void> {
  while ((await stageOf(process)) !== stage) await sleep(200);
}

it('a reviewer finds a letter by two characters of its text', async () => {
  const { page } = watched;
  const letter = await signedFor({ title: '关于修路的建议' });
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('塌方');
  await page.getByRole('option', { name: /关于修路的建议/ }).click();

  await page.getByRole('heading', { name: '关于修路的建议', level: 1 }).waitFor();
  expect(page.url()).toContain(letter.letterNo);
  await page.getByText('一直没有修好').waitFor();
  await expectSound(watched);
});

it('a reviewer finds a letter by its number', async () => {
  const { page } = watched;
  const letter = await signedFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill(letter.letterNo.toLowerCase());
  await page.getByRole('option', { name: new RegExp(letter.letterNo) }).waitFor();
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: ROAD.title, level: 1 }).waitFor();
  expect(page.url()).toContain(letter.letterNo);
});

it('a reviewer reads why a letter is late', async () => {
  const letter = await signedFor({ kind: 'CONSULT' }, 'CONSULT');
  let levels: string[] = [];
  while (!levels.includes('red')) {
    await sleep(300);
    const path = `/cards?processId=${letter.process}`;
    levels = (await client.get<{ items: { level: string }[] }>(path, REVIEWER)).items.map(
      ({ level }) => level,
    );
  }
  const page = await openLetter(letter.letterNo);

  await page.getByRole('region', { name: '办理经过' }).getByText('红牌').first().waitFor();
  await page.getByRole('button', { name: '怎么算的' }).click();
  await page.getByRole('dialog', { name: '怎么算的' }).getByText(/到期/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: '牌与申诉' }).click();
  await page.getByText('州住房和城乡建设局').first().waitFor();
  await expectSound(watched);
});

it('the writer of a letter is masked until a reason is given, and the letter shows who looked', async () => {
  const letter = await signedFor({ writerName: '吴某芳', phone: '13900001234' });
  const page = await openLetter(letter.letterNo);
  await page.getByText('139****1234').waitFor();
  expect(await page.getByText('吴某芳').count()).toBe(0);

  await page.getByRole('button', { name: '查看来信人信息' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '查看的理由' }).fill('电话核实路段');
  await dialog.getByRole('button', { name: '查看来信人信息' }).click();
  await page.getByText('吴某芳').waitFor();
  await page.getByText('13900001234').waitFor();
  await page.getByText('谁看过（1次）').click();
  await page.getByText('：电话核实路段').waitFor();

  await openLetter(letter.letterNo);
  await page.getByText('139****1234').waitFor();
  expect(await page.getByText('吴某芳').count()).toBe(0);
  await expectSound(watched);
});

it('an answer that a reviewer passes is read by its writer', async () => {
  const letter = await answeredByUnit();
  const page = await openLetter(letter.letterNo);
  await choose(page, '通过');
  await page.getByRole('textbox', { name: /说明/ }).fill('内容完整，依据充分。');
  await page.keyboard.press('Control+Enter');
  await page
    .getByText(/已办理（通过）/)
    .first()
    .waitFor();

  await untilStage(letter.process, 'replied');
  expect((await client.lookup(letter)).replies).toHaveLength(1);
});

it('an answer that a reviewer sends back is handled again, and the page says so', async () => {
  const letter = await answeredByUnit();
  const page = await openLetter(letter.letterNo);
  await choose(page, '退回重办');
  await choose(page, '缺依据');
  await page.getByRole('textbox', { name: /说明/ }).fill('请引用有关规定。');
  await page.keyboard.press('Control+Enter');

  await untilStage(letter.process, 'rework');
  await page.getByText('不由您办理').waitFor();
  await page.getByText('请引用有关规定。').first().waitFor();
  await expectSound(watched);
});

it('a comment of a reviewer stands on the page and is read by colleagues', async () => {
  const letter = await answeredByUnit();
  const page = await openLetter(letter.letterNo);
  await page.getByRole('tab', { name: '批注' }).click();
  await page.getByRole('textbox', { name: '写批注' }).fill('请核对工期。');
  await page.getByRole('button', { name: '加批注' }).click();
  await page.getByRole('listitem').getByText('请核对工期。').waitFor();

  const path = `/processes/${letter.process}/comments`;
  const { items } = await client.get<{ items: { body: string }[] }>(path, 'zjj.clerk');
  expect(items.map(({ body }) => body)).toEqual(['请核对工期。']);
});

it('an extension is granted', async () => {
  const letter = await signedFor();
  await client.does(letter.process, 'draft', { outcome: 'extension' });
  const page = await openLetter(letter.letterNo);
  await choose(page, '同意延期');
  await page
    .getByRole('textbox', { name: /延长/ })
    .or(page.getByRole('spinbutton', { name: /延长/ }))
    .fill('3');
  await page.keyboard.press('Control+Enter');

  await untilStage(letter.process, 'inProgress');
  await page.getByText('延期1次').waitFor();
});

it('an extension is refused with the reason', async () => {
  const letter = await signedFor();
  await client.does(letter.process, 'draft', { outcome: 'extension' });
  const page = await openLetter(letter.letterNo);
  await choose(page, '不同意');
  await page.getByRole('textbox', { name: /理由/ }).fill('材料已经齐全，请按期答复。');
  await page.keyboard.press('Control+Enter');

  await untilStage(letter.process, 'inProgress');
  await page.getByText('材料已经齐全，请按期答复。').first().waitFor();
});

it('a number that is none and a letter that one must not see say the same', async () => {
  const secret = await client.submitted({ kind: 'REPORT' });
  await client.does(secret.process, 'register', { outcome: 'accept', decision: { class: 'REPORT' } });
  await client.does(secret.process, 'assign', { outcome: 'discipline' });
  const other = await browser.open(`${stack.url}/console/letters/${secret.letterNo}`);
  await other.page.getByRole('textbox', { name: '账号' }).fill('zjj.clerk');
  await other.page.getByRole('textbox', { name: '密码' }).fill(TEST_PASSWORD);
  await other.page.keyboard.press('Enter');
  await other.page.getByText('没有这个事项').waitFor();
  const said = await other.page.getByRole('main').innerText();
  await other.page.goto(`${stack.url}/console/letters/ZX2026999999`);
  await other.page.getByText('没有这个事项').waitFor();

  expect(await other.page.getByRole('main').innerText()).toBe(said);
  await expectSound(other);
});

it('the list of letters walks by keys, and its letters by brackets', async () => {
  const { page } = watched;
  await page.goto(`${stack.url}/console/letters?lead=ZJJ`);
  await page.getByRole('row').nth(2).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText(/第1 \/ \d+件/).waitFor();
  await page.keyboard.press(']');
  await page.getByText(/第2 \/ \d+件/).waitFor();
  await page.keyboard.press('[');

  await page.getByText(/第1 \/ \d+件/).waitFor();
});

it('conditions of letters stand in the address and are dropped one at a time', async () => {
  const { page } = watched;
  await page.goto(`${stack.url}/console/letters?class=THANKS&lead=ZJJ`);
  await page.getByText('没有符合条件的信件').waitFor();
  await expectSound(watched);
  await page.getByRole('main').getByRole('button', { name: '去掉类别：表扬' }).last().click();
  await page.getByRole('row').nth(1).waitFor();

  expect(page.url()).toMatch(/\?lead=ZJJ$/);
});
