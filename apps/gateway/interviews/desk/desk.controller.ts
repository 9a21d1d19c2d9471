import { Body, Controller, Get, HttpCode, Put, Req, Res } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DeskRepository } from '../../../../domain/interviews/desk.repository.js';
import { AUTHOR_ROLES, type AuthorRole } from '../../../../domain/interviews/utterance-flow.js';
import { EventStreams } from '../../platform/event-streams/event-streams.service.js';
import { IfPresent } from '../../platform/http/fields.js';
import { Id } from '../../platform/http/id-param.js';
import { CurrentActor, type Actor, type AuthenticatedRequest } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { assertInCrewAs, InterviewAccess } from '../access/interview-access.js';
import { DeskStreamService } from './desk-stream.service.js';

export class WritingBody {
  @ApiPropertyOptional({
    enum: AUTHOR_ROLES,
    description: 'Role in which the account writes; left out: stopped',
  })
  @IfPresent()
  @IsIn(AUTHOR_ROLES)
  writingAs?: AuthorRole;
}

/** The desk of an interview: what its crew sees of each other, of the questions and of the utterances. */
@ApiTags('interviews')
@Controller('api/v1/interviews/:id')
export class DeskController {
  constructor(
    private readonly access: InterviewAccess,
    private readonly desk: DeskStreamService,
    private readonly presence: DeskRepository,
    private readonly streams: EventStreams,
  ) {}

  @Get('events')
  @ApiOperation({
    summary: 'Stream changes to the crew',
    description:
      'Server-sent events, for crew, office and supervisors. `ready`: read everything (anew). `interview`, `questions`, `utterances`: ' +
      'have changed. `presence` { crew: [{ account, title, roles, state, writingAs, awaySince }], readers }: the members of the crew, ' +
      'each `writing`, `here`, `away` or `never` there, and how many read the public feed. An open stream is the sign of presence; ' +
      'it expires after half a minute.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED')
  async follow(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stillAllowed = () => this.access.atDesk(actor, id);
    await stillAllowed();
    const stream = this.streams.open(request, reply, { stream: 'interview-desk', stillAllowed });
    this.desk.follow({ interview: id, account: actor.id, stream });
  }

  @Put('presence')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Say that one is writing',
    description: 'While typing, every few seconds: it expires after eight. Only the crew sees it.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'ROLE_NOT_ALLOWED')
  async writing(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { writingAs }: WritingBody,
  ): Promise<void> {
    const { crew } = await this.access.atDesk(actor, id);
    if (writingAs) assertInCrewAs(crew, writingAs);
    if (crew.length > 0) await this.presence.writing(id, actor.id, writingAs ?? null);
  }
}
