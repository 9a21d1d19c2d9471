import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { Config } from '../../../../infra/config/config.js';
import type { Guest } from '../../../../infra/database/entities/interviews.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { AttachmentView } from '../../cases/attachments/attachment-view.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page } from '../../platform/paging/page.js';
import { CONFIG, POOL } from '../../platform/tokens.js';
import { InterviewDocuments } from '../documents/interview-documents.js';
import { embeddedVideo } from './video-address.js';
import type {
  NoticeView,
  InterviewPreviewView,
  PublicInterviewPage,
  PublicInterviewsQuery,
  PublicInterviewSummary,
  PublicQuestion,
  PublicState,
  PublicUtterance,
  ReviewView,
} from './public-interviews.dto.js';

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly unit: string;
  readonly form: string;
  readonly liveAt: Date;
  readonly state: PublicState;
  readonly guests: Guest[];
  readonly background: string;
  readonly videoUrl: string | null;
  readonly points: string[];
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** An interview is public from its preview on. One that has been held is not called off when its process is cancelled. */
const SELECT = `
  SELECT i.id, i.topic, u.name AS unit, i.form, i.live_at AS "liveAt", i.guests, i.background, i.video_url AS "videoUrl",
    i.points, i.live_started_at AS "startedAt", i.live_ended_at AS "endedAt",
    CASE WHEN i.transcript_at IS NOT NULL THEN 'published' WHEN i.live_ended_at IS NOT NULL THEN 'ended'
      WHEN i.called_off_at IS NOT NULL OR p.state = 'cancelled' THEN 'calledOff'
      WHEN i.live_started_at IS NOT NULL THEN 'live' ELSE 'announced' END AS state
  FROM interview i JOIN process p ON p.id = i.id JOIN unit u ON u.code = i.unit_code
  WHERE i.preview_at IS NOT NULL`;

/** What anybody may read of interviews. All texts are plain text. */
@Injectable()
export class PublicInterviews {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly documents: InterviewDocuments,
  ) {}

  /** Latest first. @throws {DubanError} CURSOR_INVALID */
  async list(query: PublicInterviewsQuery): Promise<PublicInterviewPage> {
    const where = new Conditions();
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(i.live_at, i.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} AND ${where.sql} ORDER BY i.live_at DESC, i.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toSummary, (row) => encodeCursor([row.liveAt.toISOString(), row.id]));
  }

  /** @throws {DubanError} NOT_FOUND before it is announced */
  async preview(id: string): Promise<InterviewPreviewView> {
    const row = await this.row(id);
    const [counts, notices] = await Promise.all([
      this.pool.query<{ waiting: number; approved: number }>(COUNTS, [id]),
      this.pool.query<
        Omit<NoticeView, 'liveAt' | 'publishedAt'> & { liveAt: Date | null; publishedAt: Date }
      >(NOTICES, [id]),
    ]);
    const { waiting, approved } = counts.rows[0]!;
    return {
      ...toSummary(row),
      guests: row.guests,
      background: row.background,
      now: businessDate().toISOString(),
      questionsOpen: row.state === 'announced' || row.state === 'live',
      questionsInReview: waiting,
      questionsApproved: approved,
      video: row.startedAt ? this.video(row) : null,
      notices: notices.rows.map((notice) => ({
        ...notice,
        liveAt: notice.liveAt?.toISOString() ?? null,
        publishedAt: notice.publishedAt.toISOString(),
      })),
    };
  }

  /** Everything that was said and asked. @throws {DubanError} NOT_FOUND before the transcript is published */
  async review(id: string): Promise<ReviewView> {
    const row = await this.row(id);
    if (row.state !== 'published') throw new DubanError('NOT_FOUND', 'no transcript has been published');
    const [utterances, questions, documents] = await Promise.all([
      this.pool.query<Omit<PublicUtterance, 'publishedAt'> & { publishedAt: Date }>(UTTERANCES, [id]),
      this.pool.query<Omit<PublicQuestion, 'askedAt'> & { askedAt: Date }>(QUESTIONS, [id]),
      this.documents.publicList(id),
    ]);
    return {
      ...toSummary(row),
      guests: row.guests,
      startedAt: row.startedAt!.toISOString(),
      endedAt: row.endedAt!.toISOString(),
      points: row.points,
      utterances: utterances.rows.map((said) => ({ ...said, publishedAt: said.publishedAt.toISOString() })),
      questions: questions.rows.map((asked) => ({ ...asked, askedAt: asked.askedAt.toISOString() })),
      video: this.video(row),
      documents: documents.map(({ id: document, format, title, size }) => ({
        id: document,
        format,
        title,
        size,
      })),
    };
  }

  /** An image of an utterance that is published. @throws {DubanError} NOT_FOUND */
  async image(id: string, image: string): Promise<AttachmentView> {
    const { rows } = await this.pool.query<AttachmentView>(IMAGE, [id, image]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such image');
    return rows[0];
  }

  /** By the hosts of today: one that the operator does not allow any more is not shown any more. */
  private video({ videoUrl }: Row): InterviewPreviewView['video'] {
    return embeddedVideo(videoUrl, this.config.DUBAN_VIDEO_HOSTS);
  }

  private async row(id: string): Promise<Row> {
    const { rows } = await this.pool.query<Row>(`${SELECT} AND i.id = $1`, [id]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such interview');
    return rows[0];
  }
}

const toSummary = ({ id, topic, unit, form, liveAt, state }: Row): PublicInterviewSummary => ({
  ...{ id, topic, unit, form, state },
  liveAt: liveAt.toISOString(),
});

const COUNTS = `
  SELECT count(*) FILTER (WHERE state = 'waiting' AND set_aside IS NULL)::int AS waiting,
    count(*) FILTER (WHERE state = 'approved')::int AS approved
  FROM interview_question WHERE interview_id = $1`;

const NOTICES = `
  SELECT kind, text, live_at AS "liveAt", published_at AS "publishedAt" FROM interview_notice
  WHERE interview_id = $1 AND published_at IS NOT NULL ORDER BY published_at DESC, id`;

const UTTERANCES = `
  SELECT number, speaker, role, text, images, question_id AS question, published_at AS "publishedAt"
  FROM interview_utterance WHERE interview_id = $1 AND state = 'published' ORDER BY number`;

const QUESTIONS = `
  SELECT q.id, q.text, coalesce(q.nickname, '网友') AS nickname, q.asked_at AS "askedAt",
    (SELECT min(u.number) FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published') AS "answeredIn",
    CASE WHEN i.answers_at IS NOT NULL THEN q.answer END AS answer
  FROM interview_question q JOIN interview i ON i.id = q.interview_id
  WHERE q.interview_id = $1 AND q.state = 'approved' ORDER BY q.asked_at, q.id`;

const IMAGE = `
  SELECT a.id, a.name, a.media_type AS "mediaType", a.size FROM attachment a
  WHERE a.id = $2 AND a.process_id = $1 AND a.media_type LIKE 'image/%' AND EXISTS (
    SELECT 1 FROM interview_utterance u WHERE u.interview_id = $1 AND u.state = 'published' AND a.id = ANY (u.images))`;
