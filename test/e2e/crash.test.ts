import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestStack, type TestStack } from '../support/stack.js';
import {
  Client,
  CLERK,
  LETTER,
  performerOf,
  type Answer,
  type Letter,
  type Request,
  type Task,
} from './client.js';

const LETTERS = 60;
const IN_FLIGHT = 16;
/** How many letters are closed when a program is killed. */
const KILLS = [
  { program: 'worker', after: 8 },
  { program: 'temporal', after: 24 },
  { program: 'postgres', after: 40 },
] as const;
const PATIENCE_MS = 60_000;

let stack: TestStack;
let client: Client;

beforeAll(async () => {
  stack = await startTestStack({ ownPostgres: true });
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop(), 60_000);

/** Asks again, under the same key, until it is known what became of it. */
async function insist(method: 'GET' | 'POST', path: string, request: Request = {}): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await client.ask(method, path, request).catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && answer.status < 500) return answer;
    if (Date.now() > deadline) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    await sleep(200);
  }
}

async function handle(): Promise<string> {
  const submitted = await insist('POST', '/public/letters', { body: LETTER, key: randomUUID() });
  const letter = submitted.body as Letter;
  const found = await insist('GET', `/processes?subject=${letter.letterNo}`, { as: CLERK });
  const process: string = found.body.items[0].id;
  for (let rated = false; ;) {
    const { body } = await insist('GET', `/processes/${process}`, { as: CLERK });
    if (body.state === 'completed') return letter.letterNo;
    if (body.stage === 'replied' && !rated) {
      const { letterNo, queryCode } = letter;
      await insist('POST', '/public/letters/ratings', { body: { letterNo, queryCode, rating: 'SATISFIED' } });
      rated = true;
      continue;
    }
    const tasks = await insist('GET', `/tasks?processId=${process}`, { as: CLERK });
    const task = tasks.body.items[0] as Task | undefined;
    if (!task) {
      await sleep(100); // accepted, and goes on by itself
      continue;
    }
    const { name: outcome, example } =
      task.outcomes.find(({ name }) => name === 'dispatch') ?? task.outcomes[0]!;
    const request = { body: { outcome, ...example }, as: performerOf(task), key: randomUUID() };
    const completed = await insist('POST', `/tasks/${task.id}/complete`, request);
    if (completed.status !== 200) throw new Error(`${task.name}: ${JSON.stringify(completed.body)}`);
  }
}

it('loses and repeats nothing when worker, Temporal and PostgreSQL are killed under load', async () => {
  const closed: string[] = [];
  let waiting = LETTERS;
  const office = async (): Promise<void> => {
    while (waiting-- > 0) closed.push(await handle());
  };
  const load = Promise.all(Array.from({ length: IN_FLIGHT }, office));
  const killing = (async () => {
    for (const { program, after } of KILLS) {
      while (closed.length < after) await sleep(20);
      await stack.killAndRestart(program);
    }
  })();
  await Promise.all([load, killing]);

  const unfinished = (): Promise<unknown[]> =>
    stack.query(`SELECT 'command' AS what, id::text FROM command WHERE state = 'accepted'
      UNION ALL SELECT 'task', process_id || '.' || number FROM task WHERE state = 'open'
      UNION ALL SELECT 'event', process_id || '.' || seq FROM pending_event
      UNION ALL SELECT 'process', id::text FROM process WHERE state <> 'completed'`);
  const deadline = Date.now() + 40_000; // the sweeper takes up what was left behind
  while ((await unfinished()).length > 0 && Date.now() < deadline) await sleep(500);
  expect(await unfinished()).toEqual([]);

  const letters = await stack.query<{ id: string; letter_no: string }>(
    `SELECT p.id, l.letter_no FROM letter l JOIN process p ON p.id = l.process_id WHERE p.result = 'closed'`,
  );
  expect(letters.map(({ letter_no: no }) => no).sort()).toEqual([...closed].sort());
  expect(new Set(closed).size).toBe(LETTERS);

  const [counts] = await stack.query(`SELECT
    (SELECT count(*)::int FROM letter) AS letters,
    (SELECT count(*)::int FROM task) AS tasks,
    (SELECT count(*)::int FROM timeline_entry WHERE type = 'task.closed') AS closings,
    (SELECT count(*)::int FROM timeline_entry WHERE type = 'process.completed') AS endings,
    (SELECT count(DISTINCT command_id)::int FROM task WHERE state = 'completed') AS commands,
    (SELECT count(*)::int FROM process p WHERE timeline_seq <> (
      SELECT count(*) FROM timeline_entry e WHERE e.process_id = p.id AND e.seq BETWEEN 1 AND p.timeline_seq
    )) AS gaps`);
  const steps = LETTERS * 6; // register, sign, draft, sign off, review, rate
  expect(counts).toEqual({
    letters: LETTERS,
    tasks: steps,
    closings: steps,
    endings: LETTERS,
    commands: steps,
    gaps: 0,
  });

  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    const { workflow } = new TemporalClient({ connection });
    const statuses = await Promise.all(
      letters.map(
        async ({ id }) => (await workflow.getHandle(`mailbox-letter/${id}`).describe()).status.name,
      ),
    );
    expect(new Set(statuses)).toEqual(new Set(['COMPLETED']));
  } finally {
    await connection.close();
  }
}, 180_000);
