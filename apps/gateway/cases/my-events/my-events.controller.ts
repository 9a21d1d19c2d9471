import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ProcessesRepository } from '../../../../domain/cases/processes/processes.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { EventStreams } from '../../platform/event-streams/event-streams.service.js';
import { IfPresent } from '../../platform/http/fields.js';
import { CurrentActor, type Actor, type AuthenticatedRequest } from '../../platform/identity/actor.js';
import { because } from '../../platform/problems/constraint-issues.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { SecretAccess } from '../secrecy/secret-access.js';
import { Visibility } from '../visibility/visibility.js';
import { MyEventsStream } from './my-events-stream.js';

const MAX_FOLLOWED = 20;
const ID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const IDS = `^${ID}(?:,${ID}){0,${MAX_FOLLOWED - 1}}$`;

export class MyEventsQuery {
  @ApiPropertyOptional({ description: 'Ids of processes to follow, separated by commas', pattern: IDS })
  @IfPresent()
  @MaxLength(37 * MAX_FOLLOWED)
  @Matches(new RegExp(IDS), { message: because('cases.followFormat', { max: MAX_FOLLOWED }) })
  follow?: string;
}

@ApiTags('me')
@Controller('api/v1/me')
export class MyEventsController {
  constructor(
    private readonly events: MyEventsStream,
    private readonly processes: ProcessesRepository,
    private readonly visibility: Visibility,
    private readonly access: SecretAccess,
    private readonly streams: EventStreams,
  ) {}

  @Get('events')
  @ApiOperation({
    summary: 'Stream changes for the current account',
    description:
      'Server-sent events. `ready`: read counts and lists (anew). `counts`: they have changed. `task` { id, change }: a task of the account’s ' +
      'unit and roles was opened, assigned, moved or closed, or has another due time. `timeline` { process, seq }: a ' +
      'followed process has new entries, up to `seq`. `notification`: one was written or read. `onAir`: a broadcast of the account’s has begun or ended, or other words wait. Ends with the session, and when roles or unit of the account change.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ProblemCodes('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async stream(
    @CurrentActor() actor: Actor,
    @Query() { follow }: MyEventsQuery,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const follows = await this.places(actor, follow);
    await this.access.enter(request, reply);
    const stream = this.streams.open(request, reply, {
      stream: 'my-events',
      stillAllowed: () => Promise.resolve(), // each followed process is checked before it is named
    });
    this.events.follow({ actor, stream, follows });
  }

  /** Where the timelines of the followed processes end now. @throws {DubanError} NOT_FOUND */
  private async places(actor: Actor, follow: string | undefined): Promise<Map<string, number>> {
    const ids = [...new Set(follow?.toLowerCase().split(','))];
    const rows = await this.processes.places(ids, this.visibility.processes(actor));
    if (rows.length < ids.length) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    rows.forEach(noteAccess);
    return new Map(rows.map(({ id, last }) => [id, last]));
  }
}
