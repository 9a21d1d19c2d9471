import { Module } from '@nestjs/common';
import { DeskRepository } from '../../../../domain/interviews/desk.repository.js';
import { FeedRepository } from '../../../../domain/interviews/feed.repository.js';
import { repositoryProvider } from '../../platform/repository-provider.js';
import { FeedController } from './feed.controller.js';
import { LiveFeed } from './live-feed.js';

/** Streams live interviews to the public. */
@Module({
  controllers: [FeedController],
  providers: [repositoryProvider(DeskRepository), repositoryProvider(FeedRepository), LiveFeed],
})
export class LiveFeedModule {}
