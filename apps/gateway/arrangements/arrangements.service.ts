import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { parseDay } from '../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import type { ColumnArrangementInput } from '../../../workflows/arrangements/behaviour.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { Conditions } from '../platform/paging/conditions.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import type { ArrangementView, AskedUnit, NewArrangementBody } from './arrangements.dto.js';

interface Row extends ProcessRow {
  readonly year: number;
  readonly office: string;
  readonly propose_by: string;
  readonly first_month: number;
  readonly last_month: number;
  readonly published_at: Date | null;
  readonly units: readonly AskedUnit[];
}

const OFFICE = ['info-editor', 'info-reviewer'];
const isOffice = (actor: Actor): boolean => OFFICE.some((role) => actor.roles.includes(role));

/** The year's arrangements: setting one up, and how far it is. */
@Injectable()
export class ArrangementsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
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
    const input: ColumnArrangementInput = {
      ...{ year, office: actor.unit, units, proposeBy },
      concludeBy,
    };
    const { process } = await this.commands.start({
      id,
      key: 'column-arrangement',
      version: 1,
      subject: `AP${year}`,
      input,
      account: actor.id,
      unit: actor.unit,
      roles: actor.roles,
      idempotency,
      within: async (tx) => {
        // One at a time: whoever is second sees the first.
        await tx.query('LOCK TABLE arrangement IN SHARE ROW EXCLUSIVE MODE');
        const made: unknown[] = await tx.query(INSERT, [
          ...[id, year, actor.unit, proposeBy, firstMonth, lastMonth, actor.id, businessDate()],
        ]);
        if (made.length === 0) throw invalid({ field: 'year', message: `the arrangement of ${year} exists` });
        await tx.query(INSERT_UNITS, [id, units]);
      },
    });
    return this.get(actor, process);
  }

  /** Newest year first. */
  list(actor: Actor): Promise<ArrangementView[]> {
    return this.read(actor, new Conditions());
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ArrangementView> {
    const where = new Conditions();
    where.equal('a.id', id);
    const [view] = await this.read(actor, where);
    if (!view) throw new DubanError('NOT_FOUND', 'no such arrangement');
    return view;
  }

  /** The info office and supervisors see all of it; a unit that is asked sees that and itself. */
  private async read(actor: Actor, where: Conditions): Promise<ArrangementView[]> {
    let own = 'true';
    if (!isOffice(actor) && !actor.roles.includes('supervisor')) {
      own = `u.unit = ANY (${where.parameter(actor.unitsBelow)}::text[])`;
      where.add(() => `EXISTS (SELECT 1 FROM arrangement_unit u WHERE u.arrangement_id = a.id AND ${own})`);
    }
    const { rows } = await this.pool.query<Row>(
      `SELECT ${PROCESS_COLUMNS}, a.year, a.office, a.propose_by::text, a.first_month, a.last_month, a.published_at,
         (SELECT json_agg(json_build_object('unit', u.unit, 'state', ${ANSWER}, 'answeredAt', CASE WHEN t.outcome IS NOT NULL THEN t.closed_at END)
            ORDER BY u.number) FROM arrangement_unit u LEFT JOIN task t ON t.process_id = a.id AND t.name = 'propose'
            AND t.key = u.unit WHERE u.arrangement_id = a.id AND ${own}) AS units
       FROM arrangement a JOIN process p ON p.id = a.id WHERE ${where.sql} ORDER BY a.year DESC`,
      where.values,
    );
    return rows.map(toView);
  }

  /** @throws {DubanError} UNIT_UNKNOWN */
  private async askedUnits(asked: readonly string[] | undefined, office: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ code: string }>(
      `SELECT code FROM unit WHERE ($1::text[] IS NULL AND kind IN ('COUNTY', 'DEPARTMENT', 'DIRECT') AND valid_to IS NULL AND code <> $2)
         OR code = ANY ($1) ORDER BY code`,
      [asked ?? null, office],
    );
    const known = rows.map(({ code }) => code);
    const unknown = asked?.filter((code) => !known.includes(code)) ?? [];
    if (unknown.length === 0) return known;
    const issues = unknown.map((code) => ({ field: 'units', message: `no unit '${code}'` }));
    throw new DubanError('UNIT_UNKNOWN', issues[0]!.message, { issues });
  }
}

function assertDays({ year, firstMonth, lastMonth }: NewArrangementBody, proposeBy: string): void {
  if (lastMonth < firstMonth) throw invalid({ field: 'lastMonth', message: 'must not be before firstMonth' });
  try {
    parseDay(proposeBy);
  } catch {
    throw invalid({ field: 'proposeBy', message: '须为日期 YYYY-MM-DD' });
  }
  if (!proposeBy.startsWith(`${year}-`) && !proposeBy.startsWith(`${year - 1}-`))
    throw invalid({ field: 'proposeBy', message: `must be in ${year} or the year before` });
}

const toView = (row: Row): ArrangementView => ({
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

/** What the unit's task says: open, answered, or cancelled because the info office waited no longer. */
const ANSWER = `CASE WHEN t.outcome = 'propose' THEN 'proposed' WHEN t.outcome = 'none' THEN 'none'
  WHEN t.state = 'open' OR t.state IS NULL THEN 'awaited' ELSE 'silent' END`;

const INSERT = `
  INSERT INTO arrangement (id, year, office, propose_by, first_month, last_month, created_by, created_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8::timestamptz
  WHERE NOT EXISTS (SELECT 1 FROM arrangement a JOIN process p ON p.id = a.id WHERE a.year = $2 AND p.state <> 'cancelled')
  RETURNING id`;
const INSERT_UNITS = `
  INSERT INTO arrangement_unit (arrangement_id, unit, number)
  SELECT $1, unit, number FROM unnest($2::text[]) WITH ORDINALITY AS asked (unit, number)`;
