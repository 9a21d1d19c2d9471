import { Injectable } from '@nestjs/common';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { ContentsRepository } from '../../../../domain/cases/processes/contents.repository.js';
import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { ProcessesRepository } from '../../../../domain/cases/processes/processes.repository.js';
import { TimelineRepository } from '../../../../domain/cases/timeline/timeline.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../../../infra/database/cursor.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { byActor, type Actor } from '../../platform/identity/actor.js';
import { page, type PageQuery } from '../../platform/paging/page.js';
import { parseForm } from '../../platform/problems/validation.js';
import { MeteredCommands } from '../commands/metered-commands.js';
import { assertServed, messageForm } from '../definitions/task-forms.js';
import { Businesses } from '../registration/businesses.js';
import { timelineReader, toEntryView } from '../timeline/entry-view.js';
import { LastSeen } from '../timeline/last-seen.js';
import type { TimelinePage } from '../timeline/timeline.dto.js';
import { Visibility } from '../visibility/visibility.js';
import { toContentView } from './content-view.js';
import { assertSender, processActs } from './process-acts.js';
import { toProcessView, type ProcessDetail, type ProcessView } from './process-view.js';
import { processFilters, type ProcessesQuery } from './processes-query.js';
import type { ContentPage, MessageBody, ProcessPage } from './processes.dto.js';
import { StageStays } from './stage-stays.js';
import {
  operableProcesses,
  operatedProcesses,
  searchableProcesses,
  toStuckView,
  withoutMatter,
} from './stuck-processes.js';

interface OperationRequest {
  readonly kind: 'suspend' | 'resume' | 'cancel';
  readonly reason: string;
  /** Of a cancel: the case was entered by mistake (误录). */
  readonly mistaken?: boolean;
  readonly ip: string;
}

interface MessageRequest {
  readonly name: string;
  readonly body: MessageBody;
  readonly ip: string;
  readonly idempotency?: Idempotency;
}

