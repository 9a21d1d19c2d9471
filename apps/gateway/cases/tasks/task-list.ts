import { Injectable } from '@nestjs/common';
import { TasksRepository } from '../../../../domain/cases/tasks/tasks.repository.js';
import { sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { likely, ownWork, sectionsOf, taskFilters, type TasksQuery } from './tasks-query.js';
import { Visibility } from '../visibility/visibility.js';
import { toTaskItem } from './task-view.js';
import type { TaskPage } from './tasks.dto.js';

/** Lists of tasks: open ones with the most urgent first, then closed ones with the latest first. */
@Injectable()
export class TaskList {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} CURSOR_INVALID */
  page(actor: Actor, query: TasksQuery): Promise<TaskPage> {
    const { cursor, limit } = query;
    const own = query.mine === 'true' || query.claimable === 'true';
    // Lists default to the account's own units, except within one process.
    const units = own || query.processId || this.visibility.seesAllUnits(actor) ? null : actor.unitsBelow;
    const where = [
      likely(this.visibility.tasks(actor)),
      ...taskFilters(query),
      ...(own ? ownWork(actor, query) : []),
      // Citizens have no unit. Lists by unit omit the condition, so that only the indexes by unit fit.
      !own && !units && !query.unit && sql`t.role <> 'citizen'`,
    ];
    return this.tasks.page({ cursor, limit, sections: sectionsOf(query), where, units }, (row) =>
      toTaskItem(row, this.visibility.readsContent(actor, row.process_key)),
    );
  }
}
