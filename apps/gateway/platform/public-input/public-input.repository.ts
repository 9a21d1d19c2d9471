import { execute, queryRow, type Executor } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';

/** A submission without its content. */
export interface PublicInputTrace {
  readonly id: string;
  /** The process that it is sent to. */
  readonly subject: string;
  /** Keyed digest of the address; null where it is unknown. */
  readonly sender: string | null;
  /** Keyed digest of the text; null where there is none. */
  readonly fingerprint: string | null;
}

/** What the subject received before this submission. */
export interface EarlierInput {
  /** False when the challenge had been used before; nothing is stored then. */
  readonly used: boolean;
  /** From the same sender within an hour. */
  readonly mine: number;
  /** With the same text. */
  readonly same: number;
  /** With the same text from the same sender. */
  readonly sameMine: number;
}

export class PublicInputRepository {
  /** @param db in a transaction, the challenge is used up only together with what is stored there */
  constructor(private readonly db: Executor) {}

  /** Uses up a challenge, stores the trace and counts earlier ones, in one statement. */
  async add(
    { id, subject, sender, fingerprint }: PublicInputTrace,
    challenge: { readonly id: string; readonly expiresAt: Date },
  ): Promise<EarlierInput> {
    const statement = sql`WITH used AS (
        INSERT INTO used_challenge (id, expires_at) VALUES (${challenge.id}, ${challenge.expiresAt})
        ON CONFLICT DO NOTHING RETURNING 1
      ), trace AS (
        INSERT INTO public_input (id, subject, sender, fingerprint, at)
        SELECT ${id}, ${subject}, ${sender}, ${fingerprint}, now() FROM used
      )
      SELECT EXISTS (SELECT 1 FROM used) AS used,
        (SELECT count(*)::int FROM public_input
         WHERE subject = ${subject} AND sender = ${sender} AND at > now() - interval '1 hour') AS mine,
        (SELECT count(*)::int FROM public_input WHERE subject = ${subject} AND fingerprint = ${fingerprint}) AS same,
        (SELECT count(*)::int FROM public_input
         WHERE subject = ${subject} AND fingerprint = ${fingerprint} AND sender = ${sender}) AS "sameMine"`;
    return (await queryRow<EarlierInput>(this.db, statement, { prepare: 'always' }))!;
  }

  async deleteOld(): Promise<void> {
    await execute(this.db, sql`DELETE FROM public_input WHERE at < now() - interval '1 year'`);
  }
}