/** Processes as accounts see and operate them. */
@Injectable()
export class ProcessesService {
  constructor(
    private readonly processes: ProcessesRepository,
    private readonly written: ContentsRepository,
    private readonly timelines: TimelineRepository,
    private readonly commands: MeteredCommands,
    private readonly audit: AuditLog,
    private readonly lastSeen: LastSeen,
    private readonly visibility: Visibility,
    private readonly businesses: Businesses,
    private readonly stageStays: StageStays,
  ) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID; FORBIDDEN for stuck ones, except to operators */
  async list(actor: Actor, query: ProcessesQuery): Promise<ProcessPage> {
    const filters = processFilters(query);
    if (!query.stuck)
      return this.processes.page(query, [this.visibility.processes(actor), ...filters], toProcessView);
    const isSearch = query.subject !== undefined || query.unit !== undefined;
    const where = [
      operatedProcesses(this.visibility, actor),
      isSearch && searchableProcesses(actor),
      ...filters,
    ];
    return this.processes.pageStuck(query, where, (row) => toStuckView(actor, row));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ProcessDetail> {
    const row = await this.row(actor, id);
    const [acts, stages] = await Promise.all([
      processActs(this.businesses, actor, row),
      this.stageStays.of(row),
    ]);
    return { ...toProcessView(row), stages, acts };
  }

  /** @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async timeline(actor: Actor, id: string, query: PageQuery): Promise<TimelinePage> {
    const [after] = query.cursor ? decodeCursor(query.cursor, [cursorPart.integer]) : [0];
    await this.row(actor, id);
    const reader = timelineReader(this.visibility, actor);
    const reading = { process: id, after: after as number };
    const rows = await this.timelines.page(reading, query.limit + 1, reader.partUnits);
    return page(
      rows,
      query.limit,
      (row) => toEntryView(row, reader),
      ({ seq }) => encodeCursor([seq]),
    );
  }

  /** @throws {DubanError} NOT_FOUND, CURSOR_INVALID; FORBIDDEN for roles that do not read contents */
  async contents(actor: Actor, id: string, query: PageQuery): Promise<ContentPage> {
    const after = query.cursor ? decodeCursor(query.cursor, [cursorPart.instant, cursorPart.integer]) : null;
    const { key } = await this.row(actor, id);
    if (!this.visibility.readsContent(actor, key))
      throw new DubanError('FORBIDDEN', detail('cases.contentsNotReadable'));
    const rows = await this.written.list(
      { process: id, units: this.visibility.partUnits(actor), limit: query.limit + 1 },
      after && { at: after[0] as string, place: after[1] as number },
    );
    return page(
      rows,
      query.limit,
      (row) => toContentView(id, row),
      ({ at, place }) => encodeCursor([at, place]),
    );
  }

  /** Sends a supervisor's command. The reason stays in the database; the process learns only the command. */
  async operate(actor: Actor, id: string, operation: OperationRequest): Promise<ProcessView> {
    await this.row(actor, id);
    return toProcessView(await this.execute(actor, id, operation));
  }

  /**
   * Ends a process. A system administrator may end a stuck process without seeing it; the answer then leaves out the
   * matter.
   *
   * @throws {DubanError} NOT_FOUND, PROCESS_ENDED, ENGINE_UNAVAILABLE
   */
  async cancel(actor: Actor, id: string, request: Omit<OperationRequest, 'kind'>): Promise<ProcessView> {
    const row = await this.processes.findOperable(id, operableProcesses(this.visibility, actor));
    const { seen } = found(row);
    const view = toProcessView(await this.execute(actor, id, { kind: 'cancel', ...request }));
    return seen ? view : withoutMatter(view);
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, MESSAGE_NOT_EXPECTED */
  async message(actor: Actor, id: string, message: MessageRequest): Promise<ProcessView> {
    const { name, body, ip, idempotency } = message;
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return toProcessView(await this.lastSeen.of(actor, await this.reread(id), earlier.command));
    const process = await this.row(actor, id);
    assertServed(process.key, process.version);
    const form = messageForm(process.key, process.version, name);
    if (!form) throw new DubanError('NOT_FOUND', detail('cases.noMessage', { message: name }));
    assertSender(this.businesses, actor, process.key, name);
    const decision = parseForm(form.decision, body.decision, 'decision') ?? {};
    const content = parseForm(form.content, body.content, 'content');
    const command = { kind: 'message', name, decision, by: byActor(actor) } as const;
    const record = { account: actor.id, action: `process.message.${name}`, subject: id, ip, processes: [id] };
    await this.commands.send({
      process: { id },
      command,
      content,
      idempotency,
      within: async (tx, stored) => void (await this.audit.accepted(tx, stored, record)),
    });
    return toProcessView(await this.reread(id));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async row(actor: Actor, id: string): Promise<ProcessRow> {
    return found(await this.processes.find(id, this.visibility.processes(actor)));
  }

  private async execute(actor: Actor, id: string, operation: OperationRequest): Promise<ProcessRow> {
    const { kind, reason, mistaken, ip } = operation;
    const record = { account: actor.id, action: `process.${kind}`, subject: id, ip, reason, processes: [id] };
    await this.commands.send({
      process: { id },
      command: { ...(mistaken ? { kind: 'cancel', mistaken } : { kind }), by: byActor(actor) },
      content: { reason },
      within: async (tx, command) => void (await this.audit.accepted(tx, command, record)),
    });
    return this.reread(id);
  }

  /** An account may read the result of its own act, even when the process is no longer visible to it. */
  private async reread(id: string): Promise<ProcessRow> {
    return (await this.processes.find(id))!;
  }
}

/** @throws {DubanError} NOT_FOUND */
function found<R extends ProcessRow>(row: R | undefined): R {
  if (!row) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
  noteAccess(row);
  return row;
}
