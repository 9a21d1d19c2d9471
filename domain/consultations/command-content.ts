import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** What somebody wrote with a command. */
export interface Said {
  readonly command: string;
  readonly account: string;
  readonly content: Readonly<Record<string, string>>;
}

const POLL_MS = 40;
const TRIES = 50;

/**
 * What was written with the task that a step follows. The step may be quicker than whoever writes down which command
 * completed it: then it waits.
 *
 * @throws {Error} when nobody has written it down within two seconds; the step is tried again
 */
export async function saidWith(dataSource: DataSource, process: string, task: number): Promise<Said> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [said]: Said[] = await dataSource.query(WITH_TASK, [process, task]);
    if (said) return said;
    await sleep(POLL_MS);
  }
  throw new Error(`task ${task} of process ${process} is not projected yet`);
}

/** Why a process was withdrawn; null when its words were erased. */
export async function withdrawalReason(dataSource: DataSource, process: string): Promise<string | null> {
  const [row]: { reason: string }[] = await dataSource.query(WITH_WITHDRAWAL, [process]);
  return row?.reason ?? null;
}

const WITH_TASK = `
  SELECT k.id AS command, k.account, coalesce(c.body, '{}') AS content
  FROM task t JOIN command k ON k.id = t.command_id LEFT JOIN content c ON c.command_id = k.id
  WHERE t.process_id = $1 AND t.number = $2`;

const WITH_WITHDRAWAL = `
  SELECT c.body ->> 'reason' AS reason FROM command k JOIN content c ON c.command_id = k.id
  WHERE k.process_id = $1 AND k.kind = 'message' AND k.state <> 'refused' AND c.body ? 'reason'
  ORDER BY k.accepted_at DESC LIMIT 1`;
