import { Global, Module } from '@nestjs/common';
import { EventStreams } from './event-streams.service.js';
import { StreamHealth } from './stream-health.js';

/** Shared parts of all event streams: permissions, limits, health. */
@Global()
@Module({ providers: [EventStreams, StreamHealth], exports: [EventStreams, StreamHealth] })
export class StreamsModule {}
