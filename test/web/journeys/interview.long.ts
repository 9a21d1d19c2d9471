import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from '../../e2e/client.js';
import { EDITOR, inMs, InterviewOffices, putShortLeadInForce } from '../../e2e/interview-offices.js';
import { FeedFollower } from '../../support/feed-reader.js';
import { startTestStack, type TestStack } from '../../support/stack.js';
import { expectSound, startBrowser } from '../browser.js';
import { openAs } from './working.js';

const READERS = 200;
const WORDS = 20;

const browser = await startBrowser();
let stack: TestStack;
let offices: InterviewOffices;
let interview: string;

beforeAll(async () => {
  stack = await startTestStack();
  const client = new Client(stack.url);
  offices = new InterviewOffices(client, stack.url);
  await putShortLeadInForce(client);
  interview = await offices.create({ liveAt: inMs(3_000) });
  await offices.announced(interview);
  await offices.goesLive(interview);
}, 180_000);
afterAll(() => stack?.stop());

it('two hundred readers and a browser on air read every word once and in order', async () => {
  const readers = Array.from({ length: READERS }, () => new FeedFollower(() => offices.feedUrl(interview)));
  const watched = await browser.open('about:blank');
  await watched.page.goto(`${stack.url}/interviews/${interview}`);

  for (let n = 1; n <= WORDS; n += 1) await offices.says(interview, { text: `第${n}句话` });

  await Promise.all(readers.map((reader) => reader.until(WORDS, 60_000)));
  const numbers = Array.from({ length: WORDS }, (_, index) => index + 1);
  expect(readers.filter((reader) => reader.numbers.join() !== numbers.join())).toEqual([]);
  await watched.page.getByText(`第${WORDS}句话`, { exact: true }).waitFor();
  expect(await watched.page.locator('[id^="word-"]').count()).toBe(WORDS);
  await expectSound(watched);
  await Promise.all(readers.map((reader) => reader.close()));
}, 300_000);

it('a thousand utterances are drawn without a task of more than fifty milliseconds', async () => {
  await stack.query(
    `INSERT INTO interview_utterance (id, interview_id, role, speaker, text, images, state, number, published_at, created_at)
     SELECT gen_random_uuid(), $1, 'guest', '嘉宾', '第' || n || '条：' || repeat('办理提取需要的材料。', 6), '{}', 'published',
       f.last + n, now(), date_trunc('milliseconds', now())
     FROM interview_feed f CROSS JOIN generate_series(1, 1000) n WHERE f.interview_id = $1`,
    [interview],
  );
  await stack.query(
    `INSERT INTO interview_utterance_act (utterance_id, seq, act, account_id, at)
     SELECT u.id, 1, 'draft', a.id::text, now() FROM interview_utterance u, account a
     WHERE u.interview_id = $1 AND a.username = $2 AND NOT EXISTS (SELECT FROM interview_utterance_act t WHERE t.utterance_id = u.id)`,
    [interview, EDITOR],
  );
  await stack.query('UPDATE interview_feed SET last = last + 1000 WHERE interview_id = $1', [interview]);
  const watched = await browser.open('about:blank');
  await watched.page.addInitScript(`globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration])))
      .observe({ type: 'longtask' })`);
  await watched.page.goto(`${stack.url}/interviews/${interview}`);
  await watched.page.getByText('第1条', { exact: false }).first().waitFor();
  const drawnFrom = await watched.page.evaluate<number>('performance.now()');
  await watched.page.getByText('第1000条', { exact: false }).waitFor();

  const tasks = await watched.page.evaluate<[number, number][]>('longTasks');
  expect(tasks.filter(([at]) => at > drawnFrom)).toEqual([]);
}, 120_000);

it('the desk draws the latest hundred utterances, and earlier ones on request', async () => {
  const url = `${stack.url}/console/interviews/${interview}?tab=live`;
  const { page } = await openAs(browser, { url, username: EDITOR });
  const words = page.getByRole('region', { name: '实录' }).last().getByRole('listitem');
  await words.filter({ hasText: '第1000条' }).waitFor();
  expect(await words.count()).toBe(100);

  await page.getByRole('button', { name: '显示更早的100条' }).click();

  await words.filter({ hasText: '第801条' }).waitFor();
  expect(await words.count()).toBe(200);
}, 60_000);
