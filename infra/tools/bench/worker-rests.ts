import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchStack } from './bench-stack.js';

const WITHIN_MS = 600_000;

/**
 * Until the worker has summed and counted the letters that were written: one that still does would be measured with the gateway.
 * Writes a checkpoint for the same reason.
 */
export async function workerRests(database: BenchStack['database']): Promise<void> {
  await database.query('CHECKPOINT');
  await until(database, 'SELECT NOT EXISTS (SELECT FROM letter_tally_mark) AS done');
  // The latest day is counted first.
  await until(
    database,
    `SELECT min(day) <= (SELECT min(started_at) AT TIME ZONE 'Asia/Shanghai' FROM process)::date AS done FROM flow_day`,
  );
}

/** @param question whether it is `done` */
async function until(database: BenchStack['database'], question: string): Promise<void> {
  for (let end = Date.now() + WITHIN_MS; Date.now() < end; await sleep(1_000)) {
    const { rows } = await database.query<{ done: boolean | null }>(question);
    if (rows[0]!.done) return;
  }
  throw new Error(`the worker did not finish: ${question}`);
}
