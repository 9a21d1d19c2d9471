import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { byActor, type Actor } from '../../platform/identity/actor.js';
import { Businesses } from '../registration/businesses.js';
import { assertServed, messageForm } from '../definitions/task-forms.js';
import { Conditions, numbered } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page, type PageQuery } from '../../platform/paging/page.js';
import { MeteredCommands } from '../commands/metered-commands.js';
import { prepared } from '../../../../infra/database/prepared.js';
import { queryRow } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';
import { POOL } from '../../platform/tokens.js';
import { parseForm } from '../../platform/problems/validation.js';
import { Visibility } from '../visibility/visibility.js';
import { readContents, toContentView } from './content-view.js';
import { LastSeen } from '../timeline/last-seen.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow, type ProcessView } from './process-view.js';
import type { ContentPage, MessageBody, ProcessesQuery, ProcessPage, TimelinePage } from './processes.dto.js';
import {
  endableProcesses,
  IS_STUCK,
  operatedProcesses,
  searchedProcesses,
  STUCK_COLUMNS,
  toStuckView,
  withoutMatter,
  type StuckRow,
} from './stuck-processes.js';
import { Timeline, timelineReader } from '../timeline/timeline.js';

interface OperationRequest {
  readonly kind: 'suspend' | 'resume' | 'cancel';
  readonly reason: string;
  /** Of a cancel: the case should never have been entered (误录). */
  readonly mistaken?: boolean;
  readonly ip: string;
}

