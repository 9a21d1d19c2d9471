/** Takes pictures of all pages, to be looked at: `npm run web-pictures`. A page that does not open fails by name. */
import { afterAll, beforeAll, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { repoRoot } from '../../infra/config/repo-root.js';
import { Client } from '../e2e/client.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { openBrowser, watchedPage } from './browser.js';
import { issuedPolicy } from './consulted.js';
import {
  CONSOLE_PAGES,
  nameOf,
  openCase,
  PORTAL_PAGES,
  show,
  signInAs,
  type PageCase,
  type Stage,
} from './pages.js';

const FOLDER = join(repoRoot, '.duban', 'web-pictures');
/** Those that README.md and README.zh-CN.md show; smaller, and only what a screen shows. */
const OF_README = join(FOLDER, 'readme');
const README = [
  '/',
  '/track/:no',
  '/console/work task as mailbox.clerk',
  '/console/letters as mailbox.clerk',
  '/console/letters/:no as mailbox.clerk',
  '/console/cockpit as supervisor',
  '/console/map/:key as supervisor',
];
/** Letter of the demonstration that waits for its rating. */
const ANSWERED = '少数民族考生加分问题';

let stack: TestStack;
let browser: Browser;
let stage: Stage;
beforeAll(async () => {
  mkdirSync(OF_README, { recursive: true });
  [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
  const { output } = await stack.command('infra/tools/demo/main.js');
  const [, letterNo, queryCode] = new RegExp(`(ZX\\d+) +查询密码 (\\d+) +${ANSWERED}`).exec(output) ?? [];
  if (letterNo === undefined || queryCode === undefined) throw new Error(output);
  const client = new Client(stack.url);
  const process = await client.processOf({ letterNo, queryCode });
  const arrangements = await client.get<{ items: { id: string }[] }>('/arrangements', 'info.editor');
  const { items: surveys } = await client.get<{
    items: { id: string; publishedAt: string | null; closedAt: string | null; figuresAt: string | null }[];
  }>('/surveys', 'info.editor');
  const cards = await client.get<{ items: { id: string }[] }>(
    '/cards?levels=yellow,red&limit=1',
    'efficiency',
  );
  const { items: interviews } = await client.get<{ items: { id: string; state: string }[] }>(
    '/public/interviews',
  );
  const inState = (state: string): string => interviews.find((one) => one.state === state)!.id;
  const campaigns = await client.get<{ items: { id: string }[] }>('/campaigns?limit=1', 'service.centre');
  const consultations = await client.get<{ items: { id: string; policy: string }[] }>(
    '/public/consultations?state=open',
  );
  const { id: consultation, policy } = consultations.items[0]!;
  stage = {
    interviews: { announced: inState('announced'), live: inState('live'), over: inState('published') },
    consulted: { consultation, policy },
    issued: await issuedPolicy(stack.query),
    url: stack.url,
    campaign: campaigns.items[0]!.id,
    card: cards.items[0]!.id,
    answered: { letterNo, queryCode, process },
    otherProcess: arrangements.items[0]!.id,
    surveys: {
      open: surveys.find((one) => one.publishedAt !== null && one.closedAt === null)!.id,
      results: surveys.find((one) => one.figuresAt !== null)!.id,
      drafted: surveys.find((one) => one.publishedAt === null)!.id,
    },
  };
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Console pages have no layout for phones, but for signing. */
const widthsOf = ({ state }: PageCase, face: string): readonly number[] =>
  face === 'portal' || state === 'signing' ? [1440, 1024, 360] : [1440, 1024];
const fileName = (name: string): string => name.replace(/[^\w.-]+/g, '-');

const cases = [
  ...PORTAL_PAGES.map((one) => ['portal', nameOf(one), one] as const),
  ...CONSOLE_PAGES.map((one) => ['console', nameOf(one), one] as const),
];

it.each(cases)('%s %s', async (face, name, one) => {
  const { page } = await openCase(browser, one, stage);
  for (const width of widthsOf(one, face)) {
    await show(page, { name: String(width), width });
    await page.screenshot({
      path: join(FOLDER, `${fileName(`${face} ${name}`)}-${width}.png`),
      fullPage: true,
    });
  }
  await page.context().close();
});

const shown = cases.filter(([, name]) => README.includes(name));

it.each(shown)('README: %s %s', async (face, name, { as, open }) => {
  const { page } = await watchedPage(browser, {
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 0.6,
    reducedMotion: 'reduce',
  });
  if (as) await signInAs(page, stage.url, as);
  await open(page, stage);
  const path = join(OF_README, `${fileName(`${face} ${name.replace(/ as .*/, '')}`)}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 72 });
  await page.context().close();
});
