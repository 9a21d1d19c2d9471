import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { ArrangementsService } from './arrangements.service.js';
import type {
  ArrangementView,
  ChangeBody,
  EntryDecisionBody,
  EntryBody,
  EntryView,
} from './arrangements.dto.js';

/** A unit plans so many topics a year at most. */
const MOST = 20;

const COLUMNS = `e.id, e.unit, e.kind, e.topic, e.guests, e.month, e.state, e.reason, e.process_id AS process`;

/** Topics of a year: proposed by units, arranged by the info office, changed after publication. */
@Injectable()
export class EntriesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly arrangements: ArrangementsService,
    private readonly commands: MeteredCommands,
  ) {}

  /** In the order of the table; a unit reads its own, and after publication all. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<EntryView[]> {
    const arrangement = await this.arrangements.get(actor, id);
    const units = arrangement.units.map(({ unit }) => unit);
    const { rows } = await this.pool.query<EntryView>(
      `SELECT ${COLUMNS} FROM arrangement_entry e
       WHERE e.arrangement_id = $1 AND ((e.unit = ANY ($2) AND (e.state <> 'draft' OR e.unit = $3)) OR e.state = 'published')
       ORDER BY e.month, e.unit, e.id`,
      [id, units, actor.unit],
    );
    return rows;
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE */
  async add(actor: Actor, id: string, body: EntryBody): Promise<EntryView> {
    const arrangement = await this.arrangements.get(actor, id);
    assertMonth(arrangement, body.month);
    const { kind, topic, guests = null, month } = body;
    const { rows } = await this.pool.query<EntryView>(
      `INSERT INTO arrangement_entry AS e (id, arrangement_id, unit, kind, topic, guests, month, state)
       SELECT $1, $2, $3, $4, $5, $6, $7, ${STATE}
       WHERE ${ASKED} AND (SELECT count(*) FROM arrangement_entry WHERE arrangement_id = $2 AND unit = $3) < ${MOST}
       RETURNING ${COLUMNS}`,
      [randomUUID(), id, actor.unit, kind, topic, guests, month],
    );
    if (rows[0]) return rows[0];
    throw state(`the unit is not asked for topics now, or has ${MOST} already`);
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE */
  async replace(actor: Actor, id: string, entry: string, body: EntryBody): Promise<EntryView> {
    assertMonth(await this.arrangements.get(actor, id), body.month);
    await this.find(id, entry, actor.unit);
    const { kind, topic, guests = null, month } = body;
    const { rows } = await this.pool.query<EntryView>(
      `UPDATE arrangement_entry e SET kind = $4, topic = $5, guests = $6, month = $7, state = ${STATE}, reason = NULL
       WHERE e.id = $1 AND e.arrangement_id = $2 AND e.unit = $3 AND ${ASKED} RETURNING ${COLUMNS}`,
      [entry, id, actor.unit, kind, topic, guests, month],
    );
    if (rows[0]) return rows[0];
    throw state('the unit is not asked for topics now');
  }

  /** @throws {DubanError} NOT_FOUND, ARRANGEMENT_STATE */
  async remove(actor: Actor, id: string, entry: string): Promise<void> {
    await this.arrangements.get(actor, id);
    await this.find(id, entry, actor.unit);
    const { rowCount } = await this.pool.query(
      `DELETE FROM arrangement_entry WHERE id = $1 AND arrangement_id = $2 AND unit = $3 AND ${ASKED}`,
      [entry, id, actor.unit],
    );
    if (rowCount === 0) throw state('the unit is not asked for topics now');
  }

  /** The info office takes a topic into the table, or declines it. @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE */
  async decide(actor: Actor, id: string, entry: string, body: EntryDecisionBody): Promise<EntryView> {
    const { accept, month, reason } = body;
    const arrangement = await this.arrangements.get(actor, id);
    if (month !== undefined) assertMonth(arrangement, month);
    if (!accept && !reason) throw invalid({ field: 'reason', message: 'is needed to decline a topic' });
    await this.find(id, entry);
    const { rows } = await this.pool.query<EntryView>(
      `UPDATE arrangement_entry e SET state = $3, month = coalesce($4, month), reason = $5
       WHERE e.id = $1 AND e.arrangement_id = $2 AND e.state IN ('proposed', 'arranged', 'declined')
         AND EXISTS (SELECT 1 FROM task t WHERE t.process_id = $2 AND t.state = 'open' AND t.name = 'arrange')
       RETURNING ${COLUMNS}`,
      [entry, id, accept ? 'arranged' : 'declined', month ?? null, accept ? null : reason],
    );
    if (rows[0]) return rows[0];
    throw state('topics are not being arranged now');
  }

  /**
   * Changes the published table; the change and its reason are public.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE, and what the process refuses
   */
  async change(
    actor: Actor,
    id: string,
    entry: string,
    body: ChangeBody,
    idempotency?: Idempotency,
  ): Promise<EntryView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.find(id, entry);
    const arrangement = await this.arrangements.get(actor, id);
    const { kind, reason } = body;
    const to = changedTo(arrangement, body);
    await this.find(id, entry);
    await this.commands.send({
      process: { id },
      command: { kind: 'message', name: 'change', decision: { entry, kind }, by: byActor(actor) },
      content: { reason },
      idempotency,
      within: (tx) => this.apply(tx, { ...{ id, entry, kind, to, reason }, account: actor.id }),
    });
    return this.find(id, entry);
  }

  private async apply(
    tx: EntityManager,
    change: {
      id: string;
      entry: string;
      kind: ChangeBody['kind'];
      to: string;
      reason: string;
      account: string;
    },
  ): Promise<void> {
    const { id, entry, kind, to, reason, account } = change;
    const [row]: EntryView[] = await tx.query(
      `SELECT ${COLUMNS} FROM arrangement_entry e WHERE e.id = $1 AND e.arrangement_id = $2 FOR UPDATE`,
      [entry, id],
    );
    // What the process would refuse must not have been changed: it takes changes until the year is concluded.
    const taking: unknown[] = await tx.query(
      `SELECT 1 FROM process p JOIN task t ON t.process_id = p.id AND t.name = 'conclude' AND t.state = 'open'
       WHERE p.id = $1 AND p.state = 'running' FOR SHARE OF p`,
      [id],
    );
    if (taking.length === 0) throw state('the year takes no changes now');
    if (row?.state !== 'published') throw state('only a topic of the published table can be changed');
    const before = kind === 'CANCEL' ? '' : String(row[FIELDS[kind]] ?? '');
    if (kind !== 'CANCEL' && before === to) throw invalid({ field: 'to', message: 'is as it was' });
    if (kind === 'CANCEL')
      await tx.query(`UPDATE arrangement_entry SET state = 'cancelled', reason = $2 WHERE id = $1`, [
        entry,
        reason,
      ]);
    else await tx.query(`UPDATE arrangement_entry SET ${FIELDS[kind]} = $2 WHERE id = $1`, [entry, to]);
    await tx.query(
      `INSERT INTO arrangement_change (id, arrangement_id, entry_id, kind, before, after, reason, account, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [randomUUID(), id, entry, kind, before, to, reason, account, businessDate()],
    );
  }

  private async find(id: string, entry: string, unit?: string): Promise<EntryView> {
    const { rows } = await this.pool.query<EntryView>(
      `SELECT ${COLUMNS} FROM arrangement_entry e
       WHERE e.arrangement_id = $1 AND e.id = $2 AND ($3::text IS NULL OR e.unit = $3)`,
      [id, entry, unit ?? null],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such topic');
    return rows[0];
  }
}

/** Columns of what a change changes; never from a request. */
const FIELDS = { MONTH: 'month', TOPIC: 'topic', GUESTS: 'guests' } as const;

/** The unit `$3` is asked for its topics of the arrangement `$2`. */
const ASKED = `EXISTS (SELECT 1 FROM task t WHERE t.process_id = $2 AND t.unit = $3 AND t.state = 'open'
  AND t.name IN ('propose', 'revise'))`;

/** A draft until the unit answers; what it adds to an answer that came back is proposed at once. */
const STATE = `(SELECT CASE t.name WHEN 'revise' THEN 'proposed' ELSE 'draft' END FROM task t
  WHERE t.process_id = $2 AND t.unit = $3 AND t.state = 'open' AND t.name IN ('propose', 'revise') LIMIT 1)`;

const state = (message: string): DubanError => new DubanError('ARRANGEMENT_STATE', message);

function assertMonth({ firstMonth, lastMonth }: ArrangementView, month: number, field = 'month'): void {
  if (month < firstMonth || month > lastMonth)
    throw invalid({ field, message: `must be from ${firstMonth} to ${lastMonth}` });
}

function changedTo(arrangement: ArrangementView, { kind, to }: ChangeBody): string {
  if (kind === 'CANCEL') {
    if (to !== undefined) throw invalid({ field: 'to', message: 'has no meaning for CANCEL' });
    return '';
  }
  if (to === undefined) throw invalid({ field: 'to', message: 'is needed' });
  if (kind === 'MONTH') {
    if (!/^\d{1,2}$/.test(to)) throw invalid({ field: 'to', message: 'must be a month' });
    assertMonth(arrangement, Number(to), 'to');
    return String(Number(to));
  }
  return to;
}
