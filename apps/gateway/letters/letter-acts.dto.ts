import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const ACTS = ['supplement', 'object', 'rate', 'followUp', 'withdraw'] as const;
const CODES = [
  'TASK_NOT_OPEN',
  'RATING_CLOSED',
  'FOLLOW_UP_NOT_ALLOWED',
  'MESSAGE_NOT_EXPECTED',
  'PROCESS_ENDED',
  'PROCESS_SUSPENDED',
] as const;

export class LetterActRefusal {
  @ApiProperty({ enum: CODES, description: 'The code that the act would be answered with' })
  code!: (typeof CODES)[number];
  @ApiProperty({ example: '每封来信只能追问一次' }) text!: string;
}

export class LetterAct {
  @ApiProperty({ enum: ACTS }) act!: (typeof ACTS)[number];
  @ApiProperty() allowed!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Deadline of an allowed act; null for `withdraw`, which is allowed until the first answer',
  })
  until!: string | null;
  @ApiPropertyOptional({ type: LetterActRefusal, description: 'Why it is not allowed' })
  refusal?: LetterActRefusal;
}
