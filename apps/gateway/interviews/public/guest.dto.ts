import { ApiProperty } from '@nestjs/swagger';
import { OneLine, Paragraphs } from '../../platform/http/fields.js';

export class GuestBody {
  @ApiProperty() @OneLine(1, 50) name!: string;
  @ApiProperty({ example: '州住建局局长' }) @OneLine(1, 100) title!: string;
  @ApiProperty() @Paragraphs(1, 2000) intro!: string;
}
