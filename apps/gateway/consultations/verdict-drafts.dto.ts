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
import type { VerdictDraft } from '../../../infra/database/entities/consultations.js';
import { IfPresent, Paragraphs } from '../platform/http/fields.js';
import { VERDICT_CODES } from './opinions.dto.js';

const MAX_DRAFTS = 200;

export class BegunVerdictBody {
  @ApiProperty({ format: 'uuid', description: 'Opinion, or group of opinions' }) @IsUUID() answers!: string;
  @ApiPropertyOptional({ enum: VERDICT_CODES })
  @IfPresent()
  @IsIn(VERDICT_CODES)
  verdict?: NonNullable<VerdictDraft['verdict']>;
  @ApiProperty({ maxLength: 4000, description: 'As far as it is written' })
  @Paragraphs(0, 4000)
  reason!: string;
}
export class VerdictDraftsBody {
  @ApiProperty({ type: [BegunVerdictBody], minItems: 1, maxItems: MAX_DRAFTS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_DRAFTS)
  @ArrayUnique(({ answers }: BegunVerdictBody) => answers)
  @ValidateNested({ each: true })
  @Type(() => BegunVerdictBody)
  items!: BegunVerdictBody[];
}
export class VerdictDraftView {
  @ApiProperty({ format: 'uuid', description: 'Opinion, or group of opinions' }) answers!: string;
  @ApiProperty({ type: String, enum: VERDICT_CODES, nullable: true }) verdict!: VerdictDraft['verdict'];
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) savedAt!: string;
}
export class VerdictDraftPage {
  @ApiProperty({ type: [VerdictDraftView] }) items!: VerdictDraftView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class SavedDraftsView {
  @ApiProperty({ format: 'date-time' }) savedAt!: string;
}
