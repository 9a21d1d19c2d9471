import { Unit } from '../../infra/database/entities/accounts.js';
import { queryRow, type Database } from '../../infra/database/query.js';
import { and, equal, sql, type Condition } from '../../infra/database/sql.js';
import { isSecret } from '../cases/secrecy/secrecy.js';

export interface SupervisedProcess {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly hidden_from: string[];
  /** Units that have or had a task in it. */
  readonly units: string[];
  readonly secret: boolean;
}

/** A process by its id, or by the number of its letter. */
export interface ProcessOrLetter {
  readonly processId?: string;
  readonly letterNo?: string;
}

/** Processes as a supervising office refers to them. */
export class SupervisedProcessesRepository {
  constructor(private readonly db: Database) {}

  /** @param visible over the row `p` of the process */
  find({ processId, letterNo }: ProcessOrLetter, visible: Condition): Promise<SupervisedProcess | undefined> {
    const where = and(
      visible,
      equal('p.id', processId),
      letterNo !== undefined && sql`p.id = (SELECT process_id FROM letter WHERE letter_no = ${letterNo})`,
    );
    return queryRow(
      this.db,
      sql`SELECT p.id, p.key, p.version, p.hidden_from, p.units, ${isSecret('p')} AS secret FROM process p WHERE ${where}`,
    );
  }

  /** Codes from the root down to a unit; undefined when there is no such unit. */
  async unitPath(code: string): Promise<readonly string[] | undefined> {
    const unit = await this.db.getRepository(Unit).findOne({ select: { path: true }, where: { code } });
    return unit?.path;
  }
}
