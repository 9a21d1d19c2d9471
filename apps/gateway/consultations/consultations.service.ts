import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { missingParts, plannedPeriod } from '../../../domain/consultations/completeness.js';
import {
  CONSULTATION_COLUMNS,
  readDraft,
  type ConsultationRow,
} from '../../../domain/consultations/consultation-row.js';
import { daysAt } from '../../../domain/consultations/deps.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import { consultation } from '../../../workflows/consultations/definition.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { visiblePolicies } from './policy-documents/policy-access.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import { ConsultationContents, toSummary } from './consultation-content.js';
import type {
  ConsultationPage,
  ConsultationsQuery,
  ConsultationView,
  OpinionCounts,
} from './consultations.dto.js';

/** 州法制办, 州信息办 and 州政府办. */
const OFFICES = { legal: 'FZB', info: 'XXB', government: 'ZFB' } as const;

type Created = ConsultationRow & { readonly createdAt: Date };

@Injectable()
export class ConsultationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly commands: MeteredCommands,
    private readonly contents: ConsultationContents,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /**
   * Begins the way of a policy from the question whether it is major to its issue.
   *
   * @throws {DubanError} NOT_FOUND, POLICY_STATE, IDEMPOTENCY_KEY_REUSED
   */
  async create(actor: Actor, policy: string, idempotency?: Idempotency): Promise<ConsultationView> {
    const id = randomUUID();
    const now = businessDate();
    try {
      const { process } = await this.commands.start(consultation, {
        id,
        subject: `ZJ${formatDay(dayOf(now.getTime())).replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}`,
        input: { policy, unit: actor.unit, ...OFFICES },
        account: actor.id,
        unit: actor.unit,
        roles: actor.roles,
        idempotency,
        within: async (tx) => {
          const [row]: { unit: string; state: string }[] = await tx.query(
            'SELECT unit_code AS unit, state FROM policy_document WHERE id = $1 FOR UPDATE',
            [policy],
          );
          if (row?.unit !== actor.unit) throw new DubanError('NOT_FOUND', 'no such policy of your unit');
          if (row.state !== 'draft') throw new DubanError('POLICY_STATE', `the policy is ${row.state}`);
          await tx.query(INSERT, [id, policy, actor.unit, actor.id, now]);
        },
      });
      return await this.get(actor, process);
    } catch (error) {
      if (!isUniqueViolation(error, 'consultation_policy_id_key')) throw error;
      throw new DubanError('POLICY_STATE', 'the policy has its consultation already');
    }
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: ConsultationsQuery): Promise<ConsultationPage> {
    const visible = visiblePolicies(actor, 'c.unit_code', 1);
    const where = new Conditions(...visible.values);
    where.add(() => visible.sql);
    where.equal('c.state', query.state);
    where.equal('c.unit_code', query.unit);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(c.created_at, c.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Created>(
      `SELECT ${CONSULTATION_COLUMNS}, c.created_at AS "createdAt"
       FROM consultation c JOIN policy_document d ON d.id = c.policy_id
       WHERE ${where.sql} ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toSummary, (row) => encodeCursor([row.createdAt.toISOString(), row.id]));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ConsultationView> {
    const row = await this.row(actor, id);
    const now = businessNow();
    const days = await daysAt({ dataSource: this.dataSource, timeLimits: this.timeLimits }, now);
    const draft = await readDraft(this.dataSource, row);
    const planned = plannedPeriod(draft, days, now);
    const isDraft = row.publishedAt === null;
    const faults = draft.period === null ? [] : planned.faults;
    const [processes, counts, content] = await Promise.all([
      this.pool.query<ProcessRow>(`SELECT ${PROCESS_COLUMNS} FROM process p WHERE p.id = $1`, [id]),
      this.pool.query<OpinionCounts>(COUNTS, [id]),
      this.contents.of(row),
    ]);
    const { period, sortBy, answerBy } = row;
    return {
      ...content,
      ...{ period, sortBy, answerBy },
      minimumOn: row.minimumOn ?? planned.minimumOn,
      missing: isDraft ? [...missingParts(draft), ...faults] : [],
      opinions: counts.rows[0]!,
      process: toProcessView(processes.rows[0]!),
    };
  }

  /** The unit gives it up, until it is issued. @throws {DubanError} NOT_FOUND, MESSAGE_NOT_EXPECTED, PROCESS_ENDED */
  async withdraw(
    actor: Actor,
    id: string,
    reason: string,
    idempotency?: Idempotency,
  ): Promise<ConsultationView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.get(actor, id);
    const row = await this.row(actor, id);
    if (row.unit !== actor.unit) throw new DubanError('NOT_FOUND', 'no such consultation of your unit');
    await this.commands.send({
      process: { id },
      command: { kind: 'message', name: 'withdraw', decision: {}, by: byActor(actor) },
      content: { reason },
      idempotency,
    });
    return this.get(actor, id);
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async row(actor: Actor, id: string): Promise<ConsultationRow> {
    const visible = visiblePolicies(actor, 'c.unit_code', 2);
    const { rows } = await this.pool.query<ConsultationRow>(
      `SELECT ${CONSULTATION_COLUMNS} FROM consultation c JOIN policy_document d ON d.id = c.policy_id
       WHERE c.id = $1 AND ${visible.sql}`,
      [id, ...visible.values],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such consultation');
    return rows[0];
  }
}

const INSERT = `
  INSERT INTO consultation (id, policy_id, unit_code, state, opinions_shown, created_by, created_at)
  VALUES ($1, $2, $3, 'draft', 'AFTERWARDS', $4, $5)`;

const COUNTS = `
  SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
    count(*) FILTER (WHERE state = 'published')::int AS published,
    count(*) FILTER (WHERE state = 'setAside')::int AS "setAside",
    opinions_unanswered($1)::int AS unanswered
  FROM opinion WHERE consultation_id = $1`;
