import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DeskRepository, type DeskState } from '../../../../domain/interviews/desk.repository.js';
import { visitConcurrently } from '../../platform/event-streams/bounded-concurrency.js';
import { EventHub } from '../../platform/event-streams/event-hub.js';
import type { EventStream } from '../../platform/event-streams/event-stream.js';
import { StreamHealth } from '../../platform/event-streams/stream-health.js';

/** A reader of the desk of one interview. */
interface DeskReader {
  readonly interview: string;
  /** Id of the account. */
  readonly account: string;
  readonly stream: EventStream;
}
interface Follower extends DeskReader {
  /** The parts that the reader has, by name; undefined before the first delivery. */
  sent: Readonly<Record<Part, string>> | undefined;
}

const PARTS = ['interview', 'questions', 'utterances', 'presence'] as const;
type Part = (typeof PARTS)[number];

const POLL_MS = 500;
/** Interval between signs of presence. They expire after a few of them (desk.repository.ts). */
const SEEN_MS = 8_000;

/**
 * Server-sent events for the crew of an interview, in any gateway: `presence` with its data, and the names of what has changed
 * otherwise. An open stream is the sign that its account is at the desk.
 */
@Injectable()
export class DeskStreamService implements BeforeApplicationShutdown {
  private readonly hub: EventHub<Follower>;
  private seenAt = 0;

  constructor(
    private readonly desk: DeskRepository,
    health: StreamHealth,
  ) {
    this.hub = new EventHub(
      { kind: 'interview-desk', pollMs: POLL_MS, poll: (followers) => this.deliverNews(followers) },
      health,
    );
  }

  /** The next poll notes that the account is there. */
  follow(reader: DeskReader): void {
    this.seenAt = 0;
    this.hub.follow({ ...reader, sent: undefined });
  }

  beforeApplicationShutdown(): void {
    this.hub.close();
  }

  private async deliverNews(followers: readonly Follower[]): Promise<void> {
    if (followers.length === 0) return;
    if (Date.now() - this.seenAt >= SEEN_MS) {
      await this.desk.seen(followers);
      this.seenAt = Date.now();
    }
    const rows = await this.desk.states([...new Set(followers.map(({ interview }) => interview))]);
    const states = new Map(rows.map((row) => [row.id, partsOf(row)]));
    await visitConcurrently(followers, (follower) => deliver(follower, states.get(follower.interview)));
  }
}

async function deliver(follower: Follower, parts: Readonly<Record<Part, string>> | undefined): Promise<void> {
  const { sent, stream } = follower;
  if (!parts) return;
  const changed = PARTS.filter((part) => parts[part] !== sent?.[part]);
  if (changed.length === 0 || !(await stream.isAllowed())) return;
  if (!sent) stream.send('event: ready\ndata: {}\n\n');
  for (const part of changed) {
    if (part === 'presence') stream.send(`event: presence\ndata: ${parts.presence}\n\n`);
    else if (sent) stream.send(`event: ${part}\ndata: {}\n\n`);
  }
  follower.sent = parts;
}

const partsOf = ({ interview, questions, utterances, crew, readers }: DeskState): Record<Part, string> => ({
  interview,
  questions,
  utterances,
  presence: JSON.stringify({ crew, readers }),
});
