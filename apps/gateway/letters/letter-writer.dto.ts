import { ApiProperty } from '@nestjs/swagger';
import { Paragraphs } from '../platform/http/fields.js';

export class RevealWriterBody {
  @ApiProperty({
    minLength: 2,
    maxLength: 200,
    description: 'Kept in the audit log, and shown on the letter',
  })
  @Paragraphs(2, 200)
  reason!: string;
}

export class WriterSighting {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: 'Title of the account' }) title!: string;
  @ApiProperty() unitName!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}

export class WriterSightings {
  @ApiProperty({ type: [WriterSighting], description: 'The latest 100' }) items!: WriterSighting[];
}
