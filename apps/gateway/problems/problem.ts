import { ApiProperty } from '@nestjs/swagger';

export class ProblemIssue {
  @ApiProperty({ example: 'decision.lead' }) field!: string;
  @ApiProperty() message!: string;
}

/** RFC 9457. `code` is stable; docs/errors.md lists every one with its remedy. */
export class Problem {
  @ApiProperty({ example: '/docs/errors#TASK_NOT_OPEN' }) type!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ example: 409 }) status!: number;
  @ApiProperty({ example: 'TASK_NOT_OPEN' }) code!: string;
  @ApiProperty() detail!: string;
  @ApiProperty() requestId!: string;
  @ApiProperty({ type: [ProblemIssue], required: false }) issues?: readonly ProblemIssue[];
}
