import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/paging/page.js';
import { GuestBody } from './guest.dto.js';

export const PUBLIC_STATES = ['announced', 'live', 'ended', 'published', 'calledOff'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];
const instant = { type: String, format: 'date-time', nullable: true } as const;

export class PublicInterviewsQuery extends PageQuery {}

export class PublicInterviewSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() topic!: string;
  @ApiProperty({ description: 'The unit that answers' }) unit!: string;
  @ApiProperty({ enum: ['text', 'video'] }) form!: string;
  @ApiProperty({ format: 'date-time', description: 'When it begins: for the countdown' }) liveAt!: string;
  @ApiProperty({ enum: PUBLIC_STATES }) state!: PublicState;
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
  @ApiProperty({ description: 'For the attribute of the frame' }) sandbox!: string;
  @ApiProperty() referrerPolicy!: string;
}
export class InterviewPreviewView extends PublicInterviewSummary {
  @ApiProperty({ type: [GuestBody] }) guests!: GuestBody[];
  @ApiProperty({ description: 'Plain text' }) background!: string;
  @ApiProperty({ format: 'date-time' }) now!: string;
  @ApiProperty({ description: 'The form for questions is open' }) questionsOpen!: boolean;
  @ApiProperty({ type: 'integer', description: 'Questions that wait for the editor' })
  questionsInReview!: number;
  @ApiProperty({ type: 'integer' }) questionsApproved!: number;
  @ApiProperty({ type: VideoView, nullable: true, description: 'While it is live, and afterwards' })
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
  @ApiProperty({ format: 'uuid', description: 'Its anchor' }) id!: string;
  @ApiProperty({ description: 'Plain text' }) text!: string;
  @ApiProperty() nickname!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The utterance that answers it' })
  answeredIn!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The later answer, once it is signed' })
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
