import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { Code, IfPresent } from '../../platform/http/fields.js';

/** Bytes of a draft as JSON. The longest form has a text of 20,000 characters. */
export const DRAFT_BYTES = 128 * 1024;

export class TaskDraftBody {
  @ApiPropertyOptional({ example: 'submit', description: 'Outcome that the form is of' })
  @IfPresent()
  @Code(100)
  outcome?: string;

  @ApiPropertyOptional({ type: Object, description: 'As far as it is filled in: not checked' })
  @IfPresent()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({
    type: Object,
    description: `As \`decision\`. At most ${DRAFT_BYTES} bytes together`,
  })
  @IfPresent()
  @IsObject()
  content?: object;
}

export class TaskDraftView {
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: Object, nullable: true }) decision!: object | null;
  @ApiProperty({ type: Object, nullable: true }) content!: object | null;
  @ApiProperty({ format: 'date-time' }) savedAt!: string;
}
