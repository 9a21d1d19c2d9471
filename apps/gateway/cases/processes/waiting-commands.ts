import { and } from '../../../../infra/database/sql.js';
import { numbered } from '../../platform/paging/conditions.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { nextTryAt } from '../../../../domain/cases/commands/commands.repository.js';
import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/identity/actor.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page, type PageQuery } from '../../platform/paging/page.js';
import { MeteredCommands } from '../commands/metered-commands.js';
import { POOL } from '../../platform/tokens.js';
import { Visibility } from '../visibility/visibility.js';
import { operatedProcesses } from './stuck-processes.js';
import type { CommandPage, CommandView } from './waiting-commands.dto.js';

/** The commands of a process that are not done, for whoever has to find out why. */
@Injectable()
export class WaitingCommands {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: MeteredCommands,
    private readonly audit: AuditLog,
    private readonly visibility: Visibility,
  ) {}

  /** Oldest first. @throws {DubanError} NOT_FOUND, FORBIDDEN, CURSOR_INVALID */
  async list(actor: Actor, process: string, query: PageQuery): Promise<CommandPage> {
    await this.assertOperated(actor, process);
    const [after] = query.cursor ? decodeCursor(query.cursor, [cursorPart.sequence]) : [null];
    const { rows } = await this.pool.query<CommandRow>(
      `${SELECT} WHERE process_id = $1 AND state <> 'done'
         AND ($2::bigint IS NULL OR seq > $2::bigint)
       ORDER BY seq LIMIT $3`,
      [process, after, query.limit + 1],
    );
    return page(rows, query.limit, toView, ({ seq }) => encodeCursor([seq]));
  }

  /**
   * Takes a command back that waits: see ProcessCommands.withdraw.
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, COMMAND_NOT_PENDING
   */
  async withdraw(
    actor: Actor,
    process: string,
    command: string,
    { reason, ip }: { reason: string; ip: string },
  ): Promise<CommandView> {
    await this.assertOperated(actor, process);
    const record = {
      account: actor.id,
      action: 'command.withdraw',
      subject: `${process}.${command}`,
      ip,
      reason,
      processes: [process],
    };
    try {
      await this.commands.withdraw(process, command, (tx) =>
        this.audit.append({ ...record, result: 'done' }, tx),
      );
    } catch (error) {
      if (error instanceof DubanError) await this.audit.append({ ...record, result: 'failed' });
      throw error;
    }
    const { rows } = await this.pool.query<CommandRow>(`${SELECT} WHERE id = $1`, [command]);
    return toView(rows[0]!);
  }

  private async assertOperated(actor: Actor, process: string): Promise<void> {
    const { sql, values } = numbered(and(operatedProcesses(this.visibility, actor)), 2);
    const { rows } = await this.pool.query<{ id: string; secret: boolean }>(
      `SELECT p.id, ${isSecret('p')} AS secret FROM process p WHERE p.id = $1 AND ${sql}`,
      [process, ...values],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    noteAccess(rows[0]);
  }
}

interface CommandRow {
  readonly id: string;
  readonly kind: string;
  readonly state: 'accepted' | 'refused' | 'withdrawn' | 'done';
  readonly stuck: boolean;
  readonly withdrawn: boolean;
  readonly accepted_at: Date;
  readonly seq: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly next_try_at: Date | null;
  readonly code: string | null;
}

const SELECT = `
  SELECT id, kind, state, stuck, withdrawn_at IS NOT NULL AS withdrawn, accepted_at,
    seq, attempts, last_error, ${nextTryAt(`interval '15 seconds'`)} AS next_try_at, code
  FROM command`;

function toView(row: CommandRow): CommandView {
  const waiting = row.withdrawn ? 'withdrawing' : row.stuck ? 'stuck' : 'accepted';
  return {
    id: row.id,
    kind: row.kind,
    state: row.state === 'accepted' ? waiting : row.state,
    acceptedAt: row.accepted_at.toISOString(),
    attempts: row.attempts,
    lastError: row.last_error,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    code: row.code,
  };
}
