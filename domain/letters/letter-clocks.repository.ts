import { IsNull, Not } from 'typeorm';
import { Clock } from '../../infra/database/entities/processes.js';
import type { Database } from '../../infra/database/query.js';

/** A running or paused handling clock. */
export type HandlingClock = Pick<
  Clock,
  'class' | 'policyId' | 'policyVersion' | 'startedAt' | 'extendedDays'
> & { readonly dueAt: Date };

export class LetterClocksRepository {
  constructor(private readonly db: Database) {}

  /** Finds the latest handling clock of a letter that has a due time and is not stopped. */
  handling(processId: string): Promise<HandlingClock | null> {
    return this.db.getRepository(Clock).findOne({
      where: { processId, name: 'handling', task: IsNull(), state: Not('stopped'), dueAt: Not(IsNull()) },
      order: { number: 'DESC' },
    }) as Promise<HandlingClock | null>;
  }
}
