import { IsNull, Not, type FindOptionsWhere, type Repository } from 'typeorm';
import {
  Interview,
  InterviewCrew,
  InterviewFeed,
  InterviewNotice,
} from '../../infra/database/entities/interviews.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database, type Executor } from '../../infra/database/query.js';
import { sql, type Sql } from '../../infra/database/sql.js';
import { AuthorsRepository } from '../cases/authors/authors.repository.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../cases/processes/process-row.js';
import { fullName } from '../cases/units/formal-name.js';
import type { CrewRole } from './utterance-flow.js';
import { isVisibleTo, type InterviewReader } from './interview-readers.js';

/** The topic of an interview, over the row `p` of its process. */
export const TITLE_OF_INTERVIEW = sql`SELECT i.topic FROM interview i WHERE i.id = p.id`;

/** An interview as staff see it, with its process. */
export type InterviewRow = ProcessRow &
  Omit<Interview, 'id' | 'plannedOn' | 'reportedAt' | 'reportAcceptedAt' | 'createdBy'> & {
    /** Null when nobody is assigned. */
    readonly crew: { account: string; title: string; role: string }[] | null;
  };

/** A new interview; everything else is written later. */
export type NewInterview = Pick<
  Interview,
  | 'id'
  | 'topic'
  | 'unitCode'
  | 'office'
  | 'form'
  | 'arrangementId'
  | 'plannedOn'
  | 'liveAt'
  | 'createdBy'
  | 'createdAt'
>;

/** What documents say of an interview. */
export type DocumentedInterview = Pick<
  Interview,
  'topic' | 'form' | 'guests' | 'plan' | 'outline' | 'background' | 'points' | 'report'
> & {
  /** Names of the unit that answers, and of the office. */
  readonly unit: string;
  readonly office: string;
  /** When it went live, or is to go live. */
  readonly at: Date;
};

/** Instants that are set once and stay. */
type Milestone =
  'liveEndedAt' | 'answersAt' | 'transcriptAt' | 'reportedAt' | 'reportAcceptedAt' | 'archivedAt';

/** Parts of an interview that have authors: each is written while one of these tasks is open. */
const INTERVIEW_PARTS = {
  plan: ['plan', 'correctPlan'],
  points: ['publishTranscript'],
  report: ['writeReport', 'correctReport'],
} as const;
export type InterviewPart = keyof typeof INTERVIEW_PARTS;

/** Contents of an interview that people write, each while one of its tasks is open. */
export type InterviewContent = Partial<
  Pick<Interview, 'plan' | 'background' | 'guests' | 'outline' | 'points' | 'report'>
>;

/** The largest offices have some dozen accounts. */
const CANDIDATES = 200;
/** They run the system and hold no interviews. */
const ADMINISTRATORS = sql`ARRAY['admin-system', 'admin-security', 'admin-audit']`;

const STAFF_VIEW = sql`
  SELECT ${PROCESS_COLUMNS}, i.topic, i.unit_code AS "unitCode", i.office, i.form, i.arrangement_id AS "arrangementId",
    i.live_at AS "liveAt", i.plan, i.background, i.guests, i.outline, i.video_url AS "videoUrl", i.preview_at AS "previewAt",
    i.earliest_live_at AS "earliestLiveAt", i.live_started_at AS "liveStartedAt", i.live_ended_at AS "liveEndedAt",
    i.answers_at AS "answersAt", i.transcript_at AS "transcriptAt", i.called_off_at AS "calledOffAt",
    i.archived_at AS "archivedAt", i.points, i.report, i.created_at AS "createdAt",
    (SELECT jsonb_agg(jsonb_build_object('account', a.username, 'title', a.title, 'role', m.role) ORDER BY m.role, a.username)
     FROM interview_crew m JOIN account a ON a.id::text = m.account_id WHERE m.interview_id = i.id) AS crew
  FROM interview i JOIN process p ON p.id = i.id`;

/** Interviews with their crew and public notices. Questions, utterances, and what the public reads have repositories of their own. */
export class InterviewsRepository {
  private readonly interviews: Repository<Interview>;

  constructor(private readonly db: Database) {
    this.interviews = db.getRepository(Interview);
  }

  /** In the transaction that starts its process. */
  async add(interview: NewInterview): Promise<void> {
    const empty = { plan: '', background: '', guests: [], outline: [], points: [] };
    await this.interviews.insert({ ...interview, ...empty });
    await this.db.getRepository(InterviewFeed).insert({ interviewId: interview.id, last: 0 });
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, reader: InterviewReader, view: (row: InterviewRow) => V): Promise<Page<V>> {
    return keysetPage<InterviewRow, V>(this.db, query, {
      select: STAFF_VIEW,
      where: [isVisibleTo(reader)],
      order: descending(['i.created_at', 'createdAt', 'instant'], ['i.id', 'id', 'uuid']),
      view,
    });
  }

