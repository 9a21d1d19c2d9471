import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsObject } from 'class-validator';
import { IfPresent, Paragraphs } from '../../platform/http/fields.js';
import { ContentView } from './content-view.js';
import { ProcessView } from './process-view.js';

export class ReasonBody {
  @ApiProperty({
    minLength: 2,
    maxLength: 1000,
    description: 'Stored in the database and the audit log only',
  })
  @Paragraphs(2, 1000)
  reason!: string;
}

export class CancelBody extends ReasonBody {
  @ApiPropertyOptional({
    default: false,
    description: 'The case was entered by mistake (误录): its cards are revoked',
  })
  @IfPresent()
  @IsBoolean()
  mistaken: boolean = false;
}

export class MessageBody {
  @ApiPropertyOptional({
    type: Object,
    description: 'Codes that the process acts on: see the message’s schema',
  })
  @IfPresent()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({ type: Object, description: 'Free text: stored in the database only' })
  @IfPresent()
  @IsObject()
  content?: object;
}

export class ProcessPage {
  @ApiProperty({ type: [ProcessView] }) items!: ProcessView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ContentPage {
  @ApiProperty({ type: [ContentView] }) items!: ContentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
