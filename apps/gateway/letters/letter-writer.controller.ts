import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { REVEAL } from '../../../domain/letters/identity-views.repository.js';
import { Audited } from '../platform/audit/audited.js';
import { Id } from '../platform/http/id-param.js';
import { CurrentActor, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { WriterView } from './letter-view.js';
import { RevealWriterBody, WriterSightings } from './letter-writer.dto.js';
import { LetterWriterService } from './letter-writer.service.js';

/** The identity of a letter's writer, which every other answer masks. */
@ApiTags('letters')
@Controller('api/v1/letters/:id/writer')
export class LetterWriterController {
  constructor(private readonly writers: LetterWriterService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Audited(REVEAL)
  @ApiOperation({
    summary: 'Reveal who wrote a letter',
    description:
      'For a reason, which the audit log keeps and the letter shows. At most 60 an hour for an account.',
  })
  @ApiOkResponse({ type: WriterView })
  @ProblemCodes('NOT_FOUND', 'RATE_LIMITED')
  reveal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() _body: RevealWriterBody,
  ): Promise<WriterView> {
    return this.writers.reveal(actor, id);
  }

  @Get('views')
  @ApiOperation({ summary: 'List who revealed the writer' })
  @ApiOkResponse({ type: WriterSightings })
  @ProblemCodes('NOT_FOUND')
  async views(@CurrentActor() actor: Actor, @Id() id: string): Promise<WriterSightings> {
    return { items: await this.writers.seenBy(actor, id) };
  }
}
