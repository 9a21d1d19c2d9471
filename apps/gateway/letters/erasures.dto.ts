import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';

const STATES = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
const ACTS = ['confirm', 'reject', 'withdraw'] as const;
export type ErasureAct = (typeof ACTS)[number];

const REASON = { minLength: 2, maxLength: 200, description: 'Kept for good: without personal data' };

export class ErasuresQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: (typeof STATES)[number];
}

export class ProposeErasureBody {
  @ApiProperty({ example: 'ZX2026000001' }) @OneLine(1, 30) letterNo!: string;
  @ApiProperty(REASON) @Paragraphs(2, 200) reason!: string;
}

export class RejectErasureBody {
  @ApiProperty(REASON) @Paragraphs(2, 200) reason!: string;
}

export class ErasureView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() letterNo!: string;
  @ApiProperty({ description: 'Whether the letter is still being handled' }) isRunning!: boolean;
  @ApiProperty({ enum: STATES }) state!: (typeof STATES)[number];
  @ApiProperty() reason!: string;
  @ApiProperty({ description: 'Title of the account' }) proposedBy!: string;
  @ApiProperty({ format: 'date-time' }) proposedAt!: string;
  @ApiProperty({ type: String, nullable: true }) decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) decisionReason!: string | null;
  @ApiProperty({ enum: ACTS, isArray: true, description: 'What the account may do with it' })
  acts!: ErasureAct[];
}

export class ErasurePage {
  @ApiProperty({ type: [ErasureView] }) items!: ErasureView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
