import { Injectable } from '@nestjs/common';
import {
  TaskCountsRepository,
  type CountPeriods,
} from '../../../../domain/cases/tasks/task-counts.repository.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, startOfDay, weekdayOf } from '../../../../domain/time/civil-time.js';
import { oneOf } from '../../../../infra/database/sql.js';
import { cardAppeal } from '../../../../workflows/cards/appeal/definition.js';
import type { Actor } from '../../platform/identity/actor.js';
import { ownOpenWork } from '../tasks/tasks-query.js';
import { Visibility } from '../visibility/visibility.js';
import { BroadcastsService } from './broadcasts.service.js';
import { toAgeCounts, type CountsView } from './counts.dto.js';

const WEEK_DAYS = 7;

/** Counts for badges: what an account has to do, and what its unit has. Only rows that it may see are counted. */
@Injectable()
export class CountsService {
  constructor(
    private readonly counts: TaskCountsRepository,
    private readonly visibility: Visibility,
    private readonly broadcasts: BroadcastsService,
  ) {}

  async of(actor: Actor): Promise<CountsView> {
    const now = businessNow();
    const periods = periodsAt(now);
    const tasks = this.visibility.tasks(actor);
    const mine = await this.counts.tasks([tasks, ...ownOpenWork(actor)], periods, cardAppeal.definition.key);
    const ofUnits = [tasks, oneOf('t.unit', actor.unitsBelow)];
    const unit = await this.counts.tasks(ofUnits, periods, cardAppeal.definition.key);
    const toExplain = await this.counts.cardsToExplain(actor.unit, this.visibility.processes(actor));
    const onAir = (await this.broadcasts.ofMembers([actor.id])).get(actor.id) ?? [];
    return {
      mine: toAgeCounts(mine),
      unit: toAgeCounts(unit),
      claimable: mine.claimable,
      cards: { toExplain, toDecide: mine.ofProcess },
      onAir: onAir.map(({ account: _own, ...broadcast }) => broadcast),
      asOf: new Date(now).toISOString(),
    };
  }
}

/** @param now epoch ms */
function periodsAt(now: number): CountPeriods {
  const today = dayOf(now);
  const sunday = today + ((WEEK_DAYS - weekdayOf(today)) % WEEK_DAYS);
  return {
    now: new Date(now),
    endOfToday: new Date(startOfDay(today + 1)),
    endOfWeek: new Date(startOfDay(sunday + 1)),
  };
}
