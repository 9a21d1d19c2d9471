import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { EventStreams } from '../../platform/event-streams/event-streams.service.js';
import { eventNumber, LastEventNumber } from '../../platform/event-streams/open-event-stream.js';
import { LiveFeed } from './live-feed.js';

@ApiTags('public: interviews')
@Public()
@Controller('api/v1/public/interviews')
export class FeedController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly streams: EventStreams,
  ) {}

  @Get(':id/feed')
  @ApiOperation({
    summary: 'Stream an interview as server-sent events',
    description:
      'From the beginning or after Last-Event-ID, oldest first. The id of an event `utterance` is its number; its data are ' +
      'number, speaker, role, text (plain text), images, the question that it answers, publishedAt. `retraction` retracts the ' +
      'utterance `retracts`. `end` is the last event; a request after it gets 204.',
  })
  @LastEventNumber()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNoContentResponse({ description: 'The interview has ended, and the reader has all events' })
  @ProblemCodes('NOT_FOUND', 'VALIDATION_FAILED', 'RATE_LIMITED')
  async follow(
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') last = '0',
  ): Promise<void> {
    const after = eventNumber(last);
    const hub = await this.feed.hubOf(id);
    if (hub.isOverFor(after)) return void reply.status(204).send();
    hub.join(this.streams.openPublic(request, reply, 'interview'), after);
  }
}
