/** Every page of both faces, with the way to it, for tests that look at all of them. */
import type { Browser, Page } from 'playwright-core';
import { dayOf, formatDay } from '../../domain/time/civil-time.js';
import { opened, publishedSurvey } from '../e2e/survey-offices.js';
import { TEST_PASSWORD } from '../support/database.js';
import type { TestStack } from '../support/stack.js';
import { CLERK, type Client, type Letter } from '../e2e/client.js';
import {
  EDITOR,
  inMs,
  InterviewOffices,
  putShortLeadInForce,
  REVIEWER,
  until,
} from '../e2e/interview-offices.js';
import { ISSUED_BULLETIN } from './issued-bulletin.js';
import { watchedPage, type Watched } from './browser.js';
import { DRAFTER, issuedPolicy, openConsultation, type Consulted } from './consulted.js';

/** What the pages show. */
export interface Stage {
  readonly url: string;
  /** Waits for its rating. */
  readonly answered: Letter & { readonly process: string };
  /** Of a process that has no page of its own. */
  readonly otherProcess: string;
  /** A red card that its unit has appealed against. */
  readonly card: string;
  /** A survey that is open, one whose results are public, and one that is drafted. */
  readonly surveys: { readonly open: string; readonly results: string; readonly drafted: string };
  /** An interview that is announced, one on air, and one that is over. */
  readonly interviews: { readonly announced: string; readonly live: string; readonly over: string };
  /** Its departments are asked for their lists. */
  readonly campaign: string;
  /** Open for opinions, and one whose policy was issued. */
  readonly consulted: Consulted;
  readonly issued: Consulted;
}

/** A page, and how to get to it. */
export interface PageCase {
  /** As `portal/paths.ts` and `console/paths.ts` write it. */
  readonly address: string;
  /** Tells the states of one address apart. */
  readonly state?: string;
  /** The account that looks at it; undefined: nobody is signed in. */
  readonly as?: string;
  /** Opens it. Resolves when it is drawn. */
  readonly open: (page: Page, stage: Stage) => Promise<void>;
}

/** Letters at several steps, so that each page has something to show. */
export async function setStage(
  client: Client,
  { url, query }: Pick<TestStack, 'url' | 'query'>,
): Promise<Stage> {
  const interviews = await interviewStages(client, url);
  const dispatch = {
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: 'ZJJ', coUnits: [] },
  } as const;
  const { process: handled } = await client.submitted({ title: '小区电梯停运三天无人维修' });
  await client.does(handled, 'register', dispatch);
  await client.does(handled, 'sign', { outcome: 'sign' });
  const { process: drafted } = await client.submitted({ title: '公租房申请条件能否放宽' });
  await client.does(drafted, 'register', dispatch);
  await client.does(drafted, 'sign', { outcome: 'sign' });
  await client.does(drafted, 'draft', { outcome: 'submit' });
  await client.submitted({ title: '路灯不亮' });
  const answered = await client.submitted({ title: '居住证在哪里办理', wantsPublic: true });
  await client.answered(answered.process);
  const red = { processId: handled, unit: 'ZJJ', level: 'red', reason: '多次催办后仍未签收。' };
  const { id: card } = await client.post<{ id: string }>('/supervision/cards', red, { as: 'supervisor' });
  await client.post(`/cards/${card}/appeal`, { evidence: '来信已于当日签收。' }, { as: 'zjj.clerk' });
  const campaign = await startedCampaign(client);
  return {
    ...{ url, answered, card, campaign, interviews },
    otherProcess: await arrangement(client),
    surveys: await surveys(client),
    consulted: await openConsultation(client),
    issued: await issuedPolicy(query),
  };
}

