import { VerdictDraft } from '../../infra/database/entities/consultations.js';
import { execute, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

export type BegunVerdict = Pick<VerdictDraft, 'answers' | 'verdict' | 'reason'>;

/** Verdicts that an account has begun and not given. A trigger deletes them when the consultation is answered or withdrawn. */
export class VerdictDraftsRepository {
  constructor(private readonly db: Database) {}

  of(consultationId: string, account: string): Promise<VerdictDraft[]> {
    return this.db.getRepository(VerdictDraft).findBy({ consultationId, account });
  }

  /** Replaces what the account has begun on them. What answers nothing of this consultation (any more) is not stored. */
  async save(
    { consultation, account }: { readonly consultation: string; readonly account: string },
    begun: readonly BegunVerdict[],
    savedAt: Date,
  ): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO verdict_draft (consultation_id, account, answers, verdict, reason, saved_at)
        SELECT ${consultation}::uuid, ${account}::uuid, b.answers, b.verdict, b.reason, ${savedAt}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) AS b(answers uuid, verdict text, reason text)
        WHERE EXISTS (SELECT 1 FROM opinion o WHERE o.consultation_id = ${consultation} AND o.id = b.answers)
          OR EXISTS (SELECT 1 FROM opinion_group g WHERE g.consultation_id = ${consultation} AND g.id = b.answers)
        ON CONFLICT (consultation_id, account, answers)
          DO UPDATE SET verdict = EXCLUDED.verdict, reason = EXCLUDED.reason, saved_at = EXCLUDED.saved_at`,
    );
  }

  /** Deletes what anybody has begun on opinions that are answered now, or on their groups. */
  async forgetAnswered(
    consultation: string,
    answered: { opinions: readonly string[] } | { group: string },
  ): Promise<void> {
    const members =
      'group' in answered
        ? sql`o.group_id = ${answered.group}`
        : sql`o.id = ANY (${answered.opinions}::uuid[])`;
    await execute(
      this.db,
      sql`DELETE FROM verdict_draft d USING opinion o
        WHERE d.consultation_id = ${consultation} AND o.consultation_id = ${consultation} AND ${members}
          AND d.answers IN (o.id, o.group_id)`,
    );
  }
}
