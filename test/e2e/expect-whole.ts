import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { TestStack } from '../support/stack.js';

/** register, sign, draft, sign off, review, rate */
const STEPS = 6;
/** The sweeper finishes the commands of a killed program within this time. */
const SWEPT_WITHIN_MS = 40_000;

/**
 * Expects that every accepted command took effect exactly once, that no letter is lost, repeated or stuck, and that the
 * read model agrees with Temporal's histories.
 *
 * @param closed numbers of all letters there are, handled by `Handling`
 */
export async function expectWhole(stack: TestStack, closed: readonly string[]): Promise<void> {
  const deadline = Date.now() + SWEPT_WITHIN_MS;
  while ((await unfinished(stack)).length > 0 && Date.now() < deadline) await sleep(500);
  expect(await unfinished(stack)).toEqual([]);

  const letters = await stack.query<{ letter_no: string }>(
    `SELECT l.letter_no FROM letter l JOIN process p ON p.id = l.process_id WHERE p.result = 'closed'`,
  );
  expect(letters.map(({ letter_no: no }) => no).sort()).toEqual([...closed].sort());
  expect(new Set(closed).size).toBe(closed.length);

  const [counts] = await stack.query(COUNTS);
  const tasks = closed.length * STEPS;
  expect(counts).toEqual({
    letters: closed.length,
    tasks,
    // As many as were accepted: each has closed a task of its own, once.
    closings: tasks,
    closingCommands: tasks,
    accepted: closed.length + tasks, // and the one that started it
    refused: 0,
    endings: closed.length,
    gaps: 0,
  });

  expect(await stack.command('infra/tools/reconcile/main.js')).toEqual({
    code: 0,
    output: `${closed.length} processes compared, 0 differences\n`,
  });
}

const unfinished = (stack: TestStack): Promise<unknown[]> =>
  stack.query(`SELECT 'command' AS what, id::text FROM command WHERE state = 'accepted'
    UNION ALL SELECT 'task', process_id || '.' || number FROM task WHERE state = 'open'
    UNION ALL SELECT 'event', process_id || '.' || seq FROM pending_event
    UNION ALL SELECT 'process', id::text FROM process WHERE state <> 'completed'`);

const COUNTS = `SELECT
  (SELECT count(*)::int FROM letter) AS letters,
  (SELECT count(*)::int FROM task) AS tasks,
  (SELECT count(*)::int FROM timeline_entry WHERE type = 'task.closed') AS closings,
  (SELECT count(DISTINCT command_id)::int FROM task t JOIN command c ON c.id = t.command_id
    WHERE t.state = 'completed' AND c.state = 'done') AS "closingCommands",
  (SELECT count(*)::int FROM command WHERE state = 'done') AS accepted,
  (SELECT count(*)::int FROM command WHERE state = 'refused') AS refused,
  (SELECT count(*)::int FROM timeline_entry WHERE type = 'process.completed') AS endings,
  (SELECT count(*)::int FROM process p WHERE timeline_seq <> (
    SELECT count(*) FROM timeline_entry e WHERE e.process_id = p.id AND e.seq BETWEEN 1 AND p.timeline_seq
  )) AS gaps`;