/** Interviews in three states. */
async function interviewStages(client: Client, url: string): Promise<Stage['interviews']> {
  const offices = new InterviewOffices(client, url);
  await putShortLeadInForce(client);
  const announced = await offices.create({ topic: '义务教育招生政策解读' });
  await offices.announced(announced);
  const [live, over] = await Promise.all(
    ['灵活就业人员缴存公积金', '异地购房提取公积金'].map(async (topic) => {
      const id = await offices.create({ topic, liveAt: inMs(8_000) });
      await offices.announced(id);
      await offices.question(id, { text: '租房能提取吗？', nickname: '小叶' });
      return id;
    }),
  );
  for (const id of [live!, over!]) {
    const { items } = (await offices.request('GET', `${id}/questions`, EDITOR)).body;
    const question = items[0].id as string;
    await offices.does('POST', `${id}/questions/${question}/decision`, EDITOR, { verdict: 'approve' });
    await offices.does('POST', `${id}/questions/${question}/choice`, EDITOR, { chosen: true });
    await offices.goesLive(id);
    await offices.says(id, { text: '各位网友，欢迎！' });
    await offices.says(id, { text: '可以，一年一次。', role: 'guest', speaker: '嘉宾甲', question });
  }
  await offices.does('POST', `${live}/utterances`, EDITOR, {
    ...{ role: 'host', speaker: '主持人' },
    text: '下一个问题。',
  });
  await offices.completes(over!, 'endLive', 'end', EDITOR);
  await offices.opened(over!, 'publishTranscript', REVIEWER);
  await offices.does('PUT', `${over}/points`, EDITOR, { points: ['租房一年提取一次'] });
  await offices.completes(over!, 'publishTranscript', 'publish', REVIEWER);
  await until(async () => (await offices.public(over!, '/review')).status === 200, 'the review is public');
  return { announced, live: live!, over: over! };
}

async function surveys(client: Client): Promise<Stage['surveys']> {
  const opensOn = formatDay(dayOf(Date.now()));
  const survey = await publishedSurvey(client, {
    title: '政务服务大厅满意度调查',
    opensOn,
    results: 'always',
  });
  const body = { title: '校车乘坐情况调查', opensOn };
  const { id } = await client.post<{ id: string }>('/surveys', body, { as: 'jyj.clerk' });
  return { open: survey, results: survey, drafted: id };
}

/** The columns of a year, whose table is published. @returns the id of its process */
async function arrangement(client: Client): Promise<string> {
  const body = { year: new Date().getFullYear(), units: ['FGW', 'JYJ', 'CZJ'], firstMonth: 1, lastMonth: 12 };
  const { id } = await client.post<{ id: string }>('/arrangements', body, { as: 'info.editor' });
  const unit = 'jyj.clerk';
  await opened(client, id, 'propose', unit);
  const topic = {
    kind: 'survey',
    topic: '校车乘坐情况调查',
    month: 9,
    day: 18,
    contact: '办公室 0855-8221234',
  };
  await client.post(`/arrangements/${id}/entries`, topic, { as: unit });
  await client.does(id, 'propose', { outcome: 'propose' }, unit);
  const why = { reason: '本年无适合公开的选题。' };
  await client.does(id, 'propose', { outcome: 'none', content: why, as: 'fgw.clerk' }, 'fgw.clerk');
  const editor = 'info.editor';
  await client.does(id, 'closeProposals', { outcome: 'close', as: editor }, editor);
  await opened(client, id, 'arrange', editor);
  const { items } = await client.get<{ items: { id: string }[] }>(`/arrangements/${id}/entries`, editor);
  for (const entry of items)
    await client.post(`/arrangements/${id}/entries/${entry.id}/decision`, { accept: true }, { as: editor });
  await client.does(id, 'arrange', { outcome: 'submit', as: editor }, editor);
  await client.does(id, 'approve', { outcome: 'publish', as: 'info.reviewer' }, editor);
  await opened(client, id, 'conclude', editor);
  return id;
}