  /** @returns undefined also when the reader may not see it */
  find(id: string, reader: InterviewReader): Promise<InterviewRow | undefined> {
    return queryRow(this.db, sql`${STAFF_VIEW} WHERE i.id = ${id} AND ${isVisibleTo(reader)}`);
  }

  /** Unit and office of an interview, and the reader's own roles in its crew; undefined as for `find`. */
  standing(
    id: string,
    reader: InterviewReader,
  ): Promise<{ unit: string; office: string; crew: CrewRole[] } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT i.unit_code AS unit, i.office, ARRAY(SELECT m.role FROM interview_crew m
          WHERE m.interview_id = i.id AND m.account_id = ${reader.account} ORDER BY m.role) AS crew
        FROM interview i WHERE i.id = ${id} AND ${isVisibleTo(reader)}`,
    );
  }

  /** An interview that exists. */
  get(id: string): Promise<Interview> {
    return this.interviews.findOneByOrFail({ id });
  }

  /** What documents say of it. */
  async documented(id: string): Promise<DocumentedInterview> {
    const row = await queryRow<DocumentedInterview>(
      this.db,
      sql`SELECT i.topic, ${fullName('u')} AS unit, ${fullName('o')} AS office, i.form,
          coalesce(i.live_started_at, i.live_at) AS at, i.guests, i.plan, i.outline, i.background, i.points, i.report
        FROM interview i JOIN unit u ON u.code = i.unit_code JOIN unit o ON o.code = i.office WHERE i.id = ${id}`,
    );
    return row!;
  }

  /**
   * In a transaction: replaces the contents that are given, while a task of their part is open.
   *
   * @returns false when none is
   */
  async write(
    id: string,
    contents: InterviewContent,
    { part, by, at }: { readonly part: InterviewPart; readonly by: string; readonly at: Date },
  ): Promise<boolean> {
    const given = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
    const { plan = null, background = null, guests, outline, points, report } = contents;
    const written = await execute(
      this.db,
      sql`UPDATE interview SET plan = coalesce(${plan}, plan), background = coalesce(${background}, background),
          guests = coalesce(${given(guests)}::jsonb, guests), outline = coalesce(${given(outline)}::jsonb, outline),
          points = coalesce(${given(points)}::jsonb, points), report = coalesce(${given(report)}::jsonb, report)
        WHERE id = ${id} AND EXISTS (
          SELECT 1 FROM task t WHERE t.process_id = ${id} AND t.state = 'open' AND t.name = ANY (${INTERVIEW_PARTS[part]}::text[]))`,
    );
    if (written === 0) return false;
    await new AuthorsRepository(this.db).add({ recordId: id, part, account: by, since: at });
    return true;
  }

  async setVideo(id: string, videoUrl: string): Promise<void> {
    await this.interviews.update({ id }, { videoUrl });
  }

  /** Accounts by the names or aliases that they sign in with, without those that are disabled. */
  accountsNamed(names: readonly string[]): Promise<{ id: string; name: string }[]> {
    return queryRows(
      this.db,
      sql`SELECT a.id, n.name FROM unnest(${names}::text[]) AS n(name)
        JOIN account a ON (a.username = n.name OR a.alias = n.name) AND a.state = 'active'`,
    );
  }

  /** Accounts that may be in a crew: of the given units, and supervisors. Those that are disabled are left out. */
  crewCandidates(units: readonly string[]): Promise<{ account: string; title: string; unit: string }[]> {
    return queryRows(
      this.db,
      sql`SELECT a.username AS account, a.title, a.unit_code AS unit FROM account a
        WHERE a.state = 'active' AND NOT (a.roles && ${ADMINISTRATORS}) AND (a.unit_code = ANY (${units}::text[]) OR 'supervisor' = ANY (a.roles))
        ORDER BY a.unit_code, a.username LIMIT ${CANDIDATES}`,
    );
  }

  /** Replaces the crew. In a transaction, so that two changes at once do not mix. */
  async setCrew(
    interview: string,
    members: readonly Pick<InterviewCrew, 'accountId' | 'role'>[],
    assigned: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const [accounts, roles] = [members.map(({ accountId }) => accountId), members.map(({ role }) => role)];
    await execute(this.db, sql`SELECT 1 FROM interview WHERE id = ${interview} FOR UPDATE`);
    await this.db.getRepository(InterviewCrew).delete({ interviewId: interview });
    await execute(
      this.db,
      sql`INSERT INTO interview_crew (interview_id, account_id, role, assigned_by, assigned_at)
        SELECT DISTINCT ${interview}::uuid, m.account, m.role, ${assigned.by}, ${assigned.at}::timestamptz
        FROM unnest(${accounts}::text[], ${roles}::text[]) AS m(account, role)`,
    );
  }

  /** Members of the crew by role. A person with several roles counts in each. */
  async countCrew(interviewId: string): Promise<Record<CrewRole, number>> {
    const counts: Record<CrewRole, number> = { host: 0, guest: 0, recorder: 0, reviewer: 0 };
    for (const { role } of await this.db.getRepository(InterviewCrew).findBy({ interviewId }))
      counts[role] += 1;
    return counts;
  }

  /** A notice that is not public yet. */
  async addNotice(notice: Omit<InterviewNotice, 'publishedAt'>): Promise<void> {
    await this.db.getRepository(InterviewNotice).insert(notice);
  }

  /** @returns the notice, unless it had been published before */
  async publishNotice(interviewId: string, id: string, at: Date): Promise<InterviewNotice | null> {
    const notices = this.db.getRepository(InterviewNotice);
    const { affected } = await notices.update(
      { id, interviewId, publishedAt: IsNull() },
      { publishedAt: at },
    );
    return affected === 1 ? notices.findOneBy({ id }) : null;
  }

  /** Sets an instant of the interview, unless it is set. */
  async setOnce(id: string, milestone: Milestone, at: Date): Promise<void> {
    const unset: FindOptionsWhere<Interview> = { id, [milestone]: IsNull() };
    await this.interviews.update(unset, { [milestone]: at });
  }

  /** Makes the preview public, unless it is. @returns the earliest instant at which the interview may go live */
  async publishPreview(id: string, previewAt: Date, earliestLiveAt: Date): Promise<Date> {
    await this.interviews.update({ id, previewAt: IsNull() }, { previewAt, earliestLiveAt });
    return (await this.get(id)).earliestLiveAt!;
  }

  /** Sets when it went live, unless it has, or was moved to another day. @param liveOn YYYY-MM-DD, Asia/Shanghai */
  async startLive(id: string, at: Date, liveOn: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE interview SET live_started_at = ${at} WHERE id = ${id} AND live_started_at IS NULL
        AND (live_at AT TIME ZONE 'Asia/Shanghai')::date = ${liveOn}`,
    );
  }

  /** Moves it to another time; it is not live any more. */
  async move(id: string, liveAt: Date): Promise<void> {
    await this.interviews.update({ id }, { liveAt, liveStartedAt: null });
  }

  async callOff(id: string, calledOffAt: Date): Promise<void> {
    await this.interviews.update({ id }, { calledOffAt });
  }

  /**
   * Whether it is live. In a transaction: it cannot end or be postponed before that ends, so nothing is published after
   * its end. Writers do not wait for each other.
   */
  async isLiveLocked(id: string): Promise<boolean> {
    const row = await queryRow<{ live: boolean }>(
      this.db,
      sql`SELECT live_started_at IS NOT NULL AND live_ended_at IS NULL AND called_off_at IS NULL AS live
        FROM interview WHERE id = ${id} FOR SHARE`,
    );
    return row?.live ?? false;
  }

  isLive(id: string): Promise<boolean> {
    const [liveStartedAt, ended] = [Not(IsNull()), IsNull()];
    return this.interviews.existsBy({ id, liveStartedAt, liveEndedAt: ended, calledOffAt: ended });
  }

  /**
   * Whether the public may ask. In a transaction: it cannot end before that ends, so that its end counts every question.
   *
   * @returns undefined when it has not been announced
   */
  questionsOpenLocked(id: string): Promise<{ open: boolean; live: boolean } | undefined> {
    return queryRow(this.db, questionsOpen(id), { prepare: 'always' });
  }
}

const questionsOpen = (id: string): Sql => sql`
  SELECT i.live_ended_at IS NULL AND i.called_off_at IS NULL AND p.state <> 'cancelled' AS open,
    i.live_started_at IS NOT NULL AS live
  FROM interview i JOIN process p ON p.id = i.id WHERE i.id = ${id} AND i.preview_at IS NOT NULL FOR SHARE OF i`;

/** The text of an interview's report: its summary, then a line for each promise. Null before it is written. */
export async function reportOfInterview(db: Executor, id: string): Promise<string | null> {
  const row = await queryRow<Pick<Interview, 'report'>>(
    db,
    sql`SELECT report FROM interview WHERE id = ${id}`,
  );
  return row?.report ? [row.report.summary, ...row.report.commitments].join('\n') : null;
}