@Injectable()
export class ProcessesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: MeteredCommands,
    private readonly timelines: Timeline,
    private readonly audit: AuditLog,
    private readonly lastSeen: LastSeen,
    private readonly visibility: Visibility,
    private readonly businesses: Businesses,
  ) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID; FORBIDDEN for what is stuck, except to operators */
  async list(actor: Actor, query: ProcessesQuery): Promise<ProcessPage> {
    const where = new Conditions();
    where.add(query.stuck ? operatedProcesses(this.visibility, actor) : this.visibility.processes(actor));
    where.equal('p.key', query.key);
    if (query.stuck) where.add(IS_STUCK);
    if (query.stuck && (query.subject !== undefined || query.unit !== undefined))
      where.add(searchedProcesses(actor));
    if (query.state === 'running') where.add(() => `p.state IN ('starting', 'running')`);
    else where.equal('p.state', query.state);
    where.equal('p.stage', query.stage);
    where.equal('p.subject', query.subject);
    if (query.unit) where.add((unit) => `${unit} = ANY (p.units)`, query.unit);
    if (query.startedAfter) where.add((at) => `p.started_at >= ${at}`, query.startedAfter);
    if (query.startedBefore) where.add((at) => `p.started_at < ${at}`, query.startedBefore);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(p.started_at, p.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const columns = query.stuck ? STUCK_COLUMNS : PROCESS_COLUMNS;
    const view = (row: ProcessRow): ProcessView =>
      query.stuck ? toStuckView(actor, row as StuckRow) : toProcessView(row);
    const { rows } = await prepared<ProcessRow>(
      this.pool,
      `SELECT ${columns} FROM process p WHERE ${where.sql} ORDER BY p.started_at DESC, p.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, view, (row) => encodeCursor([row.started_at.toISOString(), row.id]));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ProcessView> {
    return toProcessView(await this.row(actor, id));
  }

  /** @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async timeline(actor: Actor, id: string, query: PageQuery): Promise<TimelinePage> {
    const [after] = query.cursor ? decodeCursor(query.cursor, [cursorPart.integer]) : [0];
    await this.row(actor, id);
    const entries = await this.timelines.page(
      { process: id, after: after as number },
      query.limit + 1,
      timelineReader(this.visibility, actor),
    );
    return page(
      entries,
      query.limit,
      (entry) => entry,
      (entry) => encodeCursor([entry.seq]),
    );
  }

  /** @throws {DubanError} NOT_FOUND, CURSOR_INVALID; FORBIDDEN for roles that do not read what was written */
  async contents(actor: Actor, id: string, query: PageQuery): Promise<ContentPage> {
    const after = query.cursor ? decodeCursor(query.cursor, [cursorPart.instant, cursorPart.integer]) : null;
    const { key } = await this.row(actor, id);
    if (!this.visibility.readsContent(actor, key))
      throw new DubanError('FORBIDDEN', detail('cases.contentsNotReadable'));
    const rows = await readContents(
      this.pool,
      {
        process: id,
        parties: this.visibility.parties,
        units: this.visibility.partUnits(actor),
        limit: query.limit + 1,
      },
      after && { at: after[0] as string, place: after[1] as number },
    );
    return page(
      rows,
      query.limit,
      (row) => toContentView(id, row),
      ({ at, place }) => encodeCursor([at, place]),
    );
  }

  /** A supervisor's command. The reason stays in the database; the process learns only the fact. */
  async operate(actor: Actor, id: string, operation: OperationRequest): Promise<ProcessView> {
    await this.row(actor, id);
    return toProcessView(await this.carryOut(actor, id, operation));
  }

  /**
   * Ends a process. A system administrator may end what is stuck without seeing it, and is shown nothing of the matter.
   * @throws {DubanError} NOT_FOUND, PROCESS_ENDED, ENGINE_UNAVAILABLE
   */
  async cancel(actor: Actor, id: string, request: Omit<OperationRequest, 'kind'>): Promise<ProcessView> {
    const { seen, endable } = endableProcesses(this.visibility, actor);
    const row = await queryRow<ProcessRow & { readonly seen: boolean }>(
      this.pool,
      sql`SELECT ${PROCESS_COLUMNS}, ${seen} AS seen FROM process p WHERE p.id = ${id} AND ${endable}`,
      { prepare: 'always' },
    );
    if (!row) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    noteAccess(row);
    const view = toProcessView(await this.carryOut(actor, id, { kind: 'cancel', ...request }));
    return row.seen ? view : withoutMatter(view);
  }

  private async carryOut(actor: Actor, id: string, operation: OperationRequest): Promise<ProcessRow> {
    const { kind, reason, mistaken, ip } = operation;
    const record = { account: actor.id, action: `process.${kind}`, subject: id, ip, reason, processes: [id] };
    await this.commands.send({
      process: { id },
      command: { ...(mistaken ? { kind: 'cancel', mistaken } : { kind }), by: byActor(actor) },
      content: { reason },
      within: async (tx, command) => void (await this.audit.accepted(tx, command, record)),
    });
    return this.again(id);
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, MESSAGE_NOT_EXPECTED */
  async message(
    actor: Actor,
    id: string,
    message: { name: string; body: MessageBody; ip: string; idempotency?: Idempotency },
  ): Promise<ProcessView> {
    const { name, body, ip, idempotency } = message;
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return toProcessView(await this.lastSeen.of(actor, await this.again(id), earlier.command));
    const process = await this.row(actor, id);
    assertServed(process.key, process.version);
    const form = messageForm(process.key, process.version, name);
    if (!form) throw new DubanError('NOT_FOUND', detail('cases.noMessage', { message: name }));
    const senders = this.businesses.senders(process.key, name);
    if (!senders.some((role) => actor.roles.includes(role))) {
      throw new DubanError(
        'FORBIDDEN',
        senders.length > 0
          ? detail('platform.rolesNeeded', { roles: senders })
          : detail('cases.messageNotForStaff'),
      );
    }
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
    return toProcessView(await this.again(id));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async row(actor: Actor, id: string): Promise<ProcessRow> {
    const visible = numbered(this.visibility.processes(actor), 2);
    const { rows } = await prepared<ProcessRow>(
      this.pool,
      `SELECT ${PROCESS_COLUMNS} FROM process p WHERE p.id = $1 AND ${visible.sql}`,
      [id, ...visible.values],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    noteAccess(rows[0]);
    return rows[0];
  }

  /** What somebody has just changed they may read once more, even if it has left their sight by that. */
  private async again(id: string): Promise<ProcessRow> {
    const { rows } = await prepared<ProcessRow>(
      this.pool,
      `SELECT ${PROCESS_COLUMNS} FROM process p WHERE p.id = $1`,
      [id],
    );
    return rows[0]!;
  }
}