/** A campaign whose notice is issued. @returns its id */
async function startedCampaign(client: Client): Promise<string> {
  const site = { url: 'http://zwzx.example.gov.cn/' };
  const body = { preset: 'QDN-2015', departments: ['FGW', 'JYJ'], site };
  const { id } = await client.post<{ id: string }>('/campaigns', body, { as: 'service.centre' });
  await client.does(id, 'issueNotice', { outcome: 'issue' }, 'service.centre');
  return id;
}

/** An address whose page is drawn when its heading is there. */
const at =
  (path: string): PageCase['open'] =>
  async (page, { url }) => {
    await page.goto(url + path, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
  };

/** Writes a letter up to a step. */
const written =
  (upTo: 'letter' | 'contact' | 'check' | 'done'): PageCase['open'] =>
  async (page, { url }) => {
    await page.goto(`${url}/write/letter`, { waitUntil: 'networkidle' });
    await page.getByRole('radio', { name: '建议' }).check();
    await page.getByLabel('标题').fill('建议在学校门口增设减速带');
    await page.getByLabel('内容').fill('放学时车速很快，孩子过马路不安全，建议增设减速带和提示牌。');
    if (upTo === 'letter') return;
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('姓名').fill('来信人');
    await page.getByLabel('电话').fill('13800000000');
    await page.getByRole('radio', { name: '不公开' }).check();
    if (upTo === 'contact') return;
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('heading', { name: '请核对，然后提交' }).waitFor();
    if (upTo === 'check') return;
    await page.getByRole('button', { name: '提交来信' }).click();
    await page.getByRole('heading', { name: '来信已经收到' }).waitFor();
  };

export const PORTAL_PAGES: readonly PageCase[] = [
  { address: '/', open: at('/') },
  { address: '/write', open: at('/write') },
  { address: '/write/notice', open: at('/write/notice') },
  { address: '/write/letter', state: 'empty', open: at('/write/letter') },
  { address: '/write/letter', state: 'written', open: written('letter') },
  { address: '/write/contact', open: written('contact') },
  { address: '/write/check', open: written('check') },
  { address: '/write/done', open: written('done') },
  { address: '/track', open: at('/track') },
  {
    address: '/track/:no',
    open: async (page, { url, answered: { letterNo, queryCode } }) => {
      await page.goto(`${url}/track`, { waitUntil: 'networkidle' });
      await page.getByLabel('信件编号').fill(letterNo);
      await page.getByLabel('查询密码').fill(queryCode);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '提交评价' }).waitFor();
    },
  },
  { address: '/interviews', open: at('/interviews') },
  ...(['announced', 'live', 'over'] as const).map((state): PageCase => ({
    address: '/interviews/:id',
    state,
    open: async (page, { url, interviews }) => {
      // The feed of a live one never comes to rest.
      await page.goto(`${url}/interviews/${interviews[state]}`);
      await page.getByRole('heading', { name: '嘉宾' }).waitFor();
    },
  })),
  { address: '/bulletins', open: at('/bulletins') },
  {
    address: '/bulletins/campaigns/:id',
    open: async (page, { url }) => {
      await page.route('**/api/v1/public/campaigns/*', (route) => route.fulfill({ json: ISSUED_BULLETIN }));
      await page.goto(`${url}/bulletins/campaigns/${ISSUED_BULLETIN.id}`, { waitUntil: 'networkidle' });
      await page.getByRole('table').first().waitFor();
    },
  },
  { address: '/consultations', open: at('/consultations') },
  ...(['对第八条提意见', '第八条的2条意见'] as const).map((button): PageCase => ({
    address: '/consultations/:id',
    state: button === '对第八条提意见' ? 'commenting' : 'reading others',
    open: async (page, stage) => {
      await at(`/consultations/${stage.consulted.consultation}`)(page, stage);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('heading', { name: '别人怎么说' }).waitFor();
    },
  })),
  {
    address: '/consultations/:id',
    state: 'answered',
    open: (page, stage) => at(`/consultations/${stage.issued.consultation}`)(page, stage),
  },
  {
    address: '/consultations/:id/feedback',
    open: (page, stage) => at(`/consultations/${stage.issued.consultation}/feedback`)(page, stage),
  },
  { address: '/policies', open: at('/policies') },
  {
    address: '/policies/:id',
    open: (page, stage) => at(`/policies/${stage.issued.policy}`)(page, stage),
  },
  { address: '/surveys', open: at('/surveys') },
  { address: '/surveys/:id', open: (page, stage) => at(`/surveys/${stage.surveys.open}`)(page, stage) },
  {
    address: '/surveys/:id',
    state: 'missing rows',
    open: async (page, stage) => {
      await at(`/surveys/${stage.surveys.open}`)(page, stage);
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    address: '/surveys/:id/results',
    open: (page, stage) => at(`/surveys/${stage.surveys.results}/results`)(page, stage),
  },
  { address: '/arrangements/:year', open: at(`/arrangements/${new Date().getFullYear()}`) },
  { address: '/contacts', open: at('/contacts') },
  {
    address: '/contacts',
    state: 'nothing found',
    open: async (page, stage) => {
      await at('/contacts')(page, stage);
      await page.getByLabel('查找单位').fill('xyzzy');
      await page.getByText('没有找到，请换一个词').waitFor();
    },
  },
  { address: '/help', open: at('/help') },
  { address: '/rules', open: at('/rules') },
  { address: '/privacy', open: at('/privacy') },
  { address: '/accessibility', open: at('/accessibility') },
  { address: '/sitemap', open: at('/sitemap') },
];

