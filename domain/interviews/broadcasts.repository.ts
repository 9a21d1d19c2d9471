import { queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { Broadcast } from '../cases/broadcasts/broadcast.js';
import { possibleActs, type CrewRole, type UtteranceSubject } from './utterance-flow.js';

interface BroadcastRow {
  readonly id: string;
  readonly title: string;
  readonly account: string;
  readonly roles: readonly CrewRole[];
  /** Words that are neither published nor withdrawn; null for none. */
  readonly open: readonly UtteranceSubject[] | null;
}

/** Interviews that are on air, for their crews. */
export class BroadcastsRepository {
  constructor(private readonly db: Database) {}

  /** @param accounts ids */
  async ofMembers(accounts: readonly string[]): Promise<Broadcast[]> {
    const rows = await queryRows<BroadcastRow>(
      this.db,
      sql`SELECT i.id, i.topic AS title, m.account_id AS account, array_agg(m.role ORDER BY m.role) AS roles,
          (SELECT jsonb_agg(jsonb_build_object('role', u.role, 'state', u.state, 'acts',
             (SELECT jsonb_agg(jsonb_build_object('act', d.act, 'account', d.account_id) ORDER BY d.seq)
              FROM interview_utterance_act d WHERE d.utterance_id = u.id)))
           FROM interview_utterance u
           WHERE u.interview_id = i.id AND u.state IN ('draft', 'reviewed', 'approved')) AS open
        FROM interview i JOIN interview_crew m ON m.interview_id = i.id
        WHERE i.live_started_at IS NOT NULL AND i.live_ended_at IS NULL AND m.account_id = ANY (${accounts}::text[])
        GROUP BY i.id, m.account_id ORDER BY i.live_started_at, i.id`,
      { prepare: 'always' },
    );
    return rows.map(broadcastOf);
  }
}

function broadcastOf({ open, ...row }: BroadcastRow): Broadcast {
  const acts = (open ?? []).map((utterance) =>
    possibleActs(utterance, row).flatMap(({ act, refusal }) => (refusal ? [] : [act])),
  );
  return {
    ...row,
    toReview: acts.filter((own) => own.includes('review') || own.includes('approve')).length,
    toPublish: acts.filter((own) => own.includes('publish')).length,
  };
}
