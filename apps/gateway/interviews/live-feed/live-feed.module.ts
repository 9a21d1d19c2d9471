import { Module } from '@nestjs/common';
import { FeedController } from './feed.controller.js';
import { FeedRows } from './feed-rows.js';
import { LiveFeed } from './live-feed.js';

/** What is said in interviews, told to everybody who reads along. */
@Module({ controllers: [FeedController], providers: [FeedRows, LiveFeed] })
export class LiveFeedModule {}
