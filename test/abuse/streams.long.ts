import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../../infra/local/ports.js';
import { Client } from '../e2e/client.js';
import { InterviewOffices, until } from '../e2e/interview-offices.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { together, underLoad } from './under-load.js';

/** Streams that nobody has a use for, opened at the stack of `npm start` behind a proxy. On loopback only, and bounded. */
const PAUSE_MS = 1000;
const AT_ONCE = 100;

let stack: TestStack;
let metricsUrl: string;
/** Of an interview that is announced: anybody may read its feed. */
let feed: string;
let timeline: string;
let authorization: string;
const open: IncomingMessage[] = [];

beforeAll(async () => {
  const metricsPort = String(await freePort());
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  const settings = { TRUSTED_PROXIES: '127.0.0.1', METRICS_PORT: metricsPort };
  stack = await startTestStack({ ownPostgres: true, settings });
  const client = new Client(stack.url);
  const offices = new InterviewOffices(client, stack.url);
  const interview = await offices.create();
  await offices.announced(interview);
  feed = `/public/interviews/${interview}/feed`;
  timeline = `/processes/${interview}/events`;
  authorization = `Bearer ${await client.signIn('supervisor')}`;
  await openAll(feed, 100, (n) => `192.0.2.${n}`); // what runs often is compiled
  await closeAll();
}, 180_000);
afterEach(closeAll);
afterAll(() => stack?.stop());

it('one address gets 20 of 4,000 streams while the gateway answers others', async () => {
  const { longestMs, grownMiB } = await underLoad(stack, async () => {
    const statuses = await openAll(feed, 4000, () => '198.51.100.7');
    expect(counted(statuses)).toEqual({ 200: 20, 429: 3980 });
    expect(await openStreams()).toBe(20);
  });

  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(100);
});

it('one network gets 500 of 4,000 streams while the gateway answers others', async () => {
  const { longestMs, grownMiB } = await underLoad(stack, async () => {
    const statuses = await openAll(feed, 4000, (n) => `198.51.100.${n % 250}`);
    expect(counted(statuses)).toEqual({ 200: 500, 429: 3500 });
    expect(await openStreams()).toBe(500);
  });

  expect(longestMs).toBeLessThan(PAUSE_MS);
  expect(grownMiB).toBeLessThan(150);
});

it.each([
  ['the public', () => feed, AT_ONCE],
  ['the staff', () => timeline, AT_ONCE / 4],
])('goes on answering while %s holds 4,000 streams from everywhere, twice', async (_who, path, atOnce) => {
  const wave = () =>
    underLoad(stack, async () => {
      const statuses = await openAll(path(), 4000, (n) => `10.${n % 200}.0.${n % 250}`, atOnce);
      expect(counted(statuses)).toEqual({ 200: 4000 });
      await sleep(16_000); // the heartbeat looks at every one of them
      expect(await openStreams()).toBe(4000);
      await closeAll();
    });

  const first = await wave();
  const second = await wave();
  expect(Math.max(first.longestMs, second.longestMs)).toBeLessThan(PAUSE_MS);
  expect(first.grownMiB).toBeLessThan(300);
  expect(second.grownMiB).toBeLessThan(100);
});

/** Opens so many, some at once; gives the status of each. What is answered with 200 stays open. */
async function openAll(
  path: string,
  count: number,
  addressOf: (n: number) => string,
  atOnce = AT_ONCE,
): Promise<number[]> {
  const statuses: number[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const some = await together(Math.min(atOnce, count - from), (n) => openOne(path, addressOf(from + n)));
    statuses.push(...some);
  }
  return statuses;
}

async function openOne(path: string, address: string): Promise<number> {
  const asking = request(`${stack.url}/api/v1${path}`, {
    agent: false,
    headers: { 'x-forwarded-for': address, ...(path === timeline && { authorization }) },
  }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined).resume(); // closed by the test
  if (answer.statusCode === 200) open.push(answer);
  else await once(answer, 'end');
  return answer.statusCode!;
}

/** Closes what is open, and waits until the gateway has noticed. */
async function closeAll(): Promise<void> {
  for (const stream of open.splice(0)) stream.destroy();
  await until(async () => (await openStreams()) === 0, 'every stream is closed');
}

/** As the gateway counts them. */
async function openStreams(): Promise<number> {
  const figures = await (await fetch(metricsUrl)).text();
  const lines = figures.matchAll(/^duban_streams_open\{[^}]*\} (\d+)$/gm);
  return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
}

const counted = (statuses: readonly number[]): Record<number, number> =>
  Object.fromEntries(
    [...new Set(statuses)].map((status) => [status, statuses.filter((one) => one === status).length]),
  );
