/**
 * Pages that stay open while much happens: 5,000 events in 15 minutes. Another length, in seconds, at the same pace:
 *
 *     LONG_RUN_SECONDS=90 npm run test:long -- test/web/long-run.long.ts
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { heldBy, type Held } from '../../infra/tools/web-budget/held.js';
import { Client, CLERK } from '../e2e/client.js';
import { inMs, InterviewOffices, putShortLeadInForce } from '../e2e/interview-offices.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { startBrowser, type Watched } from './browser.js';
import { signInAs } from './pages.js';

const SECONDS = Number(process.env['LONG_RUN_SECONDS'] ?? 900);
const EVENTS_A_SECOND = 5000 / 900;
/** As the budget of the workbench has it. */
const GROWTH_MB = 30;
/** Of a page that answers at once. */
const TASK_MS = 50;
/** What is loaded once is not growth. */
const WARM_UP_SECONDS = 15;

/** `li`, `p` twice, `b`, `time`, and their texts. */
const NODES_OF_A_WORD = 9;
/** The page draws words in blocks of fifty, each in an element. */
const WORDS_OF_A_BLOCK = 50;
const LETTERS = 40;
/** Events of the last seconds, in which tasks are timed. */
const TRACED = 80;

const browser = await startBrowser();
let stack: TestStack;
let client: Client;
let live: Run;
let work: Run;
/** Processor time of a main thread. */
let longestTaskMs: number;
beforeAll(
  async () => {
    stack = await startTestStack();
    client = new Client(stack.url);
    const say = await interviewOnAir();
    for (let letter = 1; letter <= LETTERS; letter += 1)
      await client.submitted({ title: `第${letter}封来信` });
    const pages = [await opened(`/interviews/${say.id}`), await openedWorkbench()] as const;
    [live, work] = await Promise.all([happening(pages[0], say.upTo), happening(pages[1], changeTasks)]);
    // At the end, when the pages hold most.
    longestTaskMs = await longestTask(pages[0].page, () =>
      Promise.all([
        paced(live.last, (live.last += TRACED), say.upTo),
        paced(work.last, (work.last += TRACED), changeTasks),
      ]),
    );
  },
  (SECONDS + 300) * 1_000,
);
afterAll(() => stack?.stop());

