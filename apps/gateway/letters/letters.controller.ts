import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ReasonBody } from '../cases/processes/processes.dto.js';
import { ProcessView } from '../cases/processes/process-view.js';
import { LetterErasureService } from './letter-erasure.service.js';
import { LetterSummary, LetterView } from './letter-view.js';
import { LettersQuery } from './letters-query.js';
import { StaffLettersService } from './staff-letters.service.js';

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
    private readonly letters: StaffLettersService,
    private readonly erasure: LetterErasureService,
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
