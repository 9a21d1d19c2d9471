import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { parseDay } from '../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import {
  ArrangementsRepository,
  type ArrangementRow,
} from '../../../domain/arrangements/arrangements.repository.js';
import { unitsUnknown } from '../../../domain/cases/units/assert-units.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { columnArrangement } from '../../../workflows/arrangements/definition.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { invalid } from '../platform/problems/validation.js';
import { toProcessView } from '../cases/processes/process-view.js';
import type { ArrangementView, NewArrangementBody } from './arrangements.dto.js';

const OFFICE = ['info-editor', 'info-reviewer'];
const isOffice = (actor: Actor): boolean => OFFICE.some((role) => actor.roles.includes(role));

/** Arrangements as processes: starting and reading them. */
@Injectable()
export class ArrangementsService {
  constructor(
    private readonly arrangements: ArrangementsRepository,
    private readonly commands: MeteredCommands,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, UNIT_UNKNOWN, IDEMPOTENCY_KEY_REUSED */
  async create(actor: Actor, body: NewArrangementBody, idempotency?: Idempotency): Promise<ArrangementView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return this.get(actor, earlier.process);
    const { year, firstMonth, lastMonth, proposeBy = `${year}-06-01` } = body;
    assertDays(body, proposeBy);
    const concludeBy = `${year}-12-31`;
    const days = { [body.proposeBy === undefined ? 'year' : 'proposeBy']: proposeBy };
    await assertComputable(this.timeLimits, ['column-arrangement'], Date.now(), {
      ...days,
      year: concludeBy,
    });
    const units = await this.askedUnits(body.units, actor.unit);
    const id = randomUUID();
    const { process } = await this.commands.start(columnArrangement, {
      id,
      subject: `AP${year}`,
      input: { year, office: actor.unit, units, proposeBy, concludeBy },
      account: actor.id,
      unit: actor.unit,
      roles: actor.roles,
      idempotency,
      within: async (tx) => {
        const added = await new ArrangementsRepository(tx).add(
          {
            ...{ id, year, office: actor.unit, proposeBy, firstMonth, lastMonth },
            ...{ createdBy: actor.id, createdAt: businessDate() },
          },
          units,
        );
        if (!added) throw invalid(issue('year', 'arrangements.yearTaken', { year }));
      },
    });
    return this.get(actor, process);
  }

  /** Newest year first. */
  async list(actor: Actor): Promise<ArrangementView[]> {
    return (await this.arrangements.list({ units: shownUnits(actor) })).map(toView);
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ArrangementView> {
    const [row] = await this.arrangements.list({ units: shownUnits(actor), id });
    if (!row) throw new DubanError('NOT_FOUND', detail('arrangements.noArrangement'));
    return toView(row);
  }

  /** @throws {DubanError} UNIT_UNKNOWN */
  private async askedUnits(named: readonly string[] | undefined, office: string): Promise<string[]> {
    if (!named) return this.arrangements.unitsToAsk(office);
    const known = await this.arrangements.knownUnits(named);
    const unknown = named.filter((code) => !known.includes(code));
    if (unknown.length === 0) return known;
    throw unitsUnknown('units', unknown);
  }
}

/** Units that the account sees in an arrangement; null: all, for the info office and supervisors. */
const shownUnits = (actor: Actor): readonly string[] | null =>
  isOffice(actor) || actor.roles.includes('supervisor') ? null : actor.unitsBelow;

function assertDays({ year, firstMonth, lastMonth }: NewArrangementBody, proposeBy: string): void {
  if (lastMonth < firstMonth) throw invalid(issue('lastMonth', 'arrangements.monthsReversed'));
  try {
    parseDay(proposeBy);
  } catch {
    throw invalid(issue('proposeBy', 'fields.day'));
  }
  if (!proposeBy.startsWith(`${year}-`) && !proposeBy.startsWith(`${year - 1}-`))
    throw invalid(issue('proposeBy', 'arrangements.proposeByYear', { year }));
}

const toView = (row: ArrangementRow): ArrangementView => ({
  id: row.id,
  year: row.year,
  office: row.office,
  proposeBy: row.propose_by,
  firstMonth: row.first_month,
  lastMonth: row.last_month,
  publishedAt: row.published_at?.toISOString() ?? null,
  units: row.units.map((unit) => ({
    ...unit,
    answeredAt: unit.answeredAt && new Date(unit.answeredAt).toISOString(),
  })),
  process: toProcessView(row),
});