it('the live page shows every word once and in order', async () => {
  const { page } = live.watched;
  await page.locator(`#word-${live.last}`).waitFor();
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('[id^="word-"]')].map(({ id }) => Number(id.slice(5)))`,
    ),
  ).toEqual(Array.from({ length: live.last }, (_, index) => index + 1));
});

it('the live page holds no more than its words', () => {
  const blocks = Math.ceil(live.events / WORDS_OF_A_BLOCK);
  expectHeld(live, { nodes: live.events * NODES_OF_A_WORD + blocks + 100, listeners: 10 });
});

it('the workbench shows a letter that comes after all the changes', async () => {
  const { page } = work.watched;
  await client.submitted({ title: '最后一封来信' });
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await page.getByRole('link', { name: '最后一封来信' }).waitFor();
});

it('the workbench holds no more after all the changes', () => {
  expectHeld(work, { nodes: 500, listeners: 100 });
});

it('no task of either page takes longer than 50 ms while words come and tasks change', () => {
  expect(longestTaskMs).toBeLessThan(TASK_MS);
});

it('neither page has faults', () => {
  expect([...live.watched.faults, ...work.watched.faults]).toEqual([]);
});

/** An interview, and what is said in it: the words up to a number. */
async function interviewOnAir(): Promise<{ id: string; upTo: (number: number) => Promise<void> }> {
  const offices = new InterviewOffices(client, stack.url);
  await putShortLeadInForce(client);
  const id = await offices.create({ liveAt: inMs(3_000) });
  await offices.announced(id);
  await offices.goesLive(id);
  let said = 0;
  const upTo = async (number: number): Promise<void> => {
    await stack.query(SAY, [id, said + 1, number]);
    said = number;
  };
  return { id, upTo };
}

/** With a task open beside the list. */
async function openedWorkbench(): Promise<Watched> {
  const watched = await opened('/console/work', CLERK);
  await watched.page
    .locator('tr[id^="task-"]')
    .nth(LETTERS - 1)
    .waitFor();
  await watched.page.keyboard.press('j');
  await watched.page.locator('aside form').waitFor();
  return watched;
}

let changed = 0;
/** Tasks are claimed and released, one after another. */
async function changeTasks(upTo: number): Promise<void> {
  for (; changed < upTo; changed += 1) await stack.query(CLAIM_OR_RELEASE, [CLERK, changed % LETTERS]);
}

interface Run {
  readonly watched: Watched;
  /** Number of the last event. */
  last: number;
  /** Those that were measured. */
  readonly events: number;
  readonly before: Held;
  readonly after: Held;
}

async function opened(path: string, as?: string): Promise<Watched> {
  const watched = await browser.open('about:blank');
  if (as) await signInAs(watched.page, stack.url, as);
  await watched.page.goto(stack.url + path);
  await watched.page.locator('h1').first().waitFor();
  return watched;
}

/** Lets things happen at the pace while a page is open. @param happen lets it happen up to the event of this number */
async function happening(watched: Watched, happen: (upTo: number) => Promise<void>): Promise<Run> {
  const { page } = watched;
  const session = await page.context().newCDPSession(page);
  const first = Math.round(WARM_UP_SECONDS * EVENTS_A_SECOND);
  await paced(0, first, happen);
  const before = await settled(page, session);
  const last = first + Math.round(SECONDS * EVENTS_A_SECOND);
  await paced(first, last, happen);
  const after = await settled(page, session);
  return { watched, last, events: last - first, before, after };
}

async function paced(from: number, to: number, happen: (upTo: number) => Promise<void>): Promise<void> {
  const startedAt = Date.now();
  for (let done = from; done < to;) {
    await sleep(1_000);
    done = Math.min(to, from + Math.floor(((Date.now() - startedAt) / 1_000) * EVENTS_A_SECOND));
    await happen(done);
  }
}

/** Once the page has read and drawn what has happened. */
async function settled(page: Page, session: CDPSession): Promise<Held> {
  await page.waitForTimeout(5_000);
  return heldBy(session);
}

function expectHeld({ before, after }: Run, more: Pick<Held, 'nodes' | 'listeners'>): void {
  expect(after.heapMb - before.heapMb).toBeLessThan(GROWTH_MB);
  expect(after.nodes - before.nodes).toBeLessThanOrEqual(more.nodes);
  expect(after.listeners - before.listeners).toBeLessThanOrEqual(more.listeners);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time, microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The longest task of any page's main thread meanwhile, ms of processor time: a busy machine makes it no longer. */
async function longestTask(page: Page, meanwhile: () => Promise<unknown>): Promise<number> {
  const chromium = page.context().browser()!;
  await chromium.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await meanwhile();
  const trace = JSON.parse((await chromium.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const main = new Set(
    trace.traceEvents
      .filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`),
  );
  expect(tasks.length).toBeGreaterThan(TRACED);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1_000));
}

const SAY = `
  WITH said AS (
    INSERT INTO interview_utterance (id, interview_id, role, speaker, text, images, state, number, published_at, created_at)
    SELECT gen_random_uuid(), $1, 'host', '主持人', '第' || n || '句话：各位网友，请继续提问。', '{}', 'published', n, now(), now()
    FROM generate_series($2::integer, $3::integer) n
  )
  INSERT INTO interview_feed VALUES ($1, $3) ON CONFLICT (interview_id) DO UPDATE SET last = $3`;
const CLAIM_OR_RELEASE = `
  UPDATE task SET assignee = CASE WHEN assignee IS NULL THEN (SELECT id FROM account WHERE username = $1) END
  WHERE (process_id, number) = (
    SELECT process_id, number FROM task WHERE state = 'open' AND name = 'register' ORDER BY process_id OFFSET $2 LIMIT 1
  )`;
