import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DeskRepository } from '../../../../domain/interviews/desk.repository.js';
import { FeedRepository } from '../../../../domain/interviews/feed.repository.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { FeedHub, type HubTimes } from './feed-hub.js';
import { StreamHealth } from '../../platform/event-streams/stream-health.js';

const TIMES: HubTimes = { pollMs: 100, lingerMs: 30_000, countMs: 5_000 };

/** The live feeds of this gateway, one hub for each interview. Gateways are independent of each other. */
@Injectable()
export class LiveFeed implements BeforeApplicationShutdown {
  private readonly logger = new Logger('live feed');
  /** Of this run of the gateway, for its count of readers. */
  private readonly gateway = randomUUID();
  private readonly hubs = new Map<string, Promise<FeedHub | null>>();

  constructor(
    private readonly feed: FeedRepository,
    private readonly desk: DeskRepository,
    private readonly health: StreamHealth,
  ) {}

  /** @throws {DubanError} NOT_FOUND when the interview has not been announced */
  async hubOf(interview: string): Promise<FeedHub> {
    const known = this.hubs.get(interview) ?? this.open(interview);
    this.hubs.set(interview, known);
    const hub = await known;
    if (!hub) throw new DubanError('NOT_FOUND');
    return hub;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const hubs = await Promise.allSettled(this.hubs.values());
    for (const hub of hubs) if (hub.status === 'fulfilled') hub.value?.close();
  }

  /** A feed that cannot be opened is tried again for the next reader. */
  private async open(interview: string): Promise<FeedHub | null> {
    const forget = (): void => void this.hubs.delete(interview);
    const hub = new FeedHub(interview, this.feed, {
      times: TIMES,
      health: this.health,
      onBroken: (err) => {
        this.logger.error(
          { interview, err },
          'the utterances of an interview cannot be read: its streams end',
        );
        forget();
      },
      onIdle: forget,
      onCount: (readers) => {
        // The next count follows in seconds; that the database fails is said by the polls.
        this.desk.countReaders(interview, this.gateway, readers).catch(() => undefined);
      },
    });
    try {
      if (await hub.open()) return hub;
    } catch (error) {
      forget();
      throw error;
    }
    forget();
    return null;
  }
}
