import { setTimeout as sleep } from 'node:timers/promises';
import { performerOf } from '../staff-api/performer.js';
import type { StaffApi, Task } from '../staff-api/staff-api.js';
import type { OfficeStep } from './texts/life.js';

const POLL_MS = 150;
const PATIENCE_MS = 90_000;

/** Acts for the offices of the demonstration. */
export class Offices {
  constructor(readonly api: StaffApi) {}

  /**
   * Waits for the open task of a step and completes it.
   *
   * @param viewer account that sees the process, if the step names none
   */
  async completes(processId: string, step: OfficeStep, viewer = 'supervisor'): Promise<void> {
    const task = await this.opened(processId, step.task, step.as ?? viewer);
    const example = task.outcomes.find(({ name }) => name === step.outcome)?.example;
    const { decision = example?.decision, content = example?.content ?? {} } = step;
    const body = { outcome: step.outcome, ...(decision && { decision }), content };
    await this.api.complete(task, body, step.as ?? performerOf(task));
  }

  /** Waits for the open task of this name. */
  async opened(processId: string, name: string, viewer: string): Promise<Task> {
    return until(async () => {
      const { items } = await this.api.get<{ items: Task[] }>(
        `/tasks?processId=${processId}&limit=200`,
        viewer,
      );
      return items.find((task) => task.name === name);
    }, `the task '${name}' of ${processId}`);
  }
}

/** Polls until a request has a result. @throws {Error} after a minute and a half */
export async function until<T>(request: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const result = await request();
    if (result !== undefined) return result;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await sleep(POLL_MS);
  }
}

/** Runs jobs, so many at a time, in their order. */
export async function inLanes(jobs: readonly (() => Promise<void>)[], lanes: number): Promise<void> {
  const queue = [...jobs];
  const lane = async (): Promise<void> => {
    for (let job = queue.shift(); job; job = queue.shift()) await job();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
