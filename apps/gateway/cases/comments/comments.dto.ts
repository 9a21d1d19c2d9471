import { ApiProperty } from '@nestjs/swagger';
import { Paragraphs } from '../../platform/http/fields.js';

export class CommentBody {
  @ApiProperty({ minLength: 1, maxLength: 2000 }) @Paragraphs(1, 2000) body!: string;
}

export class CommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the task' }) task!: string | null;
  @ApiProperty({ description: 'Title of the account' }) actor!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class CommentPage {
  @ApiProperty({ type: [CommentView] }) items!: CommentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