const SIGNER = 'zjj.signer';

/** The first task of the workbench, opened beside the list. */
const firstTask: PageCase['open'] = async (page, stage) => {
  await at('/console/work')(page, stage);
  await page.locator('[id^="task-"]').first().click();
  await page.locator('form').first().waitFor();
};

export const CONSOLE_PAGES: readonly PageCase[] = [
  { address: '/console', state: 'sign-in', open: at('/console/') },
  { address: '/console', as: CLERK, open: at('/console/') },
  { address: '/console/cards', as: 'efficiency', open: at('/console/cards') },
  { address: '/console/cards', state: 'all', as: 'zjj.clerk', open: at('/console/cards?show=all') },
  {
    address: '/console/cards/:id',
    state: 'to decide',
    as: 'efficiency',
    open: (page, stage) => at(`/console/cards/${stage.card}`)(page, stage),
  },
  { address: '/console/campaigns', as: 'service.centre', open: at('/console/campaigns') },
  {
    address: '/console/campaigns',
    state: 'none',
    as: 'wjw.clerk',
    open: at('/console/campaigns'),
  },
  { address: '/console/campaigns/new', as: 'service.centre', open: at('/console/campaigns/new') },
  ...(['', 'units', 'items', 'findings', 'documents'] as const).map((tab): PageCase => ({
    address: '/console/campaigns/:id',
    state: tab || 'overview',
    as: 'service.centre',
    open: (page, stage) => at(`/console/campaigns/${stage.campaign}${tab && `?tab=${tab}`}`)(page, stage),
  })),
  {
    address: '/console/campaigns/:id',
    state: 'of a department',
    as: 'jyj.clerk',
    open: (page, stage) => at(`/console/campaigns/${stage.campaign}`)(page, stage),
  },
  { address: '/console/cockpit', as: 'supervisor', open: at('/console/cockpit') },
  { address: '/console/figures', as: 'supervisor', open: at('/console/figures') },
  { address: '/console/interviews', as: 'info.editor', open: at('/console/interviews') },
  ...(
    [
      ['prepare', 'announced'],
      ['questions', 'live'],
      ['live', 'live'],
      ['after', 'over'],
    ] as const
  ).map(([tab, state]): PageCase => ({
    address: '/console/interviews/:id',
    state: tab,
    as: 'info.editor',
    open: async (page, { url, interviews }) => {
      await page.goto(`${url}/console/interviews/${interviews[state]}?tab=${tab}`);
      await page.getByRole('tabpanel').waitFor();
    },
  })),
  { address: '/console/me', as: CLERK, open: at('/console/me') },
  { address: '/console/duty', as: 'petition.clerk', open: at('/console/duty') },
  {
    address: '/console/duty',
    state: 'unit',
    as: 'zjj.clerk',
    open: at('/console/duty?name=ZJJ'),
  },
  { address: '/console/accounts', as: 'admin.system', open: at('/console/accounts') },
  {
    address: '/console/accounts',
    state: 'one account',
    as: 'admin.security',
    open: at('/console/accounts?unit=522601&name=kaili.clerk'),
  },
  { address: '/console/units', as: 'admin.system', open: at('/console/units') },
  {
    address: '/console/units',
    state: 'one unit',
    as: 'admin.system',
    open: at('/console/units?code=522601-ZJJ'),
  },
  {
    address: '/console/units',
    state: 'nothing found',
    as: 'admin.audit',
    open: at('/console/units?q=xyzzy'),
  },
  { address: '/console/calendar', as: 'admin.system', open: at('/console/calendar') },
  {
    address: '/console/calendar',
    state: 'not entered',
    as: 'supervisor',
    open: at(`/console/calendar?year=${new Date().getFullYear() + 1}`),
  },
  { address: '/console/audit', as: 'admin.audit', open: at('/console/audit') },
  { address: '/console/clients', as: 'admin.security', open: at('/console/clients') },
  { address: '/console/erasures', as: 'admin.security', open: at('/console/erasures') },
  { address: '/console/limits', as: 'petition.clerk', open: at('/console/limits') },
  {
    address: '/console/limits',
    state: 'of the legal office',
    as: 'legal.officer',
    open: at('/console/limits'),
  },
  { address: '/console/work', as: CLERK, open: at('/console/work') },
  { address: '/console/work', state: 'task', as: CLERK, open: firstTask },
  { address: '/console/work', state: 'signing', as: SIGNER, open: firstTask },
  { address: '/console/work', state: 'nothing to do', as: 'admin.audit', open: at('/console/work') },
  { address: '/console/letters', as: CLERK, open: at('/console/letters') },
  {
    address: '/console/letters',
    state: 'nothing found',
    as: CLERK,
    open: at('/console/letters?class=THANKS&lead=ZJJ'),
  },
  ...([CLERK, 'supervisor'] as const).map((as): PageCase => ({
    address: '/console/letters/:no',
    as,
    open: (page, stage) => at(`/console/letters/${stage.answered.letterNo}`)(page, stage),
  })),
  {
    address: '/console/tasks/:id',
    as: SIGNER,
    open: async (page, stage) => {
      await firstTask(page, stage);
      await page.getByRole('link', { name: '对照审阅' }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  {
    address: '/console/processes/:id',
    as: 'info.editor',
    open: (page, stage) => at(`/console/processes/${stage.otherProcess}`)(page, stage),
  },
  { address: '/console/consultations', as: 'info.editor', open: at('/console/consultations') },
  ...(['draft', 'opinions', 'verdicts', 'feedback'] as const).map((tab): PageCase => ({
    address: '/console/consultations/:id',
    state: tab,
    as: DRAFTER,
    open: (page, stage) =>
      at(`/console/consultations/${stage.consulted.consultation}?tab=${tab}`)(page, stage),
  })),
  { address: '/console/policies', as: 'legal.officer', open: at('/console/policies') },
  {
    address: '/console/policies/:id',
    as: 'legal.officer',
    open: (page, stage) => at(`/console/policies/${stage.consulted.policy}`)(page, stage),
  },
  {
    address: '/console/policies/:id',
    state: 'of the unit',
    as: DRAFTER,
    open: (page, stage) => at(`/console/policies/${stage.consulted.policy}`)(page, stage),
  },
  { address: '/console/surveys', as: 'info.editor', open: at('/console/surveys') },
  {
    address: '/console/surveys/:id',
    as: 'jyj.clerk',
    open: (page, stage) => at(`/console/surveys/${stage.surveys.drafted}`)(page, stage),
  },
  ...['answers', 'figures', 'report'].map((part): PageCase => ({
    address: '/console/surveys/:id',
    state: part,
    as: 'info.editor',
    open: (page, stage) => at(`/console/surveys/${stage.surveys.open}?part=${part}`)(page, stage),
  })),
  { address: '/console/columns', as: 'info.editor', open: at('/console/columns') },
  {
    address: '/console/columns/:year',
    state: 'not begun',
    as: 'info.editor',
    open: at('/console/columns/2031'),
  },
  {
    address: '/console/columns/:year',
    as: 'jyj.clerk',
    open: at(`/console/columns/${new Date().getFullYear()}`),
  },
  { address: '/console/map', as: 'supervisor', open: at('/console/map') },
  { address: '/console/map/:key', as: 'supervisor', open: at('/console/map/mailbox-letter?node=sign') },
  {
    address: '/console/map/:key',
    state: 'table',
    as: 'supervisor',
    open: at('/console/map/survey?view=table'),
  },
  {
    address: '/console/map/:key',
    state: 'path',
    as: 'supervisor',
    open: (page, stage) =>
      at(`/console/map/mailbox-letter?process=${stage.answered.process}&extent=whole`)(page, stage),
  },
];

/** How a page is shown. */
export interface Look {
  readonly name: string;
  readonly width: number;
  readonly height?: number;
  readonly theme?: 'dark';
  readonly size?: 'large';
  readonly contrast?: 'high';
}

const DESKTOP: Look = { name: '1440', width: 1440 };
const PHONE: Look = { name: '360', width: 360 };
/** How each face is mostly looked at. */
export const USUAL_LOOKS = { portal: [PHONE], console: [DESKTOP] } as const;
export const LOOKS: readonly Look[] = [
  DESKTOP,
  PHONE,
  { name: '1024', width: 1024 },
  // Of many offices.
  { name: '1366', width: 1366, height: 768 },
  { name: '1366-large', width: 1366, height: 768, size: 'large' },
  { name: 'dark', width: 1440, theme: 'dark' },
  { name: 'large', width: 1440, size: 'large' },
  { name: '360-large', width: 360, size: 'large' },
  { name: 'contrast', width: 1440, contrast: 'high' },
];

export const nameOf = ({ address, state, as }: PageCase): string =>
  [address, state, as && `as ${as}`].filter(Boolean).join(' ');

/** Opens a page in a context of its own, signed in where the case says so. */
export async function openCase(browser: Browser, { as, open }: PageCase, stage: Stage): Promise<Watched> {
  const watched = await watchedPage(browser, {
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    refusalsAreFaults: true,
  });
  if (as) await signInAs(watched.page, stage.url, as);
  await open(watched.page, stage);
  return watched;
}

/** Signs in without the page: its context keeps the cookie. */
export async function signInAs(page: Page, url: string, username: string): Promise<void> {
  const data = { username, password: TEST_PASSWORD };
  const response = await page.context().request.post(`${url}/api/v1/auth/login`, { data });
  if (!response.ok()) throw new Error(`${username} could not sign in: ${response.status()}`);
}

/** Shows an open page in another way, as the switches of the page do. */
export async function show(page: Page, { width, height, theme, size, contrast }: Look): Promise<void> {
  await page.setViewportSize({ width, height: height ?? (width < 600 ? 740 : 900) });
  await page.evaluate(
    `for (const [name, value] of Object.entries(${JSON.stringify({ theme: theme ?? '', size: size ?? '', contrast: contrast ?? '' })})) {
      if (value) document.documentElement.dataset[name] = value; else delete document.documentElement.dataset[name];
    }`,
  );
}
