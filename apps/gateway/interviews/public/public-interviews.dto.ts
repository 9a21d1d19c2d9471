import { ApiProperty } from '@nestjs/swagger';
import type { PublicInterviewState } from '../../../../domain/interviews/public-interviews.repository.js';
import { PageQuery } from '../../platform/paging/page.js';
import { GuestBody } from './guest.dto.js';

export const PUBLIC_STATES = [
  'announced',
  'live',
  'ended',
  'published',
  'calledOff',
] as const satisfies readonly PublicInterviewState[];
const instant = { type: String, format: 'date-time', nullable: true } as const;

export class PublicInterviewsQuery extends PageQuery {}

export class PublicInterviewSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() topic!: string;
  @ApiProperty({ description: 'The unit that answers' }) unit!: string;
  @ApiProperty({ enum: ['text', 'video'] }) form!: string;
  @ApiProperty({ format: 'date-time', description: 'Announced start' }) liveAt!: string;
  @ApiProperty({ enum: PUBLIC_STATES }) state!: PublicInterviewState;
}
export class PublicInterviewPage {
  @ApiProperty({ type: [PublicInterviewSummary] }) items!: PublicInterviewSummary[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class NoticeView {
  @ApiProperty({ enum: ['postponed', 'calledOff'] }) kind!: string;
  @ApiProperty() text!: string;
  @ApiProperty(instant) liveAt!: string | null;
  @ApiProperty({ format: 'date-time' }) publishedAt!: string;
}
export class VideoView {
  @ApiProperty() url!: string;
  @ApiProperty() host!: string;
  @ApiProperty({ description: 'For the `sandbox` attribute of the frame' }) sandbox!: string;
  @ApiProperty() referrerPolicy!: string;
}
export class InterviewPreviewView extends PublicInterviewSummary {
  @ApiProperty({ type: [GuestBody] }) guests!: GuestBody[];
  @ApiProperty({ description: 'Plain text' }) background!: string;
  @ApiProperty({ format: 'date-time' }) now!: string;
  @ApiProperty({ description: 'Whether questions are accepted' }) questionsOpen!: boolean;
  @ApiProperty({ type: 'integer', description: 'Questions that wait for moderation' })
  questionsInReview!: number;
  @ApiProperty({ type: 'integer' }) questionsApproved!: number;
  @ApiProperty({ type: VideoView, nullable: true, description: 'Null before it goes live' })
  video!: VideoView | null;
  @ApiProperty({ type: [NoticeView], description: 'Newest first' }) notices!: NoticeView[];
}

export class PublicUtterance {
  @ApiProperty({ type: 'integer' }) number!: number;
  @ApiProperty() speaker!: string;
  @ApiProperty({ enum: ['host', 'guest', 'recorder'] }) role!: string;
  @ApiProperty({ description: 'Plain text' }) text!: string;
  @ApiProperty({ type: [String], format: 'uuid' }) images!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) question!: string | null;
  @ApiProperty({ format: 'date-time' }) publishedAt!: string;
}
export class PublicQuestion {
  @ApiProperty({ format: 'uuid', description: 'Also the anchor on the page' }) id!: string;
  @ApiProperty({ description: 'Plain text' }) text!: string;
  @ApiProperty() nickname!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Number of the utterance that answers it' })
  answeredIn!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The later answer, once the answers are signed' })
  answer!: string | null;
}
export class PublicDocument {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['docx', 'pdf'] }) format!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: 'integer' }) size!: number;
}
export class ReviewView extends PublicInterviewSummary {
  @ApiProperty({ type: [GuestBody] }) guests!: GuestBody[];
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ format: 'date-time' }) endedAt!: string;
  @ApiProperty({ type: [String], description: '访谈要点' }) points!: string[];
  @ApiProperty({ type: [PublicUtterance] }) utterances!: PublicUtterance[];
  @ApiProperty({ type: [PublicQuestion] }) questions!: PublicQuestion[];
  @ApiProperty({ type: VideoView, nullable: true }) video!: VideoView | null;
  @ApiProperty({ type: [PublicDocument] }) documents!: PublicDocument[];
}
