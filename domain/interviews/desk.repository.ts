import { execute, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { AuthorRole, CrewRole } from './utterance-flow.js';

/** A member of the crew, as the others see it. */
export interface CrewPresence {
  /** Name that the member signs in with. */
  readonly account: string;
  readonly title: string;
  readonly roles: readonly CrewRole[];
  readonly state: 'writing' | 'here' | 'away' | 'never';
  /** The role in which the member writes; null: does not write. */
  readonly writingAs: AuthorRole | null;
  /** When the member left, ISO 8601, UTC; null unless `away`. */
  readonly awaySince: string | null;
}

/** The state of an interview for its crew. The first three change with what they stand for, and mean nothing else. */
export interface DeskState {
  readonly id: string;
  readonly interview: string;
  readonly questions: string;
  readonly utterances: string;
  readonly crew: readonly CrewPresence[];
  /** Open streams of the public feed at all gateways. */
  readonly readers: number;
}

/** Seconds after which a sign of presence, of writing and of an audience expires: a few times the interval of their signs. */
const PRESENT_S = 25;
const WRITING_S = 8;
const AUDIENCE_S = 20;

/** What the crew of an interview needs to know of each other. All instants are the database's: gateways share no clock. */
export class DeskRepository {
  constructor(private readonly db: Database) {}

  states(interviews: readonly string[]): Promise<DeskState[]> {
    return queryRows(
      this.db,
      sql`SELECT i.id,
          concat_ws('|', i.live_at, i.video_url, i.preview_at, i.live_started_at, i.live_ended_at, i.answers_at,
            i.transcript_at, i.called_off_at, i.archived_at, p.stage,
            hashtextextended(concat_ws('|', i.plan, i.background, i.guests, i.outline, i.points, i.report), 0),
            (SELECT string_agg(m.account_id || m.role, ',' ORDER BY m.account_id, m.role) FROM interview_crew m
             WHERE m.interview_id = i.id)) AS interview,
          (SELECT concat_ws('|', count(*), sum(hashtextextended(
             concat_ws('|', q.id, q.state, q.chosen, q.held_for, q.reason, q.answer), 0)::numeric))
           FROM interview_question q WHERE q.interview_id = i.id) AS questions,
          (SELECT count(*)::text FROM interview_utterance u JOIN interview_utterance_act d ON d.utterance_id = u.id
           WHERE u.interview_id = i.id) AS utterances,
          coalesce((SELECT jsonb_agg(jsonb_build_object('account', c.username, 'title', c.title, 'roles', c.roles,
              'state', c.state, 'writingAs', CASE WHEN c.state = 'writing' THEN c.writing_as END,
              'awaySince', CASE WHEN c.state = 'away'
                THEN to_char(c.seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') END) ORDER BY c.username)
           FROM (
             SELECT a.username, a.title, n.seen_at, n.writing_as, jsonb_agg(m.role ORDER BY m.role) AS roles,
               CASE WHEN n.seen_at IS NULL THEN 'never'
                 WHEN n.seen_at < clock_timestamp() - make_interval(secs => ${PRESENT_S}) THEN 'away'
                 WHEN n.writing_at > clock_timestamp() - make_interval(secs => ${WRITING_S}) THEN 'writing'
                 ELSE 'here' END AS state
             FROM interview_crew m JOIN account a ON a.id::text = m.account_id
             LEFT JOIN interview_presence n ON n.interview_id = m.interview_id AND n.account_id = m.account_id
             WHERE m.interview_id = i.id
             GROUP BY a.username, a.title, n.seen_at, n.writing_as, n.writing_at
           ) c), '[]'::jsonb) AS crew,
          (SELECT coalesce(sum(r.readers), 0)::int FROM interview_audience r WHERE r.interview_id = i.id
             AND r.counted_at > clock_timestamp() - make_interval(secs => ${AUDIENCE_S})) AS readers
        FROM interview i JOIN process p ON p.id = i.id WHERE i.id = ANY (${interviews}::uuid[])`,
      { prepare: 'always' },
    );
  }

  /** Notes that these accounts are at the desk now. Who is not in the crew leaves no row. */
  async seen(readers: readonly { readonly interview: string; readonly account: string }[]): Promise<void> {
    const [interviews, accounts] = [
      readers.map(({ interview }) => interview),
      readers.map(({ account }) => account),
    ];
    await execute(
      this.db,
      sql`INSERT INTO interview_presence (interview_id, account_id, seen_at)
        SELECT m.interview_id, m.account_id, clock_timestamp()
        FROM unnest(${interviews}::uuid[], ${accounts}::text[]) AS r(interview, account)
        JOIN interview_crew m ON m.interview_id = r.interview AND m.account_id = r.account
        GROUP BY m.interview_id, m.account_id ORDER BY m.interview_id, m.account_id
        ON CONFLICT (interview_id, account_id) DO UPDATE SET seen_at = excluded.seen_at`,
      { prepare: 'always' },
    );
  }

  /** Notes that a member of the crew writes now. @param role null: has stopped */
  async writing(interview: string, account: string, role: AuthorRole | null): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO interview_presence (interview_id, account_id, seen_at, writing_as, writing_at)
        VALUES (${interview}, ${account}, clock_timestamp(), ${role}, CASE WHEN ${role}::text IS NOT NULL THEN clock_timestamp() END)
        ON CONFLICT (interview_id, account_id) DO UPDATE
          SET seen_at = excluded.seen_at, writing_as = excluded.writing_as, writing_at = excluded.writing_at`,
    );
  }

  /** Notes how many read at a gateway, and forgets gateways that have stopped. */
  async countReaders(interview: string, gateway: string, readers: number): Promise<void> {
    await execute(
      this.db,
      sql`WITH stopped AS (
          DELETE FROM interview_audience WHERE interview_id = ${interview} AND gateway <> ${gateway}
            AND counted_at < clock_timestamp() - interval '1 hour')
        INSERT INTO interview_audience (interview_id, gateway, readers, counted_at)
        VALUES (${interview}, ${gateway}, ${readers}, clock_timestamp())
        ON CONFLICT (interview_id, gateway) DO UPDATE SET readers = excluded.readers, counted_at = excluded.counted_at`,
    );
  }
}
