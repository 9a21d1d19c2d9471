import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { VERDICTS } from '../../../domain/consultations/documents/facts.js';
import { IfPresent } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { ConsultationContent, ConsultationSummary } from './consultations.dto.js';

/** `cancelled`: it ends without an answer, and without the unit having withdrawn it. */
export const PUBLIC_STATES = ['open', 'closed', 'answered', 'withdrawn', 'cancelled'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

export class PublicConsultationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PUBLIC_STATES }) @IfPresent() @IsIn(PUBLIC_STATES) state?: string;
}
export class PublicConsultationSummary extends ConsultationSummary {
  @ApiProperty({ enum: PUBLIC_STATES }) declare state: PublicState;
  @ApiProperty({ description: 'Name of the unit that consults' }) unitName!: string;
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
  @ApiProperty({ enum: PUBLIC_STATES }) declare state: PublicState;
  @ApiProperty({ description: 'Name of the unit that consults' }) unitName!: string;
  @ApiProperty({ format: 'date-time', description: 'The server’s clock, for a countdown to `closesAt`' })
  now!: string;
  @ApiProperty({ type: 'integer', description: 'Opinions that have come in' }) received!: number;
  @ApiProperty({
    type: IssuedPolicy,
    nullable: true,
    description: 'Final text and difference: see the policy',
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
}
export class FeedbackView {
  @ApiProperty({ format: 'date-time' }) publishedAt!: string;
  @ApiProperty({ type: [FeedbackRowView] }) items!: FeedbackRowView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
