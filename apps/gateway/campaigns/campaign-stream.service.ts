import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import { visitConcurrently } from '../platform/event-streams/bounded-concurrency.js';
import { EventHub } from '../platform/event-streams/event-hub.js';
import type { EventStream } from '../platform/event-streams/event-stream.js';
import { StreamHealth } from '../platform/event-streams/stream-health.js';

/** A reader that follows a campaign. */
interface Follower {
  readonly campaign: string;
  readonly stream: EventStream;
  /** Id of the last state that was sent. */
  lastSent: string;
}

const POLL_MS = 1_000;

/**
 * Server-sent events of a campaign's progress: each event is the whole state (stage, departments by stage, findings by
 * state, the running inspection), sent when it has changed; its id is a hash of the state, so that a reader that reconnects
 * receives an event only when the state is another.
 */
@Injectable()
export class CampaignStreamService implements BeforeApplicationShutdown {
  private readonly hub: EventHub<Follower>;

  constructor(
    private readonly campaigns: CampaignsRepository,
    health: StreamHealth,
  ) {
    this.hub = new EventHub(
      { kind: 'campaign', pollMs: POLL_MS, poll: (followers) => this.deliverNews(followers) },
      health,
    );
  }

  /** @param lastEventId of the reader before its connection broke */
  follow(subscription: Omit<Follower, 'lastSent'>, lastEventId: string): void {
    this.hub.follow({ ...subscription, lastSent: lastEventId });
  }

  beforeApplicationShutdown(): void {
    this.hub.close();
  }

  private async deliverNews(followers: readonly Follower[]): Promise<void> {
    const ids = [...new Set(followers.map(({ campaign }) => campaign))];
    if (ids.length === 0) return;
    const rows = await this.campaigns.progress(ids);
    const states = new Map(rows.map(({ id, progress }) => [id, stateOf(progress)]));
    const behind = followers.filter(
      ({ campaign, lastSent }) => (states.get(campaign)?.id ?? lastSent) !== lastSent,
    );
    await visitConcurrently(behind, async (follower) => {
      if (!(await follower.stream.isAllowed())) return;
      const state = states.get(follower.campaign)!;
      follower.stream.send(`id: ${state.id}\nevent: progress\ndata: ${state.data}\n\n`);
      follower.lastSent = state.id;
    });
  }
}

function stateOf(progress: object): { id: string; data: string } {
  const data = JSON.stringify(progress);
  return { id: createHash('sha256').update(data).digest('base64url').slice(0, 16), data };
}
