import { ApiProperty } from '@nestjs/swagger';

export const COMMAND_STATES = ['accepted', 'stuck', 'withdrawing', 'refused', 'withdrawn', 'done'] as const;

/** A command of a process, without its content and its account. */
export class CommandView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'complete' }) kind!: string;
  @ApiProperty({
    enum: COMMAND_STATES,
    description:
      '`stuck`: failed five times or for ten minutes, retried every ten; `withdrawing`: the workflow has not confirmed the withdrawal yet',
  })
  state!: (typeof COMMAND_STATES)[number];
  @ApiProperty({ format: 'date-time' }) acceptedAt!: string;
  @ApiProperty({ type: 'integer', description: 'Number of failures' }) attempts!: number;
  @ApiProperty({ type: String, nullable: true, description: 'The last failure in one line' }) lastError!:
    string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Next retry of a waiting command',
  })
  nextTryAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Error code of the refusal' }) code!:
    string | null;
}

export class CommandPage {
  @ApiProperty({ type: [CommandView] }) items!: CommandView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
