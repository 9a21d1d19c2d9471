import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { publicState, type PublicState } from '../../../domain/consultations/consultations.repository.js';
import { VERDICTS } from '../../../domain/consultations/documents/facts.js';
import { equal, type Condition } from '../../../infra/database/sql.js';
import { IfPresent } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { ConsultationContent, ConsultationSummary } from './consultations.dto.js';

const PUBLIC_STATES: readonly PublicState[] = ['open', 'closed', 'answered', 'withdrawn', 'cancelled'];

export class PublicConsultationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: [...PUBLIC_STATES] }) @IfPresent() @IsIn(PUBLIC_STATES) state?: string;
}

/** @param at by which a period is open or closed */
export const publicConsultationFilters = ({ state }: PublicConsultationsQuery, at: Date): Condition[] => [
  equal(publicState(at), state),
];

export class PublicConsultationSummary extends ConsultationSummary {
  @ApiProperty({ enum: [...PUBLIC_STATES] }) declare state: PublicState;
  @ApiProperty({ description: 'Name of the consulting unit' }) unitName!: string;
}
export class PublicConsultationPage {
  @ApiProperty({ type: [PublicConsultationSummary] }) items!: PublicConsultationSummary[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class IssuedPolicy {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() documentNumber!: string;
  @ApiProperty({ format: 'date-time' }) issuedAt!: string;
}
export class PublicConsultationView extends ConsultationContent {
  @ApiProperty({ enum: [...PUBLIC_STATES] }) declare state: PublicState;
  @ApiProperty({ description: 'Name of the consulting unit' }) unitName!: string;
  @ApiProperty({ format: 'date-time', description: 'Current server time, for a countdown to `closesAt`' })
  now!: string;
  @ApiProperty({ type: 'integer', description: 'Number of opinions received' }) received!: number;
  @ApiProperty({
    type: IssuedPolicy,
    nullable: true,
    description: 'The issued policy; its text and the changes: see the policy',
  })
  issued!: IssuedPolicy | null;
}

export class PublicOpinionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer', nullable: true }) clause!: number | null;
  @ApiProperty({ example: '张**' }) name!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
}
export class PublicOpinionPage {
  @ApiProperty({ type: [PublicOpinionView] }) items!: PublicOpinionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class FeedbackRowView {
  @ApiProperty({ type: 'integer', description: '序号' }) number!: number;
  @ApiProperty({ example: '张**', description: '反馈人' }) name!: string;
  @ApiProperty({ type: String, nullable: true, example: '第三条' }) clause!: string | null;
  @ApiProperty({ description: '意见内容' }) body!: string;
  @ApiProperty({ enum: Object.keys(VERDICTS) }) verdict!: string;
  @ApiProperty({ enum: Object.values(VERDICTS), description: '是否采纳' }) verdictTitle!: string;
  @ApiProperty({ description: '理由' }) reason!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Opinions that were answered as one; null: answered by itself',
  })
  group!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Summary of the group' }) summary!: string | null;
}
export class FeedbackView {
  @ApiProperty({ format: 'date-time' }) publishedAt!: string;
  @ApiProperty({ type: 'integer', description: 'Opinions held by moderation; they need no answer' })
  setAside!: number;
  @ApiProperty({ type: [FeedbackRowView] }) items!: FeedbackRowView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
