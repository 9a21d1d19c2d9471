import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { unitsUnknown } from '../../../domain/cases/units/assert-units.js';
import { DubanError, type ErrorCode } from '../../../workflows/engine/errors.js';
import { noteAccess } from '../platform/audit/access-trail.js';
import { Conditions } from '../platform/paging/conditions.js';
import { POOL } from '../platform/tokens.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { supervisedBy, type Supervisor } from './caller.js';
import type { ProcessReference } from './supervision.dto.js';

export interface SupervisedProcess {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly hidden_from: string[];
  /** Units that have or had a task in it. */
  readonly units: string[];
  readonly secret: boolean;
}

/** Finds what a supervisor speaks of. */
@Injectable()
export class SupervisedProcesses {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} NOT_FOUND, alike for what does not exist and for what the supervisor must not know of */
  async find(supervisor: Supervisor, reference: ProcessReference): Promise<SupervisedProcess> {
    const where = new Conditions();
    where.add(supervisedBy(this.visibility, supervisor));
    if (reference.processId !== undefined) where.equal('p.id', reference.processId);
    if (reference.letterNo !== undefined) {
      where.add((no) => `p.id = (SELECT process_id FROM letter WHERE letter_no = ${no})`, reference.letterNo);
    }
    const { rows } = await this.pool.query<SupervisedProcess>(
      `SELECT p.id, p.key, p.version, p.hidden_from, p.units, ${isSecret('p')} AS secret
       FROM process p WHERE ${where.sql}`,
      where.values,
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such process');
    noteAccess(rows[0]);
    return rows[0];
  }

  /**
   * A card tells its unit that there is such a matter, so it goes only to a unit that takes part in it. Whether the unit
   * is kept out, or has nothing to do with it, is answered alike.
   *
   * @throws {DubanError} UNIT_UNKNOWN, UNIT_NOT_INVOLVED
   */
  async checkInvolved(process: SupervisedProcess, unit: string): Promise<void> {
    const { rows } = await this.pool.query<{ path: string[] }>('SELECT path FROM unit WHERE code = $1', [
      unit,
    ]);
    const refuse = (code: ErrorCode, message: string): DubanError =>
      new DubanError(code, message, { issues: [{ field: 'unit', message }] });
    if (!rows[0]) throw unitsUnknown('unit', [unit]);
    const isHidden = rows[0].path.some((code) => process.hidden_from.includes(code));
    if (isHidden || !process.units.includes(unit))
      throw refuse('UNIT_NOT_INVOLVED', `unit '${unit}' has no part in this process`);
  }
}
