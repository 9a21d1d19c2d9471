import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import type { EventStream } from '../platform/event-streams/event-stream.js';
import { inTurns } from '../platform/event-streams/bounded-concurrency.js';
import { StreamHealth } from '../platform/event-streams/stream-health.js';

/** A reader of a campaign's progress. */
interface Follower {
  readonly campaign: string;
  readonly stream: EventStream;
  /** Id of the state that was sent last. */
  sent: string;
}

const STREAM = 'campaign';
const POLL_MS = 1_000;

/**
 * Server-sent events of a campaign's progress. Each event is the whole state (stage, departments by stage, findings by
 * state, the inspection under way), sent when it has changed. Its id is a digest of the state, so that a reader who
 * reconnects with it gets nothing twice. One query a second serves all readers; without readers there is none.
 */
@Injectable()
export class CampaignStreamService implements BeforeApplicationShutdown {
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly health: StreamHealth,
  ) {}

  /** @param lastEventId id of the last event before the connection broke; empty for a new reader */
  follow(subscription: Omit<Follower, 'sent'>, lastEventId: string): void {
    const follower = { ...subscription, sent: lastEventId };
    this.followers.add(follower);
    follower.stream.onClose(() => this.followers.delete(follower));
    this.timer ??= setTimeout(() => void this.poll(), 0);
  }

  beforeApplicationShutdown(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private async poll(): Promise<void> {
    try {
      await this.deliverChanges();
      this.health.recovered(STREAM);
    } catch (error) {
      this.health.failed(STREAM, error); // the next poll finds what this one missed
    }
    const continues = this.followers.size > 0 && !this.closed;
    this.timer = continues ? setTimeout(() => void this.poll(), POLL_MS) : null;
    if (!continues) this.health.recovered(STREAM);
  }

  private async deliverChanges(): Promise<void> {
    const followers = [...this.followers].filter(({ stream }) => !stream.isOver && !stream.isBlocked);
    const ids = [...new Set(followers.map(({ campaign }) => campaign))];
    if (ids.length === 0) return;
    const rows = await this.campaigns.progress(ids);
    const states = new Map(rows.map(({ id, progress }) => [id, stateOf(progress)]));
    await inTurns(followers, async (follower) => {
      const state = states.get(follower.campaign);
      if (state === undefined || state.id === follower.sent || !(await follower.stream.isAllowed())) return;
      follower.stream.send(`id: ${state.id}\nevent: progress\ndata: ${state.data}\n\n`);
      follower.sent = state.id;
    });
  }
}

function stateOf(progress: object): { id: string; data: string } {
  const data = JSON.stringify(progress);
  return { id: createHash('sha256').update(data).digest('base64url').slice(0, 16), data };
}
