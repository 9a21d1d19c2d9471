import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isSecret } from '../../../activities/read-model/secrecy.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { noteAccess } from '../audit/access-trail.js';
import { Conditions } from '../http/conditions.js';
import { POOL } from '../platform/tokens.js';
import { supervisedBy, type Supervisor } from './caller.js';
import type { ProcessReference } from './supervision.dto.js';

export interface SupervisedProcess {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly hidden_from: string[];
  readonly secret: boolean;
}

/** Finds what a supervisor speaks of. */
@Injectable()
export class SupervisedProcesses {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND, also for the number of an accusation: the feed never told it */
  async find(supervisor: Supervisor, reference: ProcessReference): Promise<SupervisedProcess> {
    const visible = supervisedBy(supervisor, 1);
    const where = new Conditions(...visible.values);
    where.add(() => visible.sql);
    if (reference.processId !== undefined) where.equal('p.id', reference.processId);
    if (reference.letterNo !== undefined) {
      where.add(
        (no) => `p.id = (SELECT process_id FROM letter WHERE letter_no = ${no}) AND NOT ${isSecret('p')}`,
        reference.letterNo,
      );
    }
    const { rows } = await this.pool.query<SupervisedProcess>(
      `SELECT p.id, p.key, p.version, p.hidden_from, ${isSecret('p')} AS secret FROM process p WHERE ${where.sql}`,
      where.values,
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such process');
    noteAccess(rows[0]);
    return rows[0];
  }

  /**
   * A card tells its unit that there is a letter.
   *
   * @throws {DubanError} UNIT_UNKNOWN; CONFLICT_OF_INTEREST when the letter accuses the unit, or one above it
   */
  async checkMayKnow(process: SupervisedProcess, unit: string): Promise<void> {
    const { rows } = await this.pool.query<{ path: string[] }>('SELECT path FROM unit WHERE code = $1', [
      unit,
    ]);
    if (!rows[0]) {
      const issues = [{ field: 'unit', message: `no unit '${unit}'` }];
      throw new DubanError('UNIT_UNKNOWN', issues[0]!.message, { issues });
    }
    if (rows[0].path.some((code) => process.hidden_from.includes(code))) {
      throw new DubanError('CONFLICT_OF_INTEREST', 'the unit must not learn of this process');
    }
  }
}
