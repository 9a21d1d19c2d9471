import type { EntityManager } from 'typeorm';
import { NotificationsRepository } from '../../../domain/cases/notifications/notifications.repository.js';
import { TaskAssignmentsRepository } from '../../../domain/cases/tasks/task-assignments.repository.js';
import { appendTimeline, lockProcesses } from '../../../domain/cases/timeline/append-timeline.js';
import { issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import type { Account } from '../../../infra/database/entities/accounts.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import type { HandedOver } from './accounts.dto.js';
import { OpenTasksRepository, type OwnTask } from './open-tasks.repository.js';

export interface Leaving {
  readonly by: Actor;
  readonly account: Pick<Account, 'id' | 'unitCode'>;
  /** Null: the tasks return to their unit. */
  readonly successor: Pick<Account, 'id' | 'username' | 'unitCode' | 'roles' | 'state'> | null;
  readonly reason: string;
}

/**
 * Hands over the open tasks of an account that leaves its unit: to the successor those that its role allows, the others to
 * their unit. Administrators see no case, so the tasks are not shown, and secret ones are not counted.
 *
 * @throws {DubanError} VALIDATION_FAILED for a successor of another unit, or who may do none of them
 */
export async function handOver(tx: EntityManager, leaving: Leaving): Promise<HandedOver> {
  const { account, successor } = leaving;
  const tasks = await new OpenTasksRepository(tx).ofAccount(account.id);
  const may = (task: OwnTask): boolean =>
    successor !== null && successor.unitCode === task.unit && successor.roles.includes(task.role);
  if (successor) assertSuccessor(leaving, successor, tasks.length === 0 || tasks.some(may));
  await lockProcesses(
    tx,
    tasks.map(({ process }) => process),
  );
  const done: HandedOver = { toSuccessor: 0, toUnit: 0 };
  for (const task of tasks) {
    const to = may(task) ? successor!.id : null;
    const change = { to, from: account.id };
    if (!(await new TaskAssignmentsRepository(tx).assign(task.process, task.number, change))) continue;
    if (to !== null) await record(tx, leaving, task, to);
    if (!task.secret) done[to === null ? 'toUnit' : 'toSuccessor'] += 1;
  }
  return done;
}

function assertSuccessor(
  { account }: Leaving,
  { id, username, unitCode, state }: NonNullable<Leaving['successor']>,
  mayDoSome: boolean,
): void {
  const isColleague = id !== account.id && unitCode === account.unitCode && state === 'active';
  if (!isColleague || !mayDoSome) throw invalid(issue('successor', 'accounts.notHandedTo', { to: username }));
}

async function record(
  tx: EntityManager,
  { by, reason }: Leaving,
  { process, number }: OwnTask,
  to: string,
): Promise<void> {
  const at = businessNow();
  const entry = { process, at, type: 'task.delegated', task: number, data: { to }, words: { reason } };
  await appendTimeline(tx, [{ ...entry, account: by.id, unit: by.unit }]);
  const notified = { account: to, kind: 'taskAssigned' as const, process, task: number, at: new Date(at) };
  await new NotificationsRepository(tx).add(notified);
}
