import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Broadcast } from '../../../../domain/cases/broadcasts/broadcast.js';
import { NotificationsRepository } from '../../../../domain/cases/notifications/notifications.repository.js';
import { ProcessesRepository } from '../../../../domain/cases/processes/processes.repository.js';
import {
  TaskChangesRepository,
  type ChangePlace,
  type TaskChangeRow,
} from '../../../../domain/cases/tasks/task-changes.repository.js';
import { TimelineRepository, type EntryRow } from '../../../../domain/cases/timeline/timeline.repository.js';
import { visitConcurrently } from '../../platform/event-streams/bounded-concurrency.js';
import { EventHub } from '../../platform/event-streams/event-hub.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
import { StreamHealth } from '../../platform/event-streams/stream-health.js';
import type { Actor } from '../../platform/identity/actor.js';
import { BroadcastsService } from '../me/broadcasts.service.js';
import { exists, timelineReader } from '../timeline/entry-view.js';
import { Visibility } from '../visibility/visibility.js';

/** An account that follows its work. */
export interface MyEventsSubscription {
  readonly actor: Actor;
  readonly stream: EventStream;
  /** Followed processes, each with the number of the last entry that the reader knows of. */
  readonly follows: Map<string, number>;
}

interface Follower extends MyEventsSubscription {
  /** Number of the last poll that delivered to it; 0 before the first. */
  poll: number;
  /** Digest of its unread notifications. */
  unread: string | undefined;
  /** Digest of what is on air for it. */
  onAir: string | undefined;
}

interface News {
  readonly changes: readonly TaskChangeRow[];
  readonly entries: ReadonlyMap<string, readonly EntryRow[]>;
  /** By account: digest of its unread notifications. */
  readonly unread: ReadonlyMap<string, string>;
  /** By account. */
  readonly onAir: ReadonlyMap<string, readonly Broadcast[]>;
}

const POLL_MS = 1_000;
const BATCH = 500;
/** With more changes of own tasks in one poll, the reader gets one event: reload the list. */
const MAX_TASKS = 50;

/**
 * One stream for everything that an account works on: changed counts, its own tasks, and the timelines that it follows. An
 * event says what has changed; the reader fetches it. A new reader, and one that was slow, gets `ready` first: from then on
 * it misses nothing.
 */
@Injectable()
export class MyEventsStream implements BeforeApplicationShutdown {
  private readonly hub: EventHub<Follower>;
  /** Up to where changes have been read; null while nobody follows. */
  private place: ChangePlace | null = null;
  private polls = 0;

  constructor(
    private readonly changes: TaskChangesRepository,
    private readonly timelines: TimelineRepository,
    private readonly processes: ProcessesRepository,
    private readonly notifications: NotificationsRepository,
    private readonly broadcasts: BroadcastsService,
    private readonly visibility: Visibility,
    health: StreamHealth,
  ) {
    this.hub = new EventHub(
      {
        kind: 'my-events',
        pollMs: POLL_MS,
        poll: (followers) => this.deliverNews(followers),
        onIdle: () => (this.place = null),
      },
      health,
    );
  }

  follow(subscription: MyEventsSubscription): void {
    this.hub.follow({ ...subscription, poll: 0, unread: undefined, onAir: undefined });
  }

  beforeApplicationShutdown(): void {
    this.hub.close();
  }

  /** @returns whether there may be more */
  private async deliverNews(followers: readonly Follower[]): Promise<boolean> {
    const horizon = await this.changes.horizon();
    const changes = this.place ? await this.changes.between(this.place, horizon, BATCH) : [];
    const more = changes.length === BATCH;
    const accounts = [...new Set(followers.map(({ actor }) => actor.id))];
    const [entries, unread] = [await this.entriesFor(followers), await this.notifications.unread(accounts)];
    const onAir = await this.broadcasts.ofMembers(accounts);
    const news = { changes, entries, unread, onAir };
    await visitConcurrently(followers, (follower) => this.deliver(follower, news));
    this.polls += 1;
    for (const follower of followers) follower.poll = this.polls;
    const last = changes.at(-1);
    this.place = more && last ? { xid: last.xid, id: last.id } : horizon;
    return more;
  }

  private entriesFor(followers: readonly Follower[]): Promise<Map<string, EntryRow[]>> {
    const oldest = new Map<string, number>();
    for (const { follows } of followers)
      for (const [process, after] of follows)
        oldest.set(process, Math.min(after, oldest.get(process) ?? Infinity));
    if (oldest.size === 0) return Promise.resolve(new Map());
    return this.timelines.news(
      [...oldest].map(([process, after]) => ({ process, after })),
      BATCH,
    );
  }

  private async deliver(follower: Follower, news: News): Promise<void> {
    const isNew = follower.poll === 0 || follower.poll < this.polls;
    const frames = [...(isNew ? [frame('ready', {})] : this.taskFrames(follower.actor, news.changes))];
    frames.push(...(await this.timelineFrames(follower, news.entries)));
    const unread = news.unread.get(follower.actor.id);
    if (!isNew && unread !== follower.unread) frames.push(frame('notification', {}));
    const onAir = JSON.stringify(news.onAir.get(follower.actor.id));
    if (!isNew && onAir !== follower.onAir) frames.push(frame('onAir', {}));
    if (frames.length > 0 && (await follower.stream.isAllowed())) follower.stream.send(frames.join(''));
    follower.unread = unread;
    follower.onAir = onAir;
  }

  private taskFrames(actor: Actor, changes: readonly TaskChangeRow[]): string[] {
    const tasks = new Map<string, string>();
    let concerned = false;
    for (const { hidden_from: hiddenFrom, process_id: process, number, change, ...task } of changes) {
      const concern = this.visibility.concern(actor, { ...task, hiddenFrom });
      concerned ||= concern !== null;
      if (concern === 'own') tasks.set(`${process}.${number}`, change);
    }
    if (!concerned) return [];
    if (tasks.size > MAX_TASKS) return [frame('ready', {})];
    return [frame('counts', {}), ...[...tasks].map(([id, change]) => frame('task', { id, change }))];
  }

  private async timelineFrames(
    { actor, follows }: Follower,
    entries: ReadonlyMap<string, readonly EntryRow[]>,
  ): Promise<string[]> {
    const reader = timelineReader(this.visibility, actor);
    const frames: string[] = [];
    for (const [process, after] of follows) {
      const newer = (entries.get(process) ?? []).filter(({ seq }) => seq > after);
      if (newer.length === 0) continue;
      if (!(await this.processes.find(process, this.visibility.processes(actor)))) {
        follows.delete(process); // no longer visible
        continue;
      }
      follows.set(process, newer.at(-1)!.seq);
      const seq = newer.findLast((entry) => exists(entry, reader))?.seq;
      if (seq !== undefined) frames.push(frame('timeline', { process, seq }));
    }
    return frames;
  }
}

const frame = (event: string, data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
