import { In } from 'typeorm';
import { FailedAttempt } from '../../../../infra/database/entities/accounts.js';
import { execute, queryRow, queryRows, type Database } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';

/** Keyed digests of the sender and of the name that it tried. */
export type AttemptKeys = Pick<FailedAttempt, 'subject' | 'sender'>;

export interface FailureCount {
  readonly failures: number;
  /** How long the sender is still locked out of the subject; null: it is not. */
  readonly lockedSeconds: number | null;
}

export class FailedAttemptsRepository {
  constructor(private readonly db: Database) {}

  /** Counts failures with a subject from everywhere. @param minutes how far back */
  async count({ subject, sender }: AttemptKeys, minutes: number): Promise<FailureCount> {
    const statement = sql`SELECT count(*) FILTER (WHERE at > now() - ${minutes} * interval '1 minute')::int AS failures,
        extract(epoch FROM max(locked_until) FILTER (WHERE sender = ${sender} AND locked_until > now()) - now())::float8
          AS "lockedSeconds"
      FROM failed_attempt WHERE subject = ${subject}`;
    return (await queryRow<FailureCount>(this.db, statement, { prepare: 'always' }))!;
  }

  /** Adds a failure. The one that completes `failures` within `minutes` locks the sender out for as long; null: none does. */
  async add(
    { subject, sender }: AttemptKeys,
    lockAfter: { readonly failures: number; readonly minutes: number } | null,
  ): Promise<void> {
    const { failures = null, minutes = null } = lockAfter ?? {};
    const statement = sql`INSERT INTO failed_attempt (subject, sender, locked_until)
      SELECT ${subject}, ${sender},
        CASE WHEN count(*) + 1 >= ${failures}::int THEN now() + ${minutes}::int * interval '1 minute' END
      FROM failed_attempt
      WHERE subject = ${subject} AND sender = ${sender} AND at > now() - ${minutes}::int * interval '1 minute'`;
    await execute(this.db, statement, { prepare: 'always' });
  }

  /** Deletes the failures of one sender with one subject. */
  async deleteOf({ subject, sender }: AttemptKeys): Promise<void> {
    const statement = sql`DELETE FROM failed_attempt WHERE subject = ${subject} AND sender = ${sender}`;
    await execute(this.db, statement, { prepare: 'always' });
  }

  /** Deletes every failure with these subjects. */
  async deleteSubjects(subjects: readonly string[]): Promise<void> {
    await this.db.getRepository(FailedAttempt).delete({ subject: In(subjects) });
  }

  /** Subjects of which some sender is locked out, with the end of the last lock. */
  locks(): Promise<{ readonly subject: string; readonly until: Date }[]> {
    return queryRows(
      this.db,
      sql`SELECT subject, max(locked_until) AS until FROM failed_attempt WHERE locked_until > now() GROUP BY subject`,
    );
  }

  async deleteOld(): Promise<void> {
    await execute(this.db, sql`DELETE FROM failed_attempt WHERE at < now() - interval '1 day'`);
  }
}
