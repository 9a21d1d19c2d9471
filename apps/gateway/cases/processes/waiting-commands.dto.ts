import { ApiProperty } from '@nestjs/swagger';

export const COMMAND_STATES = ['accepted', 'stuck', 'withdrawing', 'refused', 'withdrawn', 'done'] as const;

/** A command of a process, without what was said with it and by whom. */
export class CommandView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'complete' }) kind!: string;
  @ApiProperty({
    enum: COMMAND_STATES,
    description:
      '`stuck`: it has failed five times or for ten minutes, and is tried again every ten; `withdrawing`: the workflow has not heard of the withdrawal yet',
  })
  state!: (typeof COMMAND_STATES)[number];
  @ApiProperty({ format: 'date-time' }) acceptedAt!: string;
  @ApiProperty({ type: 'integer', description: 'How often it has failed' }) attempts!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Of the last failure, in one line' }) lastError!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'While it waits' })
  nextTryAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused' }) code!: string | null;
}

export class CommandPage {
  @ApiProperty({ type: [CommandView] }) items!: CommandView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
