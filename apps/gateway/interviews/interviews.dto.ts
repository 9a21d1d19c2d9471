import { AttachmentView } from '../cases/attachments/attachment-view.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { ApiUnprintable, UnprintableView } from '../cases/documents/unprintable.dto.js';
import { Code, IfPresent, Instant, OneLine, Paragraphs } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { ProcessView } from '../cases/processes/process-view.js';
import { CREW_ROLES, type CrewRole } from '../../../domain/interviews/utterance-flow.js';
import { GuestBody } from './public/guest.dto.js';

export const FORMS = ['text', 'video'] as const;

export class NewInterviewBody {
  @ApiProperty({ example: '住房公积金提取政策解读' })
  @OneLine(1, 100)
  topic!: string;
  @ApiPropertyOptional({
    description: 'Code of the unit that answers; required of the office, else the own unit',
  })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiProperty({ enum: FORMS }) @IsIn(FORMS) form!: 'text' | 'video';
  @ApiProperty()
  @Instant('Announced start')
  liveAt!: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Entry of the year’s arrangement' })
  @IfPresent()
  @IsUUID()
  arrangement?: string;
}

export class PreparationBody {
  @ApiPropertyOptional({ description: '访谈方案' })
  @IfPresent()
  @Paragraphs(1, 20_000)
  plan?: string;
  @ApiPropertyOptional({ type: [GuestBody] })
  @IfPresent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => GuestBody)
  guests?: GuestBody[];
  @ApiPropertyOptional({ type: [String], description: '提纲: points of discussion' })
  @IfPresent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Paragraphs(1, 1000, { each: true })
  outline?: string[];
  @ApiPropertyOptional({ description: '背景材料' })
  @IfPresent()
  @Paragraphs(1, 20_000)
  background?: string;
}

export class VideoBody {
  @ApiProperty({ description: 'https, at a host that the operator allows (DUBAN_VIDEO_HOSTS)' })
  @OneLine(0, 500)
  url!: string;
}

export class CrewMemberBody {
  @ApiProperty({ example: 'info.editor' }) @OneLine(0, 100) account!: string;
  @ApiProperty({ enum: CREW_ROLES }) @IsIn(CREW_ROLES) role!: CrewRole;
}
export class CrewBody {
  @ApiProperty({ type: [CrewMemberBody], description: 'The whole crew: replaces the present one' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ArrayUnique((member: CrewMemberBody) => `${member.account} ${member.role}`)
  @ValidateNested({ each: true })
  @Type(() => CrewMemberBody)
  members!: CrewMemberBody[];
}

export class CallOffBody {
  @ApiProperty({ description: 'Public notice' })
  @Paragraphs(1, 2000)
  notice!: string;
}
export class PostponeBody extends CallOffBody {
  @ApiProperty()
  @Instant('The new time')
  liveAt!: string;
}

export class PointsBody {
  @ApiProperty({ type: [String], description: '访谈要点, published with the transcript' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @Paragraphs(1, 1000, { each: true })
  points!: string[];
}
export class ReportBody {
  @ApiProperty() @Paragraphs(1, 20_000) summary!: string;
  @ApiPropertyOptional({ type: [String], description: 'Commitments, and their progress' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(50)
  @Paragraphs(0, 1000, { each: true })
  commitments: string[] = [];
}

export class InterviewsQuery extends PageQuery {}

export class CrewMemberView {
  @ApiProperty() account!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: CREW_ROLES }) role!: string;
}
export class ReportView {
  @ApiProperty() summary!: string;
  @ApiProperty({ type: [String] }) commitments!: string[];
}
export class GapView {
  @ApiProperty({ example: 'crew.host' }) field!: string;
  @ApiProperty({ example: '缺少主持人', description: 'Chinese' }) text!: string;
}
export class InterviewGapsView {
  @ApiProperty({ type: [GapView], description: 'Of the plan, before it is submitted' }) plan!: GapView[];
  @ApiProperty({ type: [GapView], description: 'Before it goes live' }) live!: GapView[];
}
/** What the account is for an interview. */
export class StandingView {
  @ApiProperty({ description: 'A member of the office that holds it' }) isOffice!: boolean;
  @ApiProperty({ description: 'A member of the unit that answers' }) isUnit!: boolean;
  @ApiProperty({ enum: CREW_ROLES, isArray: true, description: 'Its roles in the crew' }) crew!: CrewRole[];
}
export class CrewCandidateView {
  @ApiProperty() account!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'Code' }) unit!: string;
}
export class CrewCandidatePage {
  @ApiProperty({ type: [CrewCandidateView] }) items!: CrewCandidateView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: one page' }) nextCursor!:
    string | null;
}
const instant = { type: String, format: 'date-time', nullable: true } as const;
export class InterviewView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() topic!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() office!: string;
  @ApiProperty({ enum: FORMS }) form!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) arrangement!: string | null;
  @ApiProperty({ format: 'date-time' }) liveAt!: string;
  @ApiProperty() plan!: string;
  @ApiProperty() background!: string;
  @ApiProperty({ type: [GuestBody] }) guests!: GuestBody[];
  @ApiProperty({ type: [String] }) outline!: string[];
  @ApiProperty({ type: String, nullable: true }) videoUrl!: string | null;
  @ApiProperty({ type: [CrewMemberView] }) crew!: CrewMemberView[];
  @ApiProperty(instant) previewAt!: string | null;
  @ApiProperty({ ...instant, description: 'Earliest instant at which the interview may go live' })
  earliestLiveAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'In Chinese: the preview is shorter than desired, or too young for the announced start',
  })
  warning!: string | null;
  @ApiProperty(instant) liveStartedAt!: string | null;
  @ApiProperty(instant) liveEndedAt!: string | null;
  @ApiProperty(instant) transcriptAt!: string | null;
  @ApiProperty(instant) answersAt!: string | null;
  @ApiProperty(instant) calledOffAt!: string | null;
  @ApiProperty(instant) archivedAt!: string | null;
  @ApiProperty({ type: [String] }) points!: string[];
  @ApiProperty({ type: ReportView, nullable: true }) report!: ReportView | null;
  @ApiProperty({ type: InterviewGapsView, description: 'What is missing still' }) gaps!: InterviewGapsView;
  @ApiProperty({ type: StandingView }) you!: StandingView;
  @ApiProperty({ type: ProcessView }) process!: ProcessView;
}
export class InterviewPage {
  @ApiProperty({ type: [InterviewView] }) items!: InterviewView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class InterviewDocumentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['plan', 'digest', 'transcript', 'report'] }) kind!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ enum: ['docx', 'pdf'] }) format!: string;
  @ApiProperty() title!: string;
  @ApiUnprintable() unprintable!: readonly UnprintableView[];
  @ApiProperty({ type: 'integer' }) size!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class InterviewDocumentPage {
  @ApiProperty({ type: [InterviewDocumentView] }) items!: InterviewDocumentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class InterviewFilePage {
  @ApiProperty({ type: [AttachmentView] }) items!: readonly AttachmentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
