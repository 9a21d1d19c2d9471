import type { DataSource } from 'typeorm';
import {
  previewRecount,
  type PreviewedClock,
} from '../../../../domain/cases/recalculation/preview-recount.js';
import { RuleProposalsRepository } from '../../../../domain/cases/rule-proposals/rule-proposals.repository.js';
import { WorkingCalendar } from '../../../../domain/cases/time-limits/calendar.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { detail } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../../../infra/database/cursor.js';
import { and, type Sql } from '../../../../infra/database/sql.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Visibility } from '../visibility/visibility.js';
import { COUNTED_CASES } from './counted-cases.js';
import type { RuleRights } from './rule-rights.js';
import type { RuleClock, RuleClockPage, RuleClocksQuery, RuleEffects } from './rule-proposals.dto.js';

type Count = 'later' | 'earlier' | 'kept';

/** What an open proposal would do to running clocks, computed by the recount itself. Nothing is written. */
export class RuleEffectsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly timeLimits: TimeLimitService,
    private readonly rights: RuleRights,
    private readonly visibility: Visibility,
  ) {}

  /**
   * How many clocks move, and whose. A proposal that changes no calendar moves none: running clocks keep their policy.
   *
   * @throws {DubanError} NOT_FOUND, PROPOSAL_DECIDED
   */
  async effects(id: string): Promise<RuleEffects> {
    const effects = { clocks: 0, later: 0, earlier: 0, kept: 0, settled: 0, failed: 0 };
    const units = new Map<string, Record<Count, number>>();
    for await (const clocks of this.clocks(id, COUNTED_CASES))
      for (const { before, after, due } of clocks) {
        effects.clocks += 1;
        if (due === null) effects.failed += 1;
        else if (before.provisional && !after.provisional) effects.settled += 1;
        if (!isMoved(due)) continue;
        effects[due] += 1;
        const unit = units.get(before.unit) ?? { later: 0, earlier: 0, kept: 0 };
        unit[due] += 1;
        units.set(before.unit, unit);
      }
    const sum = ({ later, earlier, kept }: Record<Count, number>): number => later + earlier + kept;
    return {
      ...effects,
      units: [...units]
        .map(([unit, counts]) => ({ unit, ...counts }))
        .sort((a, b) => sum(b) - sum(a) || a.unit.localeCompare(b.unit)),
    };
  }

  /**
   * The clocks that change, of cases that the account sees, in the order of their cases. A page ends with a case, so it may hold
   * more clocks than its limit.
   *
   * @throws {DubanError} NOT_FOUND, PROPOSAL_DECIDED, CURSOR_INVALID
   */
  async page(
    by: Actor,
    id: string,
    { cursor, limit, change, unit }: RuleClocksQuery,
  ): Promise<RuleClockPage> {
    const where = and(COUNTED_CASES, this.visibility.ordinaryProcesses(by));
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, [cursorPart.uuid]);
    const items: RuleClock[] = [];
    for await (const clocks of this.clocks(id, where, after as string | undefined))
      for (const clock of clocks) {
        const { before, due, process } = clock;
        if (!isMoved(due) || (change !== undefined && due !== change)) continue;
        if (unit !== undefined && before.unit !== unit) continue;
        const last = items.at(-1);
        if (items.length >= limit && last!.processId !== process)
          return { items, nextCursor: encodeCursor([last!.processId]) };
        items.push(this.view(clock, due));
      }
    return { items, nextCursor: null };
  }

  private async *clocks(id: string, where: Sql, after?: string): AsyncGenerator<PreviewedClock[]> {
    const proposal = await new RuleProposalsRepository(this.dataSource).find(id);
    if (!proposal) throw new DubanError('NOT_FOUND', detail('cases.noProposal'));
    if (proposal.state !== 'proposed')
      throw new DubanError('PROPOSAL_DECIDED', detail('cases.proposalDecided'));
    const change = await this.rights
      .kind(proposal.kind)
      .changeOfCalendar?.(this.dataSource, proposal.content);
    if (!change) return;
    await this.timeLimits.ready();
    const timeLimits = this.timeLimits.withCalendar(new WorkingCalendar(change.calendar));
    const request = { timeLimits, where, now: businessNow(), cause: change };
    yield* previewRecount(this.dataSource, after === undefined ? request : { ...request, after });
  }

  private view({ process, subject, before, after }: PreviewedClock, change: Count): RuleClock {
    const { policyId, policyVersion, limit, unit, dueAt } = before;
    const { title } = this.timeLimits.policy(policyId, policyVersion).limits[limit]!;
    return {
      ...{ processId: process, subject, unit, change, limit: title },
      dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
      // A due date that was announced stays.
      newDueAt: after.dueAt === null ? null : new Date(after.dueAt).toISOString(),
    };
  }
}

const isMoved = (due: PreviewedClock['due']): due is Count => due !== null && due !== 'same';
