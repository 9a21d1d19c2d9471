import { Controller, Get, Headers, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/actor.js';
import { eventNumber, openEventStream } from '../../http/event-stream.js';
import { Id } from '../../http/id-param.js';
import { ProblemCodes } from '../../problems/problem-codes.js';
import { LiveFeed } from './live-feed.js';

@ApiTags('public: interviews')
@Public()
@Controller('api/v1/public/interviews')
export class FeedController {
  constructor(private readonly feed: LiveFeed) {}

  @Get(':id/feed')
  @ApiOperation({
    summary: 'What is said, as server-sent events, newest last: from the beginning or after Last-Event-ID',
    description:
      'An event `utterance` has the number of the utterance as its id, and as its data number, speaker, role, text (plain ' +
      'text), images, the question that it answers, publishedAt. `retraction` takes back the utterance `retracts`. `end` is ' +
      'the last one; whoever comes back after it gets 204.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'integer', minimum: 0 } })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNoContentResponse({ description: 'The interview has ended, and the reader has all of it' })
  @ProblemCodes('NOT_FOUND', 'VALIDATION_FAILED')
  async follow(
    @Id() id: string,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') last = '0',
  ): Promise<void> {
    const after = eventNumber(last);
    const hub = await this.feed.hubOf(id);
    if (hub.isOverFor(after)) return void reply.status(204).send();
    hub.join(openEventStream(reply), after);
  }
}
