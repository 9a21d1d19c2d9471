import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Offices } from '../../../infra/tools/demo/offices.js';
import { dealOut, fallbackFile, type Department } from '../../../infra/tools/play-campaign/departments.js';
import { CENTRE } from '../../../infra/tools/play-campaign/habits.js';
import { generateSite } from '../../../infra/tools/service-sites/generate.js';
import { serveSite, type ServedSite } from '../../../infra/tools/service-sites/serve.js';
import { StaffApi } from '../../../infra/tools/staff-api/staff-api.js';
import { shanghaiDay } from '../../../infra/tools/staff-api/temporary-policy.js';
import { until } from '../../e2e/interview-offices.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser, type Watched } from '../browser.js';
import { choose, openAs, PHONE } from './working.js';

/** The first works in the browser, the second behind it. */
const UNITS = ['JYJ', 'FGW'] as const;
const CLERK = 'jyj.clerk';
/** Inspections and documents take their time on a busy machine. */
const PATIENCE_MS = 120_000;
const REASON = '网页上有此内容，检查时页面正在更新。';

interface Finding {
  readonly id: string;
  readonly unit: string | null;
  readonly item: string;
  readonly state: string;
  readonly objection: { readonly ruling: { readonly verdict: string | null } | null } | null;
}

const site = generateSite({ seed: 13, items: 14, faulty: 0.8 });
const browser = await startBrowser();
let stack: TestStack;
let served: ServedSite;
let api: StaffApi;
let offices: Offices;
let departments: readonly Department[];
let campaign: string;
const parts = new Map<string, string>();

beforeAll(async () => {
  served = await serveSite(site);
  stack = await startTestStack({ settings: { DUBAN_INSPECT_ALLOW: '127.0.0.0/8' } });
  api = new StaffApi(stack.url, () => TEST_PASSWORD);
  offices = new Offices(api);
  departments = dealOut([...UNITS], ['diligent'], site);
  const fallback = fallbackFile(
    departments.flatMap(({ unit, items }) => items.slice(1).map((item) => [unit, item] as const)),
  );
  const { id: list } = await api.post<{ id: string }>('/fallback-lists', fallback, { as: CENTRE });
  const body = {
    preset: 'QDN-2015',
    firstDay: shanghaiDay(),
    departments: UNITS,
    site: { url: served.url, allow: ['127.0.0.0/8'], rate: 50, concurrency: 16 },
    fallbackList: list,
  };
  campaign = (await api.post<{ id: string }>('/campaigns', body, { as: CENTRE })).id;
  await offices.completes(campaign, { task: 'issueNotice', outcome: 'issue', content: {} });
  await until(async () => {
    const { items } = await api.get<{ items: { unit: string; process: { id: string } | null }[] }>(
      `/campaigns/${campaign}/departments`,
      CENTRE,
    );
    for (const { unit, process } of items) if (process) parts.set(unit, process.id);
    return parts.size === UNITS.length;
  }, 'the parts of the departments');
}, 180_000);
afterAll(async () => {
  await stack?.stop();
  await served?.close();
});

const findings = (query = ''): Promise<Finding[]> =>
  api.all(`/campaigns/${campaign}/findings?${query || 'limit=200'}`.replace(/\?limit=200$/, ''), CENTRE);
const board = (query: string, username: string, size?: { width: number; height: number }): Promise<Watched> =>
  openAs(browser, { url: `${stack.url}/console/campaigns/${campaign}${query}`, username, size });
/** The page of a department's task. */
async function openTask(name: string, username: string): Promise<Watched> {
  const task = await offices.opened(parts.get('JYJ')!, name, CENTRE);
  return openAs(browser, { url: `${stack.url}/console/tasks/${task.id}`, username });
}
const chooseFile = (page: Page, name: string, rows: readonly string[]): Promise<void> =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
const isDone = (name: string) => async (): Promise<boolean> => {
  const { items } = await api.get<{ items: { name: string }[] }>(
    `/tasks?processId=${parts.get('JYJ')}&limit=100`,
    CENTRE,
  );
  return items.every((task) => task.name !== name);
};

