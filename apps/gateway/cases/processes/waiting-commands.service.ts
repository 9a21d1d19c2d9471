import { Injectable } from '@nestjs/common';
import { ProcessesRepository } from '../../../../domain/cases/processes/processes.repository.js';
import {
  WaitingCommandsRepository,
  type WaitingCommandRow,
} from '../../../../domain/cases/processes/waiting-commands.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { PageQuery } from '../../platform/paging/page.js';
import { MeteredCommands } from '../commands/metered-commands.js';
import { Visibility } from '../visibility/visibility.js';
import { operableProcesses } from './stuck-processes.js';
import type { CommandPage, CommandView } from './waiting-commands.dto.js';

/** Commands of a process that are not executed, for operators who look for the cause. */
@Injectable()
export class WaitingCommandsService {
  constructor(
    private readonly processes: ProcessesRepository,
    private readonly waiting: WaitingCommandsRepository,
    private readonly commands: MeteredCommands,
    private readonly audit: AuditLog,
    private readonly visibility: Visibility,
  ) {}

  /** Oldest first. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, process: string, query: PageQuery): Promise<CommandPage> {
    await this.assertOperable(actor, process);
    return this.waiting.page(query, process, toView);
  }

  /**
   * Withdraws a waiting command: see ProcessCommands.withdraw.
   *
   * @throws {DubanError} NOT_FOUND, COMMAND_NOT_PENDING
   */
  async withdraw(
    actor: Actor,
    process: string,
    command: string,
    { reason, ip }: { reason: string; ip: string },
  ): Promise<CommandView> {
    await this.assertOperable(actor, process);
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
    return toView((await this.waiting.find(command))!);
  }

  private async assertOperable(actor: Actor, id: string): Promise<void> {
    const { operable } = operableProcesses(this.visibility, actor);
    const process = await this.processes.findSecrecy(id, operable);
    if (!process) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    noteAccess(process);
  }
}

function toView(row: WaitingCommandRow): CommandView {
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
