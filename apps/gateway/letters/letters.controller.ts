import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../platform/http/fields.js';
import { Id } from '../platform/http/id-param.js';
import { PageQuery } from '../platform/paging/page.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ReasonBody } from '../cases/processes/processes.dto.js';
import { PROCESS_STATES, ProcessView } from '../cases/processes/process-view.js';
import { LetterErasure } from './letter-erasure.js';
import { LETTER_KINDS, LetterSummary, LetterView } from './letter-view.js';
import { StaffLetters } from './staff-letters.js';

export class LettersQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Exact' }) @IfPresent() @OneLine(1, 30) letterNo?: string;
  @ApiPropertyOptional({ enum: LETTER_KINDS }) @IfPresent() @IsIn(LETTER_KINDS) kind?: string;
  @ApiPropertyOptional({ enum: PROCESS_STATES }) @IfPresent() @IsIn(PROCESS_STATES) state?: string;
  @ApiPropertyOptional({ example: 'inProgress' }) @IfPresent() @Code(100) stage?: string;
  @ApiPropertyOptional({ description: 'Code of a unit that has or had a task in the letter' })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiPropertyOptional({ description: 'Part of the title' })
  @IfPresent()
  @OneLine(0, 50)
  q?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  receivedAfter?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  receivedBefore?: string;
}

/** Progress of a letter. */
export interface LetterProgress {
  readonly answeredOnTime: boolean | null;
  readonly process: ProcessView;
}
const ON_TIME =
  'Whether the unit signed each of its answers within the limit. ' +
  'Null until an answer has passed its review, and for letters without a limit';

export class LetterListItem extends LetterSummary implements LetterProgress {
  @ApiProperty({ type: Boolean, nullable: true, description: ON_TIME }) answeredOnTime!: boolean | null;
  @ApiProperty() process!: ProcessView;
}
export class LetterPage {
  @ApiProperty({ type: [LetterListItem] }) items!: LetterListItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class LetterDetail extends LetterView implements LetterProgress {
  @ApiProperty({ type: Boolean, nullable: true, description: ON_TIME }) answeredOnTime!: boolean | null;
  @ApiProperty() process!: ProcessView;
}

@ApiTags('letters')
@Controller('api/v1/letters')
export class LettersController {
  constructor(
    private readonly letters: StaffLetters,
    private readonly erasure: LetterErasure,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List letters, newest first' })
  @ApiOkResponse({ type: LetterPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: LettersQuery): Promise<LetterPage> {
    return this.letters.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a letter by the id of its process' })
  @ApiOkResponse({ type: LetterDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<LetterDetail> {
    return this.letters.get(actor, id);
  }

  @Post(':id/erase')
  @Roles('admin-security')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Erase the personal data of a letter',
    description: 'Erases writer, texts and files of the letter and of the processes that refer to it.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  erase(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: ReasonBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    return this.erasure.erase(actor, id, reason, ip);
  }
}
