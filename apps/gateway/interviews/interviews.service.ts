import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { linkArrangement } from '../../../domain/arrangements/link-arrangement.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { InterviewsRepository, type InterviewRow } from '../../../domain/interviews/interviews.repository.js';
import { tooSoon } from '../../../domain/interviews/preview-lead.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import type { InterviewNotice } from '../../../infra/database/entities/interviews.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { onlineInterview } from '../../../workflows/interviews/definition.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { InterviewAccess, readerOf } from './access/interview-access.js';
import { toInterviewView } from './interview-view.js';
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

/** Interviews as processes: starting, reading, postponing and calling off. */
@Injectable()
export class InterviewsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly interviews: InterviewsRepository,
    private readonly commands: MeteredCommands,
    private readonly access: InterviewAccess,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** By the unit that answers, or by the office for it. @throws {DubanError} VALIDATION_FAILED, UNIT_UNKNOWN */
  async create(actor: Actor, body: NewInterviewBody, idempotency?: Idempotency): Promise<InterviewView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return this.get(actor, earlier.process);
    const unit = await this.unitOf(actor, body);
    const liveAt = futureInstant(body.liveAt);
    const liveOn = formatDay(dayOf(liveAt));
    await this.assertComputable(liveOn);
    const now = businessNow();
    const refused = tooSoon(this.timeLimits.policyAt(now), now, liveAt);
    if (refused) throw invalid(refused);
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
        await new InterviewsRepository(tx).add({
          ...{ id, topic, unitCode: unit, office: OFFICE, form, arrangementId: arrangement },
          ...{ plannedOn: liveOn, liveAt: new Date(liveAt), createdBy: actor.id, createdAt: businessDate() },
        });
        const units = unit === actor.unit ? actor.ownUnits : [unit];
        if (arrangement)
          await linkArrangement(tx, { entry: arrangement, kind: 'interview', units, process: id });
      },
    });
    return this.get(actor, process);
  }

  private assertComputable(liveAt: string): Promise<void> {
    return assertComputable(this.timeLimits, ['online-interview'], Date.now(), { liveAt });
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: InterviewsQuery): Promise<InterviewPage> {
    await this.timeLimits.ready();
    return this.interviews.page(query, readerOf(actor), (row) => this.toView(row, actor));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<InterviewView> {
    await this.timeLimits.ready();
    const row = await this.interviews.find(id, readerOf(actor));
    if (!row) throw new DubanError('NOT_FOUND', detail('interviews.noInterview'));
    return this.toView(row, actor);
  }

  /**
   * Moves an interview that has not ended to a later time. Its questions and contents stay.
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
    const liveAt = futureInstant(body.liveAt);
    const current = await this.get(actor, id);
    if (liveAt <= Date.parse(current.liveAt)) throw invalid(issue('liveAt', 'interviews.laterThanAnnounced'));
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

  /** A step of the process publishes the notice. The notice of a refused message stays unpublished. */
  private async announce(
    actor: Actor,
    id: string,
    message: {
      readonly name: 'postpone' | 'callOff';
      readonly notice: Pick<InterviewNotice, 'kind' | 'text' | 'liveAt'>;
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
      within: (tx) =>
        new InterviewsRepository(tx).addNotice({
          ...{ id: noticeId, interviewId: id, ...notice },
          ...{ createdBy: actor.id, createdAt: businessDate() },
        }),
    });
    return this.get(actor, id);
  }

  private toView(row: InterviewRow, actor: Actor): InterviewView {
    return toInterviewView(row, actor, (at) => this.timeLimits.policyAt(at));
  }

  private async unitOf(actor: Actor, { unit = actor.unit }: NewInterviewBody): Promise<string> {
    const isOffice = actor.unit === OFFICE;
    if (!isOffice && unit !== actor.unit) throw invalid(issue('unit', 'interviews.ownUnitOnly'));
    await assertUnits(this.dataSource, { unit: [unit] });
    return unit;
  }
}

/** Epoch ms. @throws {DubanError} VALIDATION_FAILED */
function futureInstant(instant: string): number {
  const at = Date.parse(instant);
  if (at > businessNow()) return at;
  throw invalid(issue('liveAt', 'interviews.future'));
}