it(
  'a department reports its list from its task, and is told which rows to mend',
  async () => {
    const watched = await openTask('reportList', CLERK);
    const { page } = watched;
    await page.getByText('上传权力清单').waitFor();
    await expectSound(watched);
    const template = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载权力清单模板' }).click();
    expect((await template).suggestedFilename()).toBe('权力清单模板.csv');
    await chooseFile(page, '权力清单.csv', ['序号,服务项目', '1,甲事项']);
    const whole = page.getByRole('alert').getByRole('listitem').first();
    await whole.waitFor();
    expect(await whole.textContent()).toMatch(/^没有找到表头.*第 1 行（序号、服务项目）/);
    await page.getByText('无变化，沿用依据清单中本单位的事项').click();
    await page.getByText(/^看其中的\d+项$/).click();
    await page.getByRole('table', { name: '依据清单' }).waitFor();
    await expectSound(watched);
    await page.getByText('上传权力清单').click();
    await chooseFile(page, '权力清单.csv', ['部门,事项名称,类别', '没有这个单位,甲事项,行政许可']);
    await page
      .getByRole('alert')
      .getByText(/权力清单.csv没有导入/)
      .waitFor();
    const items = departments.find(({ unit }) => unit === 'JYJ')!.items;
    await chooseFile(page, '权力清单.csv', [
      '部门,事项名称,类别',
      ...items.map((item) => `JYJ,"${item}",行政许可`),
    ]);
    await page.getByText(`读到${items.length}项`).waitFor();
    await page
      .getByRole('region', { name: /^读到的前\d项$/ })
      .getByText(items[0]!)
      .waitFor();
    await page.getByText(`${items.length}项没有编码`).waitFor();
    await expectSound(watched);
    await page.getByRole('button', { name: /^上报/ }).last().click();
    await until(isDone('reportList'), 'the list is reported');
  },
  PATIENCE_MS,
);

