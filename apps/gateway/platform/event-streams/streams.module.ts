import { Global, Module } from '@nestjs/common';
import { EventStreams } from './event-streams.service.js';
import { StreamHealth } from './stream-health.js';

/** What all server-sent events have in common: who may read on, how many, and whether there is news to be had. */
@Global()
@Module({ providers: [EventStreams, StreamHealth], exports: [EventStreams, StreamHealth] })
export class StreamsModule {}
