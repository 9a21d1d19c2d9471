import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Pause } from '../../../workflows/engine/runtime/host.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import type { CommandStore } from '../commands/command-store.js';
import { pausesSince, readSuspensions } from '../read-model/suspensions.js';
import { dayOf, lastDayOf, parseDay } from '../../time/civil-time.js';
import { timeoutInstant } from '../time-limits/ladder.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { countProgress, lockJob, type RecalculationJob } from './recalculation-job.js';

export interface TaskTimeoutDeps {
  readonly timeLimits: Pick<TimeLimitService, 'policy' | 'policyAt' | 'calendar'>;
  readonly commands: Pick<CommandStore, 'accept'>;
  readonly processes: readonly Process[];
}

interface WaitingTask {
  readonly process_id: string;
  readonly number: number;
  readonly limit: string;
  readonly opened_at: Date;
  /** The day on which its dated limits end. */
  readonly due_on: string | null;
  /** Of the latest clock that ran when the task was opened. */
  readonly policy_id: string | null;
  readonly policy_version: number | null;
  /** Suspensions of its process since then that are over. */
  readonly pauses: readonly Pause[];
}

const SYSTEM = { account: 'system', unit: '', roles: [] } as const;

/**
 * Sends new instants to processes whose task timeouts (deemed signed, rating window) span a changed day. Each process gets
 * one command for all its open tasks. Commands are rows that the sweeper sends, so a process that cannot be reached gets
 * its command later. The command's id is derived from its content, so a repetition sends nothing twice.
 *
 * @returns id of the last process looked at (null: none is left), how many commands were written, and the processes
 * whose limits cannot be computed
 */
export async function moveTaskTimeouts(
  tx: EntityManager,
  deps: TaskTimeoutDeps,
  job: RecalculationJob,
  piece: { readonly after: string; readonly limit: number },
): Promise<{ last: string | null; limits: number; stuck: { process: string; error: unknown }[] }> {
  const { changed_from: from, changed_to: to } = job;
  if (from === null || to === null || !(await lockJob(tx, job))) return { last: null, limits: 0, stuck: [] };
  const waiting: Omit<WaitingTask, 'pauses'>[] = await tx.query(WAITING, [
    JSON.stringify(expiringTasks(deps.processes)),
    piece.after,
    piece.limit,
  ]);
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
  await countProgress(tx, job, { limits });
  return { last: tasks.at(-1)?.process_id ?? null, limits, stuck };
}

/** The first process after this id with a task that may time out. */
export async function nextWaiting(
  db: Pick<EntityManager, 'query'>,
  { processes }: Pick<TaskTimeoutDeps, 'processes'>,
  after: string,
): Promise<string | undefined> {
  const tasks: WaitingTask[] = await db.query(WAITING, [JSON.stringify(expiringTasks(processes)), after, 1]);
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
 * A limit that no changed day lies within is counted as before: when all days from its start to its new end are what
 * they were, so is the end.
 */
const spans = (openedAt: number, at: number, changed: { from: number; to: number }): boolean =>
  dayOf(openedAt) <= changed.to && lastDayOf(at) >= changed.from;

function expiringTasks(processes: readonly Process[]): object[] {
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

/** Whole processes: of the last one all tasks. */
const WAITING = `
  WITH waiting AS (
    SELECT t.process_id, t.number, t.opened_at, t.due_on::text, e.limit
    FROM task t JOIN process p ON p.id = t.process_id
    JOIN jsonb_to_recordset($1::jsonb) AS e(key text, version int, name text, "limit" text)
      ON e.key = p.key AND e.version = p.version AND e.name = t.name
    WHERE t.state = 'open' AND t.process_id > $2
    ORDER BY t.process_id FETCH FIRST $3 ROWS WITH TIES
  )
  SELECT w.*, pin.policy_id, pin.policy_version FROM waiting w
  LEFT JOIN LATERAL (
    SELECT policy_id, policy_version FROM clock c
    WHERE c.process_id = w.process_id AND c.started_at <= w.opened_at ORDER BY c.number DESC LIMIT 1
  ) pin ON true
  ORDER BY w.process_id, w.number`;
