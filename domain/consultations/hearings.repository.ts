import { ConsultationHearing } from '../../infra/database/entities/consultations.js';
import { execute, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

/** What the unit announces of a hearing. */
export type HearingNotice = Pick<
  ConsultationHearing,
  'heldOn' | 'time' | 'place' | 'participants' | 'notice'
>;

/** How a hearing ended. */
export type HearingEnd = Pick<ConsultationHearing, 'state' | 'reason' | 'summary' | 'recordedAt'>;

/** Hearings of consultations: at most one of each is planned. */
export class HearingsRepository {
  constructor(private readonly db: Database) {}

  /** In the order of their announcement. */
  list(consultationId: string): Promise<ConsultationHearing[]> {
    return this.hearings.find({ where: { consultationId }, order: { number: 'ASC' } });
  }

  planned(consultationId: string): Promise<ConsultationHearing | null> {
    return this.hearings.findOneBy({ consultationId, state: 'planned' });
  }

  /** Replaces the hearing of a draft. @param hearing null: none is held */
  async replace(consultationId: string, hearing: HearingNotice | null): Promise<void> {
    await this.hearings.delete({ consultationId });
    if (hearing) await this.hearings.insert({ ...hearing, consultationId, number: 1, state: 'planned' });
  }

  /** @param papersBy last day for the papers of the planned hearing */
  async setPapersBy(consultationId: string, papersBy: string | null): Promise<void> {
    await this.hearings.update({ consultationId, state: 'planned' }, { papersBy });
  }

  /** Records when the papers were sent. Idempotent: the first instant stays. */
  async recordPapers(consultationId: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE consultation_hearing SET papers_sent_at = coalesce(papers_sent_at, ${at})
        WHERE consultation_id = ${consultationId} AND state = 'planned'`,
    );
  }

  /** Announces the planned hearing for another day under the next number; its papers stay sent. Idempotent. */
  async postpone(
    consultationId: string,
    to: { on: string; papersBy: string; reason: string },
  ): Promise<void> {
    await execute(
      this.db,
      sql`WITH postponed AS (
          UPDATE consultation_hearing SET state = 'postponed', reason = ${to.reason}
          WHERE consultation_id = ${consultationId} AND state = 'planned' AND held_on <> ${to.on} RETURNING *
        )
        INSERT INTO consultation_hearing
          (consultation_id, number, held_on, time, place, participants, notice, state, papers_by, papers_sent_at)
        SELECT consultation_id, number + 1, ${to.on}::date, time, place, participants, notice, 'planned',
          ${to.papersBy}::date, papers_sent_at
        FROM postponed`,
    );
  }

  /** Ends the planned hearing. */
  async end(consultationId: string, end: HearingEnd): Promise<void> {
    await this.hearings.update({ consultationId, state: 'planned' }, end);
  }

  private get hearings() {
    return this.db.getRepository(ConsultationHearing);
  }
}
