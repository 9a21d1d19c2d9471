import { IsNull, Not } from 'typeorm';
import { Clock } from '../../../infra/database/entities/processes.js';
import type { Database } from '../../../infra/database/query.js';

/** Clocks of processes. */
export class ClocksRepository {
  constructor(private readonly db: Database) {}

  /**
   * The last started clock of a process with this key that is due and not stopped; clocks of single tasks are not found.
   *
   * @param name key in the definition
   */
  findRunning(process: string, name: string): Promise<Clock | null> {
    return this.db.getRepository(Clock).findOne({
      where: { processId: process, name, task: IsNull(), state: Not('stopped'), dueAt: Not(IsNull()) },
      order: { number: 'DESC' },
    });
  }
}
