import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { CommandContentRepository, type CommandContent } from './command-content.repository.js';

const POLL_MS = 40;
const TRIES = 50;

/**
 * Reads what was written with the task that a step follows. The step may run before the completion of the task is
 * projected; then it polls.
 *
 * @throws {Error} when it is not projected within two seconds; the step is retried
 */
export async function readTaskContent(
  dataSource: DataSource,
  process: string,
  task: number,
): Promise<CommandContent> {
  const contents = new CommandContentRepository(dataSource);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const content = await contents.ofTask(process, task);
    if (content) return content;
    await sleep(POLL_MS);
  }
  throw new Error(`task ${task} of process ${process} is not projected yet`);
}
