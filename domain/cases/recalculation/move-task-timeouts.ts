import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Pause } from '../../../workflows/engine/runtime/host.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import type { CommandStore } from '../commands/command-store.js';
import { pausesSince, readSuspensions } from '../read-model/suspensions.repository.js';
import { dayOf, lastDayOf, parseDay } from '../../time/civil-time.js';
import { timeoutInstant } from '../time-limits/ladder.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import {
  RecalculationRepository,
  type ExpiringTask,
  type Piece,
  type RecalculationJob,
  type WaitingTaskRow,
} from './recalculation.repository.js';

export interface TaskTimeoutDeps {
  readonly timeLimits: Pick<TimeLimitService, 'policy' | 'policyAt' | 'calendar'>;
  readonly commands: Pick<CommandStore, 'accept'>;
  readonly processes: readonly Process[];
}

interface WaitingTask extends WaitingTaskRow {
  /** Suspensions of its process since it was opened that are over. */
  readonly pauses: readonly Pause[];
}

const SYSTEM = { account: 'system', unit: '', roles: [] } as const;

/**
 * Sends new instants to processes whose task timeouts (deemed signed, rating window) span a changed day. Each process gets
 * one command for all its open tasks. Commands are rows that the sweeper sends, so a process that cannot be reached gets
 * its command later. The command's id is derived from its content, so a repeated call sends nothing twice.
 *
 * @returns id of the last process of the piece (null: none is left), the number of commands stored, and the processes
 *   whose limits cannot be computed
 */
export async function moveTaskTimeouts(
  tx: EntityManager,
  deps: TaskTimeoutDeps,
  job: RecalculationJob,
  piece: Piece,
): Promise<{ last: string | null; limits: number; stuck: { process: string; error: unknown }[] }> {
  const { changed_from: from, changed_to: to } = job;
  const jobs = new RecalculationRepository(tx);
  if (from === null || to === null || !(await jobs.lock(job))) return { last: null, limits: 0, stuck: [] };
  const waiting = await jobs.waitingTasks(expiringTasks(deps.processes), piece);
  const suspensions = await readSuspensions(tx, [...new Set(waiting.map((task) => task.process_id))]);
  const tasks = waiting.map((task): WaitingTask => ({
    ...task,
    pauses: pausesSince(suspensions.get(task.process_id) ?? [], task.opened_at.getTime()),
  }));
  const changed = { from: parseDay(from), to: parseDay(to) };
  const expiries = new Map<string, Record<number, number>>();
  const stuck: { process: string; error: unknown }[] = [];
  for (const task of tasks) {
    let at: number | null = null;
    try {
      at = expiryOf(deps, task);
    } catch (error) {
      stuck.push({ process: task.process_id, error });
    }
    if (at === null || !spans(task.opened_at.getTime(), at, changed)) continue;
    expiries.set(task.process_id, { ...expiries.get(task.process_id), [task.number]: at });
  }
  let limits = 0;
  const { version: calendarVersion } = deps.timeLimits.calendar();
  for (const [process, moved] of expiries) {
    const command = {
      kind: 'recalculate',
      expiries: moved,
      calendarVersion,
      earlier: job.notice !== null,
      by: SYSTEM,
    } as const;
    const id = idOf([process, calendarVersion, ...Object.entries(moved).flat()]);
    if (await deps.commands.accept({ id, process, command, account: SYSTEM.account }, tx)) limits += 1;
  }
  await jobs.count(job, { limits });
  return { last: tasks.at(-1)?.process_id ?? null, limits, stuck };
}

/** The first process after this id with a task that may time out. */
export async function nextWaiting(
  jobs: RecalculationRepository,
  { processes }: Pick<TaskTimeoutDeps, 'processes'>,
  after: string,
): Promise<string | undefined> {
  const tasks = await jobs.waitingTasks(expiringTasks(processes), { after, limit: 1 });
  return tasks[0]?.process_id;
}

/** By the policy that the process's clocks are pinned to. Null when it sets no limit, or one that depends on a class. */
function expiryOf({ timeLimits }: TaskTimeoutDeps, task: WaitingTask): number | null {
  const from = task.opened_at.getTime();
  const { policy_id: id, policy_version: version, limit } = task;
  const policy = id !== null && version !== null ? timeLimits.policy(id, version) : timeLimits.policyAt(from);
  // No process has a task timeout by class; the class is known to the workflow alone.
  if (policy.limits[limit]?.byClass !== undefined || policy.limits[limit] === undefined) return null;
  if (policy.limits[limit].dated && task.due_on === null) return null;
  return timeoutInstant({
    policy,
    calendar: timeLimits.calendar(),
    limit,
    due: task.due_on ?? undefined,
    from,
    pauses: task.pauses,
  });
}

/**
 * Whether a changed day lies within a limit. When all days from its start to its new end are unchanged, so is its end.
 */
const spans = (openedAt: number, at: number, changed: { from: number; to: number }): boolean =>
  dayOf(openedAt) <= changed.to && lastDayOf(at) >= changed.from;

function expiringTasks(processes: readonly Process[]): ExpiringTask[] {
  return processes.flatMap(({ definition: { key, version, tasks } }) =>
    Object.entries(tasks).flatMap(([name, { expires }]) =>
      expires === undefined ? [] : [{ key, version, name, limit: expires }],
    ),
  );
}

/** A UUID derived from the content of a command. */
function idOf(parts: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
