import type { Attachment } from '../../infra/database/entities/attachments.js';
import type {
  Interview,
  InterviewNotice,
  InterviewUtterance,
} from '../../infra/database/entities/interviews.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

import { GOING_ON, type GoingOn } from '../cases/portal/portal.js';

export type PublicInterviewState = 'announced' | 'live' | 'ended' | 'published' | 'calledOff';

/** An announced interview. */
export type PublicInterviewRow = Pick<
  Interview,
  'id' | 'topic' | 'form' | 'liveAt' | 'guests' | 'background' | 'videoUrl' | 'points'
> & {
  /** Name of the unit that answers. */
  readonly unit: string;
  readonly state: PublicInterviewState;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

export type PublicNoticeRow = Pick<InterviewNotice, 'kind' | 'text' | 'liveAt'> & {
  readonly publishedAt: Date;
};

export type PublicUtteranceRow = Pick<InterviewUtterance, 'speaker' | 'role' | 'text' | 'images'> & {
  readonly number: number;
  /** The question that it answers. */
  readonly question: string | null;
  readonly publishedAt: Date;
};

export interface PublicQuestionRow {
  readonly id: string;
  readonly text: string;
  readonly nickname: string;
  readonly askedAt: Date;
  /** Number of the utterance that answers it. */
  readonly answeredIn: number | null;
  /** The later answer, once the answers are signed. */
  readonly answer: string | null;
}

/** An interview is public from its preview on. One that has been held is not called off when its process is cancelled. */
const ANNOUNCED = sql`
  SELECT i.id, i.topic, u.name AS unit, i.form, i.live_at AS "liveAt", i.guests, i.background, i.video_url AS "videoUrl",
    i.points, i.live_started_at AS "startedAt", i.live_ended_at AS "endedAt",
    CASE WHEN i.transcript_at IS NOT NULL THEN 'published' WHEN i.live_ended_at IS NOT NULL THEN 'ended'
      WHEN i.called_off_at IS NOT NULL OR p.state = 'cancelled' THEN 'calledOff'
      WHEN i.live_started_at IS NOT NULL THEN 'live' ELSE 'announced' END AS state
  FROM interview i JOIN process p ON p.id = i.id JOIN unit u ON u.code = i.unit_code`;
const IS_ANNOUNCED = sql`i.preview_at IS NOT NULL`;

/** The public reads the newest version of the transcript, once it is published. Over the row `d` of a document. */
export const IS_PUBLIC_DOCUMENT = sql`d.kind = 'transcript'
  AND EXISTS (SELECT 1 FROM interview i WHERE i.id = d.process_id AND i.transcript_at IS NOT NULL)
  AND d.version = (SELECT max(n.version) FROM document n WHERE n.process_id = d.process_id AND n.kind = d.kind)`;

/** Interviews as the public reads them. The live feed has statements of its own. */
export class PublicInterviewsRepository {
  constructor(private readonly db: Database) {}

  /** Those that are announced or live, soonest first. */
  goingOn(): Promise<GoingOn[]> {
    return queryRows(
      this.db,
      sql`SELECT 'online-interview' AS kind, id, topic AS title, unit, state, "liveAt" AS from, NULL AS until
        FROM (${ANNOUNCED} WHERE ${IS_ANNOUNCED} AND i.live_ended_at IS NULL) i
        WHERE state IN ('announced', 'live') ORDER BY "liveAt", id LIMIT ${GOING_ON}`,
    );
  }

  /** Latest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, view: (row: PublicInterviewRow) => V): Promise<Page<V>> {
    return keysetPage<PublicInterviewRow, V>(this.db, query, {
      select: ANNOUNCED,
      where: [IS_ANNOUNCED],
      order: descending(['i.live_at', 'liveAt', 'instant'], ['i.id', 'id', 'uuid']),
      view,
    });
  }

  find(id: string): Promise<PublicInterviewRow | undefined> {
    return queryRow(this.db, sql`${ANNOUNCED} WHERE ${IS_ANNOUNCED} AND i.id = ${id}`);
  }

  /** Questions that wait for the editor, and approved ones. */
  async countQuestions(interview: string): Promise<{ waiting: number; approved: number }> {
    const counts = await queryRow<{ waiting: number; approved: number }>(
      this.db,
      sql`SELECT count(*) FILTER (WHERE state = 'waiting' AND held_for IS NULL)::int AS waiting,
          count(*) FILTER (WHERE state = 'approved')::int AS approved
        FROM interview_question WHERE interview_id = ${interview}`,
    );
    return counts!;
  }

  /** Newest first. */
  notices(interview: string): Promise<PublicNoticeRow[]> {
    return queryRows(
      this.db,
      sql`SELECT kind, text, live_at AS "liveAt", published_at AS "publishedAt" FROM interview_notice
        WHERE interview_id = ${interview} AND published_at IS NOT NULL ORDER BY published_at DESC, id`,
    );
  }

  utterances(interview: string): Promise<PublicUtteranceRow[]> {
    return queryRows(
      this.db,
      sql`SELECT number, speaker, role, text, images, question_id AS question, published_at AS "publishedAt"
        FROM interview_utterance WHERE interview_id = ${interview} AND state = 'published' ORDER BY number`,
    );
  }

  /** Approved ones, oldest first. */
  questions(interview: string): Promise<PublicQuestionRow[]> {
    return queryRows(
      this.db,
      sql`SELECT q.id, q.text, coalesce(q.nickname, '网友') AS nickname, q.asked_at AS "askedAt",
          (SELECT min(u.number) FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published') AS "answeredIn",
          CASE WHEN i.answers_at IS NOT NULL THEN q.answer END AS answer
        FROM interview_question q JOIN interview i ON i.id = q.interview_id
        WHERE q.interview_id = ${interview} AND q.state = 'approved' ORDER BY q.asked_at, q.id`,
    );
  }

  /** An image of an utterance that is published. */
  image(
    interview: string,
    image: string,
  ): Promise<Pick<Attachment, 'id' | 'name' | 'mediaType' | 'size'> | undefined> {
    return queryRow(
      this.db,
      sql`SELECT a.id, a.name, a.media_type AS "mediaType", a.size FROM attachment a
        WHERE a.id = ${image} AND a.process_id = ${interview} AND a.media_type LIKE 'image/%' AND EXISTS (
          SELECT 1 FROM interview_utterance u
          WHERE u.interview_id = ${interview} AND u.state = 'published' AND a.id = ANY (u.images))`,
    );
  }
}
