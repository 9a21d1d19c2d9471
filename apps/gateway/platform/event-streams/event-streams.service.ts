import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AccountsService } from '../auth/accounts.service.js';
import { SessionsService } from '../auth/sessions.service.js';
import type { Actor, AuthenticatedRequest, StaffSession } from '../identity/actor.js';
import { countOpenStream } from '../metrics/metrics.js';
import { EventStream, type StreamResponse } from './event-stream.js';
import { visitConcurrently } from './bounded-concurrency.js';
import { openEventStream } from './open-event-stream.js';
import { StreamCounts } from './stream-counts.js';

const HEARTBEAT_MS = 15_000;
const STUCK_MS = 30_000;

/** A reader of staff, as the token of its request says. */
export interface StaffReader {
  readonly actor: Actor;
  readonly session: Pick<StaffSession, 'id' | 'version' | 'endsAt'>;
}

/**
 * All open streams of this gateway: counts them by address, sends heartbeats, and disconnects readers that do not drain.
 * Streams of staff end with the token, the session, the account, its roles and unit, and the right to see what they follow.
 * That is checked before every delivery and with every heartbeat; a change by this gateway ends them at once.
 */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  /** Stream -> id of the account; null: public. */
  private readonly streams = new Map<EventStream, string | null>();
  private readonly counts = new StreamCounts();
  private heartbeat: NodeJS.Timeout | null = null;

  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
  ) {
    accounts.onForget((account) => this.endOf(account));
  }

  /**
   * Begins a stream for a member of staff. The stream writes the response from then on.
   *
   * @param options.stream kind of stream, for the metrics
   * @param options.stillAllowed rejects with a DubanError when the account may no longer see what it follows
   * @throws {DubanError} RATE_LIMITED
   */
  open(
    request: AuthenticatedRequest,
    reply: FastifyReply,
    options: { readonly stream: string; readonly stillAllowed: () => Promise<unknown> },
  ): EventStream {
    const reader = { actor: request.actor!, session: request.session! };
    return this.add(this.respond(request, reply, options.stream), reader, options.stillAllowed);
  }

  /** Begins a stream that anybody may read. @param kind for the metrics @throws {DubanError} RATE_LIMITED */
  openPublic(request: AuthenticatedRequest, reply: FastifyReply, kind: string): EventStream {
    return this.keep(new EventStream(this.respond(request, reply, kind), null), null);
  }

  /** Begins a stream of staff on a response whose headers are sent. */
  add(response: StreamResponse, reader: StaffReader, stillAllowed: () => Promise<unknown>): EventStream {
    const stream = new EventStream(response, () => this.mayRead(reader, stillAllowed));
    const expiry = setTimeout(() => stream.end(), reader.session.endsAt - Date.now());
    stream.onClose(() => clearTimeout(expiry));
    return this.keep(stream, reader.actor.id);
  }

  /** Ends all streams. Clients reconnect to another gateway. */
  beforeApplicationShutdown(): void {
    if (this.heartbeat) clearTimeout(this.heartbeat);
    for (const stream of this.streams.keys()) stream.end();
  }

  /** Counts the connection and sends the headers. */
  private respond(request: AuthenticatedRequest, reply: FastifyReply, kind: string): ServerResponse {
    // Connections from this machine are not counted: see limitRates.
    const release = request.senderAddress === null ? () => undefined : this.counts.add(request.ip);
    const response = openEventStream(reply);
    if (response.destroyed) {
      release(); // the reader disconnected during the checks
      return response;
    }
    countOpenStream(kind, 1);
    response.on('close', () => {
      release();
      countOpenStream(kind, -1);
    });
    return response;
  }

  private keep(stream: EventStream, account: string | null): EventStream {
    this.streams.set(stream, account);
    stream.onClose(() => this.streams.delete(stream));
    this.heartbeat ??= this.nextHeartbeat();
    return stream;
  }

  private endOf(account: string): void {
    for (const [stream, owner] of this.streams) if (owner === account) stream.end();
  }

  private async mayRead(
    { actor: before, session }: StaffReader,
    stillAllowed: () => Promise<unknown>,
  ): Promise<boolean> {
    if (session.endsAt <= Date.now()) return false;
    try {
      const actor = await this.accounts.find(before.id, session.version);
      await this.sessions.check(session.id, actor.id, false);
      if (!hasSameRights(actor, before)) return false;
      await stillAllowed();
      return true;
    } catch (error) {
      if (error instanceof DubanError) return false;
      throw error;
    }
  }

  private async beat(): Promise<void> {
    const staff: EventStream[] = [];
    for (const [stream, account] of this.streams) {
      stream.cutIfStuck(Date.now(), STUCK_MS);
      if (account === null) stream.beat();
      else staff.push(stream);
    }
    await visitConcurrently(staff, async (stream) => {
      // Without the database nothing is delivered either: the next delivery checks again.
      if (await stream.isAllowed().catch(() => true)) stream.beat();
    });
    this.heartbeat = this.streams.size > 0 ? this.nextHeartbeat() : null;
  }

  private nextHeartbeat(): NodeJS.Timeout {
    return setTimeout(() => void this.beat(), HEARTBEAT_MS).unref();
  }
}

/** Roles and unit decide what may be seen: when they change, the reader has to start again. */
const hasSameRights = (now: Actor, before: Actor): boolean =>
  now.unit === before.unit && [...now.roles].sort().join() === [...before.roles].sort().join();
