import { ApiProperty } from '@nestjs/swagger';
import type { OutcomeView } from './task-forms.js';

export class OutcomeItem {
  @ApiProperty({ example: 'accept' }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: Object, description: 'A valid { decision, content }' })
  example!: { decision?: unknown; content?: unknown };
}

export class OutcomeDto extends OutcomeItem implements OutcomeView {
  @ApiProperty({ type: Object, description: 'JSON Schema of { decision, content }' }) schema!: object;
}
