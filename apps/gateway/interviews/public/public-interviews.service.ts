import { Inject, Injectable } from '@nestjs/common';
import {
  PublicInterviewsRepository,
  type PublicInterviewRow,
} from '../../../../domain/interviews/public-interviews.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { Config } from '../../../../infra/config/config.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { AttachmentView } from '../../cases/attachments/attachment-view.js';
import { CONFIG } from '../../platform/tokens.js';
import { InterviewDocumentsService } from '../documents/interview-documents.service.js';
import type {
  InterviewPreviewView,
  PublicInterviewPage,
  PublicInterviewsQuery,
  PublicInterviewSummary,
  ReviewView,
} from './public-interviews.dto.js';
import { embeddedVideo } from './video-address.js';

/** Interviews as the public reads them. All texts are plain text. */
@Injectable()
export class PublicInterviewsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly interviews: PublicInterviewsRepository,
    private readonly documents: InterviewDocumentsService,
  ) {}

  /** Latest first. @throws {DubanError} CURSOR_INVALID */
  list(query: PublicInterviewsQuery): Promise<PublicInterviewPage> {
    return this.interviews.page(query, toSummary);
  }

  /** @throws {DubanError} NOT_FOUND before it is announced */
  async preview(id: string): Promise<InterviewPreviewView> {
    const row = await this.find(id);
    const [{ waiting, approved }, notices] = await Promise.all([
      this.interviews.countQuestions(id),
      this.interviews.notices(id),
    ]);
    return {
      ...toSummary(row),
      guests: row.guests,
      background: row.background,
      now: businessDate().toISOString(),
      questionsOpen: row.state === 'announced' || row.state === 'live',
      questionsInReview: waiting,
      questionsApproved: approved,
      video: row.startedAt ? this.video(row) : null,
      notices: notices.map((notice) => ({
        ...notice,
        liveAt: notice.liveAt?.toISOString() ?? null,
        publishedAt: notice.publishedAt.toISOString(),
      })),
    };
  }

  /** Utterances, questions and answers, documents. @throws {DubanError} NOT_FOUND before the transcript is published */
  async review(id: string): Promise<ReviewView> {
    const row = await this.find(id);
    if (row.state !== 'published') throw new DubanError('NOT_FOUND', detail('interviews.noTranscript'));
    const [utterances, questions, documents] = await Promise.all([
      this.interviews.utterances(id),
      this.interviews.questions(id),
      this.documents.publicList(id),
    ]);
    return {
      ...toSummary(row),
      guests: row.guests,
      startedAt: row.startedAt!.toISOString(),
      endedAt: row.endedAt!.toISOString(),
      points: row.points,
      utterances: utterances.map((utterance) => ({
        ...utterance,
        publishedAt: utterance.publishedAt.toISOString(),
      })),
      questions: questions.map((question) => ({ ...question, askedAt: question.askedAt.toISOString() })),
      video: this.video(row),
      documents: documents.map(({ id: document, format, title, size }) => ({
        ...{ id: document, format, title, size },
      })),
    };
  }

  /** An image of a published utterance. @throws {DubanError} NOT_FOUND */
  async image(id: string, image: string): Promise<AttachmentView> {
    const found = await this.interviews.image(id, image);
    if (!found) throw new DubanError('NOT_FOUND', detail('cases.noFile'));
    return found;
  }

  /** By today's allowlist: the video of a host that was removed from it is not shown any more. */
  private video({ videoUrl }: PublicInterviewRow): InterviewPreviewView['video'] {
    return embeddedVideo(videoUrl, this.config.DUBAN_VIDEO_HOSTS);
  }

  private async find(id: string): Promise<PublicInterviewRow> {
    const row = await this.interviews.find(id);
    if (!row) throw new DubanError('NOT_FOUND', detail('interviews.noInterview'));
    return row;
  }
}

const toSummary = ({ id, topic, unit, form, liveAt, state }: PublicInterviewRow): PublicInterviewSummary => ({
  ...{ id, topic, unit, form, state },
  liveAt: liveAt.toISOString(),
});
