import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { POOL } from '../platform/tokens.js';
import type { EventStream } from '../platform/event-streams/event-stream.js';
import { inTurns } from '../platform/event-streams/bounded-concurrency.js';
import { StreamHealth } from '../platform/event-streams/stream-health.js';

/** Somebody who follows a campaign. */
interface Follower {
  readonly campaign: string;
  readonly stream: EventStream;
  /** Id of the state that was told last. */
  told: string;
}

interface Progress {
  readonly id: string;
  readonly progress: object;
}

const STREAM = 'campaign';
const POLL_MS = 1_000;

/**
 * Server-sent events of a campaign's progress: each event is the whole state (stage, departments by stage, findings by
 * state, the inspection under way), sent when it has changed; its id stands for the state, so that a reader who comes
 * back with it is told only what is new. All readers share one query; without readers there is none.
 */
@Injectable()
export class CampaignStream implements BeforeApplicationShutdown {
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly health: StreamHealth,
  ) {}

  /** @param lastEventId what the reader was told before its connection broke */
  follow(subscription: Omit<Follower, 'told'>, lastEventId: string): void {
    const follower = { ...subscription, told: lastEventId };
    this.followers.add(follower);
    follower.stream.onClose(() => this.followers.delete(follower));
    this.timer ??= setTimeout(() => void this.look(), 0);
  }

  beforeApplicationShutdown(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    try {
      await this.deliverNews();
      this.health.recovered(STREAM);
    } catch (error) {
      this.health.failed(STREAM, error); // the next look finds what this one missed
    }
    const goesOn = this.followers.size > 0 && !this.closed;
    this.timer = goesOn ? setTimeout(() => void this.look(), POLL_MS) : null;
    if (!goesOn) this.health.recovered(STREAM);
  }

  private async deliverNews(): Promise<void> {
    const followers = [...this.followers].filter(({ stream }) => !stream.isOver && !stream.isBlocked);
    const ids = [...new Set(followers.map(({ campaign }) => campaign))];
    if (ids.length === 0) return;
    const { rows } = await this.pool.query<Progress>(PROGRESS, [ids]);
    const states = new Map(rows.map(({ id, progress }) => [id, stateOf(progress)]));
    await inTurns(followers, async (follower) => {
      const state = states.get(follower.campaign);
      if (state === undefined || state.id === follower.told || !(await follower.stream.isAllowed())) return;
      follower.stream.send(`id: ${state.id}\nevent: progress\ndata: ${state.data}\n\n`);
      follower.told = state.id;
    });
  }
}

function stateOf(progress: object): { id: string; data: string } {
  const data = JSON.stringify(progress);
  return { id: createHash('sha256').update(data).digest('base64url').slice(0, 16), data };
}

/** Of each campaign its state as one JSON value; $1: ids of campaigns. */
export const PROGRESS = `
  SELECT c.id, jsonb_build_object(
    'stage', p.stage, 'state', p.state, 'inspection', c.progress,
    'departments', (SELECT coalesce(jsonb_object_agg(coalesce(s.stage, 'starting'), s.n), '{}') FROM (
      SELECT d.stage, count(*) AS n FROM process d
      WHERE d.parent_id = c.id AND d.key = 'campaign-department' GROUP BY d.stage) s),
    'findings', (SELECT coalesce(jsonb_object_agg(f.state, f.n), '{}') FROM (
      SELECT state, count(*) AS n FROM campaign_finding WHERE campaign_id = c.id GROUP BY state) f)
  ) AS progress
  FROM campaign c JOIN process p ON p.id = c.id WHERE c.id = ANY($1)`;
