import { numbered } from '../../platform/paging/conditions.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { prepared } from '../../../../infra/database/prepared.js';
import type { Actor } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';
import { Visibility } from '../visibility/visibility.js';
import type { ProcessRow } from '../processes/process-view.js';

/**
 * A process as the answer to a repeated request may show it. What somebody has done himself he may read once more, even if
 * it has left his sight by that; what others have done with it since he may not: else a unit that an accusation is about
 * would learn where it has gone.
 */
@Injectable()
export class LastSeen {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly visibility: Visibility,
  ) {}

  /** @param command the one that the caller's request gave */
  async of(actor: Actor, row: ProcessRow, command: string): Promise<ProcessRow> {
    const visible = numbered(this.visibility.processes(actor), 3);
    const { rows } = await prepared<{ shown: boolean }>(
      this.pool,
      `SELECT ${visible.sql} OR NOT EXISTS (${OTHERS_SINCE}) AS shown FROM process p WHERE p.id = $1`,
      [row.id, command, ...visible.values],
    );
    if (rows[0]?.shown) return row;
    return { ...row, state: 'running', stage: null, result: null, facts: {}, ended_at: null };
  }
}

const OTHERS_SINCE = `
  SELECT 1 FROM timeline_entry e WHERE e.process_id = p.id AND e.account IS NOT NULL AND e.seq > (
    SELECT coalesce(max(own.seq), 0) FROM timeline_entry own
    LEFT JOIN task t ON own.type = 'task.closed' AND t.process_id = own.process_id AND t.number = own.task
    WHERE own.process_id = p.id AND (own.data ->> 'command' = $2::uuid::text OR t.command_id = $2::uuid))`;
