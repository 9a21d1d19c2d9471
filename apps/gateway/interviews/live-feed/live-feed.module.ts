import { Module } from '@nestjs/common';
import { FeedRepository } from '../../../../domain/interviews/feed.repository.js';
import { repositoryProvider } from '../../platform/repository-provider.js';
import { FeedController } from './feed.controller.js';
import { LiveFeed } from './live-feed.js';

/** Streams live interviews to the public. */
@Module({ controllers: [FeedController], providers: [repositoryProvider(FeedRepository), LiveFeed] })
export class LiveFeedModule {}
