import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  IntersectionType,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ListExport } from '../cases/exports/list-export.js';
import { listFile } from '../cases/exports/list-file.js';
import { sendFile } from '../platform/http/send-file.js';
import { CurrentActor, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { CountView } from '../platform/paging/page.js';
import { LetterProgress } from './letter-progress.js';
import { LETTER_LAYOUT } from './letter-layout.js';
import { LetterSummary, LetterView } from './letter-view.js';
import { LettersQuery } from './letters-query.js';
import { StaffLettersService } from './staff-letters.service.js';

export class LetterListItem extends IntersectionType(LetterSummary, LetterProgress) {
  @ApiPropertyOptional({
    type: String,
    description: 'With `q`: part of the text around its first word, when that is not in the title',
  })
  excerpt?: string;
}
export class LetterPage {
  @ApiProperty({ type: [LetterListItem] }) items!: LetterListItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiPropertyOptional({ description: 'With `count=true`' }) count?: CountView;
}
export class LetterDetail extends IntersectionType(LetterView, LetterProgress) {}

@ApiTags('letters')
@Controller('api/v1/letters')
export class LettersController {
  constructor(private readonly letters: StaffLettersService) {}

  @Get()
  @ApiOperation({ summary: 'List letters' })
  @ApiOkResponse({ type: LetterPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: LettersQuery): Promise<LetterPage> {
    return this.letters.list(actor, query);
  }

  @ListExport('letters')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: LettersQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, LETTER_LAYOUT, query, (page) => this.letters.list(actor, page));
    return sendFile(reply, file);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a letter by its process id' })
  @ApiOkResponse({ type: LetterDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<LetterDetail> {
    return this.letters.get(actor, id);
  }
}