it(
  'the centre begins at its campaigns and sees what a list changes',
  async () => {
    const watched = await openAs(browser, { url: `${stack.url}/console/`, username: CENTRE });
    const { page } = watched;
    await page.getByRole('heading', { name: '在线办事清理行动' }).waitFor();
    await page
      .getByRole('link', { name: /在线办事事项检查清理/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('table', { name: '各单位检查和整改情况' }).waitFor();
    await expectSound(watched);
    await page.getByRole('tab', { name: '权力清单' }).click();
    await page.getByRole('link', { name: '与依据清单比对' }).first().click();
    await page.getByRole('table', { name: '清单比对' }).getByText('新增', { exact: true }).waitFor();
    await expectSound(watched);

    const review = await openTask('checkList', CENTRE);
    await review.page.getByRole('heading', { name: /^州教育局：/ }).waitFor();
    const reported = review.page.getByRole('region', { name: /^州教育局.*上报的权力清单$/ });
    await reported.getByText(/新增1，减少0/).waitFor();
    await reported.getByRole('link', { name: '权力清单.csv' }).waitFor();
    expect(await review.page.getByRole('radio', { checked: true }).count()).toBe(0);
    await expectSound(review);
  },
  PATIENCE_MS,
);

it(
  'the centre decides doubtful findings by keys, and the next one comes',
  async () => {
    for (const unit of UNITS)
      await offices.completes(parts.get(unit)!, { task: 'nameContact', outcome: 'name' });
    await offices.completes(parts.get('FGW')!, {
      task: 'reportList',
      outcome: 'report',
      decision: { list: null },
    });
    for (const unit of UNITS)
      await offices.completes(parts.get(unit)!, { task: 'checkList', outcome: 'accept', content: {} });
    await offices.completes(campaign, { task: 'freezeCatalogue', outcome: 'freeze', content: {} });
    await offices.opened(campaign, 'reviewFindings', CENTRE);
    const before = (await findings('state=found')).filter(({ unit }) => unit !== null);
    const watched = await board('?tab=findings&state=found', CENTRE);
    const { page } = watched;
    await page.getByRole('button', { name: '确认是问题' }).waitFor();
    await page.getByText('疑似，不计入').first().waitFor();
    await expectSound(watched);
    await page.getByRole('button', { name: '当时的网页' }).click();
    await page.getByRole('region', { name: '网页的文字' }).waitFor();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    await expectSound(watched);
    await page.keyboard.press('Escape');
    const heading = page.locator('article h3');
    const first = await heading.textContent();
    await page.keyboard.press('n');
    await page.getByText(/^已不计入：/).waitFor();
    await until(async () => (await heading.textContent()) !== first, 'the next finding is open');

    const after = await findings('state=found');
    const gone = (await findings()).filter(({ state }) => state === 'dismissed');
    expect(gone).toHaveLength(1);
    expect(after.length).toBeLessThan(before.length + 5);
  },
  PATIENCE_MS,
);

it(
  'a department contests a finding of its own, and the board shows it',
  async () => {
    await offices.completes(campaign, { task: 'reviewFindings', outcome: 'handDown', content: {} });
    const watched = await openTask('confirmFindings', CLERK);
    const { page } = watched;
    await page.getByRole('region', { name: /^州教育局：\d+个待整改的问题$/ }).waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await choose(page, '提出异议');
    const group = page.getByRole('group', { name: '问题' });
    await group.getByRole('checkbox').first().waitFor({ state: 'attached' });
    await expectSound(watched);
    await group.getByRole('checkbox').first().check({ force: true });
    await page.getByRole('textbox', { name: '理由' }).fill(REASON);
    await page
      .getByRole('button', { name: /^提出异议/ })
      .last()
      .click();
    await until(isDone('confirmFindings'), 'the finding is contested');

    const contested = (await findings('unit=JYJ')).filter(({ objection }) => objection !== null);
    expect(contested).toHaveLength(1);
    const own = await board('', CLERK);
    await own.page.getByRole('button', { name: /^异议/ }).click();
    await own.page.getByText(REASON).waitFor();
    expect(await own.page.getByRole('link', { name: '州发改委' }).count()).toBe(0);
    await expectSound(own);
  },
  PATIENCE_MS,
);

it(
  'the centre rules on an objection from the board',
  async () => {
    const watched = await board('?unit=JYJ', CENTRE);
    const { page } = watched;
    await page.getByRole('button', { name: /^异议/ }).click();
    await page.getByText('核定前时限暂停').waitFor();
    await expectSound(watched);
    await page.getByRole('link', { name: '去核定' }).click();
    await page.getByRole('region', { name: '州教育局：1个问题有异议' }).getByText(REASON).waitFor();
    await choose(page, '异议成立');
    await page
      .getByRole('group', { name: '问题' })
      .getByRole('checkbox', { checked: true })
      .waitFor({ state: 'attached' });
    await expectSound(watched);
    await page.getByRole('textbox', { name: '理由' }).fill('经核实，异议成立。');
    await page
      .getByRole('button', { name: /异议成立/ })
      .last()
      .click();
    await until(isDone('ruleFindings'), 'the objection is ruled on');

    await until(
      async () => (await findings('unit=JYJ')).some(({ state }) => state === 'withdrawn'),
      'the finding is withdrawn',
    );
  },
  PATIENCE_MS,
);

it(
  'the centre corrects days after it has seen what moves, and the departments are notified',
  async () => {
    await offices.completes(parts.get('FGW')!, { task: 'confirmFindings', outcome: 'confirm', content: {} });
    await offices.completes(campaign, { task: 'submitReport', outcome: 'submit', content: {} });
    await offices.completes(campaign, { task: 'approvePlan', outcome: 'approve', content: {} });
    for (const unit of UNITS) await offices.opened(parts.get(unit)!, 'rectify', CENTRE);
    const datesOf = async () =>
      (await api.get<{ dates: { name: string; day: string }[] }>(`/campaigns/${campaign}`, CENTRE)).dates;
    const before = (await datesOf()).find(({ name }) => name === 'lateUntil')!.day;
    const later = new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10);
    const watched = await board('', CENTRE);
    const { page } = watched;
    await page.getByRole('button', { name: '更正日期' }).click();
    const dialog = page.getByRole('dialog', { name: '更正日期' });
    await dialog.getByRole('textbox', { name: '逾期单位最后申报' }).fill(later);
    await dialog.getByText('2项在办任务随之改变').waitFor();
    expect(await dialog.getByRole('textbox', { name: '印发通知' }).count()).toBe(0);
    await expectSound(watched);
    await dialog.getByRole('textbox', { name: '更正的原因' }).fill('网站升级，最后申报顺延一天');
    await dialog.getByRole('button', { name: '更正', exact: true }).click();
    await page.getByText('日期已更正').waitFor();

    expect((await datesOf()).find(({ name }) => name === 'lateUntil')!.day).toBe(later);
    const timeline = () =>
      api.all<{ type: string; text: string }>(`/processes/${parts.get('JYJ')}/timeline`, CENTRE);
    await until(
      async () => (await timeline()).some(({ type }) => type === 'limit.moved'),
      'the step has its new limit',
    );
    expect((await timeline()).map(({ text }) => text)).toContain('更正日期。网站升级，最后申报顺延一天');
    const { items } = await api.get<{ items: { kind: string }[] }>('/me/notifications', CLERK);
    expect(items.map(({ kind }) => kind)).toContain('redated');
  },
  PATIENCE_MS,
);

it(
  'a department mends its findings and declares it, and the centre passes it',
  async () => {
    const watched = await openTask('rectify', CLERK);
    const { page } = watched;
    site.repair(site.catalogue.map(({ name }) => name));
    await choose(page, '申报全部整改完成');
    const declare = page.getByRole('button', { name: /^申报全部整改完成/ }).last();
    await declare.waitFor();
    await declare.click();
    const recheck = await offices.opened(parts.get('JYJ')!, 'recheck', CENTRE);
    const centre = await board('?unit=JYJ', CENTRE);
    await centre.page.getByText('暂停').first().waitFor();
    await expectSound(centre);
    await centre.page.goto(`${stack.url}/console/tasks/${recheck.id}`);
    await centre.page.getByRole('region', { name: /^州教育局：申报已整改的\d+个问题/ }).waitFor();
    await choose(centre.page, '通过');
    await centre.page.getByRole('button', { name: /^通过/ }).last().click();

    await until(
      async () => (await findings('unit=JYJ')).every(({ state }) => state !== 'open'),
      'the findings are rectified',
    );
  },
  PATIENCE_MS,
);

it(
  'the public reads the bulletin and its table by unit, on a phone too',
  async () => {
    await offices.completes(parts.get('FGW')!, { task: 'rectify', outcome: 'declare', content: {} });
    await offices.completes(parts.get('FGW')!, { task: 'recheck', outcome: 'pass', content: {} });
    await offices.completes(campaign, { task: 'reviewResiduals', outcome: 'confirm', content: {} });
    await offices.completes(campaign, { task: 'reportProblems', outcome: 'submit', content: {} });
    await offices.completes(campaign, { task: 'issueBulletin', outcome: 'issue', content: {} });
    await until(async () => {
      const { items } = await api.get<{ items: unknown[] }>('/public/campaigns', CENTRE);
      return items.length === 1;
    }, 'the bulletin is issued');
    const watched = await browser.open(`${stack.url}/bulletins`);
    const { page } = watched;
    await page.getByRole('link', { name: /在线办事事项检查清理/ }).click();
    await page.getByRole('table', { name: /整改后情况表/ }).waitFor();
    await expectSound(watched);
    const phone = await browser.open(`${stack.url}/bulletins/campaigns/${campaign}`, PHONE);
    const table = phone.page.getByRole('table', { name: /整改后情况表/ });
    await table.waitFor();

    expect(await table.getByRole('rowheader', { name: '州教育局' }).count()).toBe(1);
    await expectSound(phone);
    const documents = await board('?tab=documents', CENTRE);
    await documents.page.getByRole('link', { name: '公众所见' }).waitFor();
    await expectSound(documents);
  },
  PATIENCE_MS,
);

it(
  'the centre sets up a campaign after it has seen its days, and is told which field is wrong',
  async () => {
    const watched = await openAs(browser, { url: `${stack.url}/console/campaigns`, username: CENTRE });
    const { page } = watched;
    await page.getByRole('link', { name: '发起清理行动' }).click();
    await page
      .getByText(/其中休息日\d+天/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '发起', exact: true }).click();
    await page.getByText('还差：参加单位、网站地址').waitFor();
    await page.getByRole('textbox', { name: '第一天（T）' }).fill('2026-03-16');
    await page.getByText('2026年3月16日至2026年6月8日').first().waitFor();
    await page.getByRole('textbox', { name: '完成整改' }).fill('2026-05-17');
    await page
      .getByText(/2026-05-17 不是工作日/)
      .first()
      .waitFor();
    await page.getByText('全选', { exact: false }).nth(1).click();
    await page.getByRole('textbox', { name: '网站地址' }).fill('zwzx.example.gov.cn');
    await page.getByRole('button', { name: '发起', exact: true }).click();
    await page.getByText('须为网址').waitFor();
    await page.getByRole('textbox', { name: '网站地址' }).fill('http://zwzx.example.gov.cn/');
    await expectSound(watched);
    await page.getByRole('button', { name: '发起', exact: true }).click();
    await page.getByRole('heading', { name: /检查清理（2026）/ }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    const started = await api.get<{ dates: { name: string; day: string }[]; departments: number }>(
      `/campaigns/${id}`,
      CENTRE,
    );

    expect(started.dates.find(({ name }) => name === 'rectifyBy')?.day).toBe('2026-05-17');
    expect(started.departments).toBe(6);
  },
  PATIENCE_MS,
);
