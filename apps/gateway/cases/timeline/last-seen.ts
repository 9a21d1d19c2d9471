import { Injectable } from '@nestjs/common';
import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { TimelineRepository } from '../../../../domain/cases/timeline/timeline.repository.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Visibility } from '../visibility/visibility.js';

/**
 * A process in the answer to a repeated request. An account may read the result of its own act even when the process is
 * no longer visible to it, but not what others have done since: a unit that an accusation names would learn where the
 * accusation went.
 */
@Injectable()
export class LastSeen {
  constructor(
    private readonly timelines: TimelineRepository,
    private readonly visibility: Visibility,
  ) {}

  /** @param command id of the command that the repeated request created */
  async of(actor: Actor, row: ProcessRow, command: string): Promise<ProcessRow> {
    const visible = this.visibility.processes(actor);
    if (await this.timelines.isUnchangedOrVisible(row.id, command, visible)) return row;
    return { ...row, state: 'running', stage: null, result: null, facts: {}, ended_at: null };
  }
}
