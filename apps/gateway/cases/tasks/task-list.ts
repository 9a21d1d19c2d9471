import { Injectable } from '@nestjs/common';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { TasksRepository } from '../../../../domain/cases/tasks/tasks.repository.js';
import { taskHasCard } from '../../../../domain/cases/cards/card-marks.js';
import { and, or, sql, type Sql } from '../../../../infra/database/sql.js';
import { keysetQuery } from '../../platform/paging/page.js';
import { Businesses } from '../registration/businesses.js';
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
    private readonly businesses: Businesses,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} CURSOR_INVALID */
  async page(actor: Actor, query: TasksQuery): Promise<TaskPage> {
    await this.timeLimits.ready();
    const own = query.mine === 'true' || query.claimable === 'true';
    // Lists default to the account's own units, except within one process.
    const units = own || query.processId || this.visibility.seesAllUnits(actor) ? null : actor.unitsBelow;
    const cards = this.visibility.cardUnits(actor);
    const where = [
      likely(this.visibility.tasks(actor)),
      query.q !== undefined && this.matches(actor, query.q),
      query.card !== undefined && taskHasCard(query.card, cards),
      ...taskFilters(query),
      ...(own ? ownWork(actor, query) : []),
      // Citizens have no unit. Lists by unit omit the condition, so that only the indexes by unit fit.
      !own && !units && !query.unit && sql`t.role <> 'citizen'`,
    ];
    return this.tasks.page({ ...keysetQuery(query), sections: sectionsOf(query), where, units }, (row) =>
      toTaskItem(row, this.visibility.taskReader(actor, row.process_key), this.timeLimits),
    );
  }

  /** The number of a case begins with the text, or its title contains it, where the account reads titles. */
  private matches(actor: Actor, text: string): Sql {
    const keys = this.visibility.readableKeys(actor);
    const inTitle = sql`strpos(lower(${this.businesses.matter}), lower(${text})) > 0`;
    return or(
      sql`starts_with(lower(p.subject), lower(${text}))`,
      keys === null ? inTitle : and(sql`t.process_key = ANY (${keys}::text[])`, inTitle),
    );
  }
}
