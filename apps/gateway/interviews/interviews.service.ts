import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { linkArrangement } from '../../../domain/arrangements/link-arrangement.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { onlineInterview } from '../../../workflows/interviews/definition.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { InterviewAccess, visibleInterviews } from './access/interview-access.js';
import { SELECT_INTERVIEW, toInterviewView, type InterviewRow } from './interview-rows.js';
import type {
  CallOffBody,
  InterviewPage,
  InterviewsQuery,
  InterviewView,
  NewInterviewBody,
  PostponeBody,
} from './interviews.dto.js';

/** 州人民政府信息化办公室: holds every interview. */
const OFFICE = 'XXB';

/** Interviews as processes: beginning one, reading it, and what the office may do with it at any time. */
@Injectable()
export class InterviewsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: MeteredCommands,
    private readonly access: InterviewAccess,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** By the unit that answers, or by the office for it. @throws {DubanError} VALIDATION_FAILED, UNIT_UNKNOWN */
  async create(actor: Actor, body: NewInterviewBody, idempotency?: Idempotency): Promise<InterviewView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return this.get(actor, earlier.process);
    const unit = await this.unitOf(actor, body);
    const liveAt = future(body.liveAt);
    const liveOn = formatDay(dayOf(liveAt));
    await this.assertComputable(liveOn);
    const id = randomUUID();
    const { process } = await this.commands.start(onlineInterview, {
      id,
      subject: `FT${liveOn.replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}`,
      input: { unit, office: OFFICE, liveOn },
      account: actor.id,
      unit: actor.unit,
      roles: actor.roles,
      idempotency,
      within: async (tx) => {
        const { topic, form, arrangement = null } = body;
        await tx.query(INSERT, [
          id,
          topic,
          unit,
          OFFICE,
          form,
          arrangement,
          liveOn,
          new Date(liveAt),
          actor.id,
          businessDate(),
        ]);
        if (arrangement)
          await linkArrangement(tx, { entry: arrangement, kind: 'interview', unit, process: id });
        await tx.query('INSERT INTO interview_feed (interview_id, last) VALUES ($1, 0)', [id]);
      },
    });
    return this.get(actor, process);
  }

  private assertComputable(liveAt: string): Promise<void> {
    return assertComputable(this.timeLimits, ['online-interview'], Date.now(), { liveAt });
  }

  /** Newest first. */
  async list(actor: Actor, query: InterviewsQuery): Promise<InterviewPage> {
    await this.timeLimits.ready();
    const visible = visibleInterviews(actor, 1);
    const where = new Conditions(...visible.values);
    where.add(() => visible.sql);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(i.created_at, i.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<InterviewRow>(
      `${SELECT_INTERVIEW} WHERE ${where.sql} ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      (row) => this.toView(row),
      (row) => encodeCursor([row.created_at.toISOString(), row.id]),
    );
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<InterviewView> {
    await this.timeLimits.ready();
    const visible = visibleInterviews(actor, 2);
    const { rows } = await this.pool.query<InterviewRow>(
      `${SELECT_INTERVIEW} WHERE i.id = $1 AND ${visible.sql}`,
      [id, ...visible.values],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such interview');
    return this.toView(rows[0]);
  }

  /**
   * Moves an interview that has not ended to a later time. Questions, and what is done for it, are kept.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, MESSAGE_NOT_EXPECTED once it has been held
   */
  async postpone(
    actor: Actor,
    id: string,
    { body, idempotency }: { body: PostponeBody; idempotency?: Idempotency },
  ): Promise<InterviewView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.get(actor, id);
    await this.access.asOffice(actor, id);
    const liveAt = future(body.liveAt);
    const current = await this.get(actor, id);
    if (liveAt <= Date.parse(current.liveAt))
      throw invalid({ field: 'liveAt', message: 'must be later than it was announced' });
    await this.assertComputable(formatDay(dayOf(liveAt)));
    const notice = { kind: 'postponed', text: body.notice, liveAt: new Date(liveAt) } as const;
    const decision = { liveOn: formatDay(dayOf(liveAt)) };
    return this.announce(actor, id, { name: 'postpone', notice, decision, idempotency });
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN, MESSAGE_NOT_EXPECTED once it has been held */
  async callOff(
    actor: Actor,
    id: string,
    { body, idempotency }: { body: CallOffBody; idempotency?: Idempotency },
  ): Promise<InterviewView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.get(actor, id);
    await this.access.asOffice(actor, id);
    const notice = { kind: 'calledOff', text: body.notice, liveAt: null } as const;
    return this.announce(actor, id, { name: 'callOff', notice, decision: {}, idempotency });
  }

  /** The notice becomes public when the process carries it out; what it refuses leaves a notice that nobody sees. */
  private async announce(
    actor: Actor,
    id: string,
    message: {
      readonly name: 'postpone' | 'callOff';
      readonly notice: { readonly kind: string; readonly text: string; readonly liveAt: Date | null };
      readonly decision: object;
      readonly idempotency?: Idempotency;
    },
  ): Promise<InterviewView> {
    const { name, notice, decision, idempotency } = message;
    const noticeId = randomUUID();
    await this.commands.send({
      process: { id },
      command: { kind: 'message', name, decision: { ...decision, notice: noticeId }, by: byActor(actor) },
      idempotency,
      within: async (tx) => {
        await tx.query(NOTICE, [
          noticeId,
          id,
          notice.kind,
          notice.text,
          notice.liveAt,
          actor.id,
          businessDate(),
        ]);
      },
    });
    return this.get(actor, id);
  }

  private toView(row: InterviewRow): InterviewView {
    return toInterviewView(row, (at) => this.timeLimits.policyAt(at));
  }

  private async unitOf(actor: Actor, { unit = actor.unit }: NewInterviewBody): Promise<string> {
    const isOffice = actor.unit === OFFICE;
    if (!isOffice && unit !== actor.unit)
      throw invalid({ field: 'unit', message: 'a unit sets up its own interviews' });
    await assertUnits(this.pool, { unit: [unit] });
    return unit;
  }
}

/** Epoch ms. @throws {DubanError} VALIDATION_FAILED */
function future(instant: string): number {
  const at = Date.parse(instant);
  if (at > businessNow()) return at;
  throw invalid({ field: 'liveAt', message: 'must be an instant to come, with its offset' });
}

const INSERT = `
  INSERT INTO interview (id, topic, unit_code, office, form, arrangement_id, planned_on, live_at, plan, background, guests,
    outline, points, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '[]', '[]', '[]', $9, $10)`;

const NOTICE = `
  INSERT INTO interview_notice (id, interview_id, kind, text, live_at, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
