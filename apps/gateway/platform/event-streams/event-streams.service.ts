import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AccountsService } from '../auth/accounts.service.js';
import type { Actor, AuthenticatedRequest } from '../identity/actor.js';
import { countOpenStream } from '../metrics/metrics.js';
import { EventStream, type StreamResponse } from './event-stream.js';
import { inTurns } from './bounded-concurrency.js';
import { openEventStream } from './open-event-stream.js';
import { StreamCounts } from './stream-counts.js';

const HEARTBEAT_MS = 15_000;
const STUCK_MS = 30_000;

/** Who follows something, as the token says that the request came with. */
export interface StreamSession {
  readonly actor: Actor;
  /** Of the token. */
  readonly version: number;
  /** When the token expires: epoch ms. */
  readonly endsAt: number;
}

/**
 * Every open stream of this gateway. Staff's streams end with what let them begin: the token, the session, the account and
 * its roles and unit, and what it may see. That is checked before every delivery and with every heartbeat; what this very
 * gateway changes ends them at once. All streams are counted by the address that they come from.
 */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly streams = new Map<EventStream, string>();
  private readonly counts = new StreamCounts();
  private beating: NodeJS.Timeout | null = null;

  constructor(private readonly accounts: AccountsService) {
    accounts.onForget((account) => this.endOf(account));
  }

  /**
   * Begins a stream for a member of staff. From then on it writes the answer, and it alone.
   *
   * @param options.stream which kind of stream, for the metrics
   * @param options.stillAllowed whether the account may still see what it follows; rejects with a DubanError when not
   * @throws {DubanError} RATE_LIMITED
   */
  open(
    request: AuthenticatedRequest,
    reply: FastifyReply,
    options: { readonly stream: string; readonly stillAllowed: () => Promise<unknown> },
  ): EventStream {
    const { actor, tokenVersion, sessionEndsAt } = request;
    const session = { actor: actor!, version: tokenVersion!, endsAt: sessionEndsAt! };
    return this.add(this.openPublic(request, reply, options.stream), session, options.stillAllowed);
  }

  /** Begins a stream that anybody may read; whoever is given the answer writes it. @throws {DubanError} RATE_LIMITED */
  openPublic(request: AuthenticatedRequest, reply: FastifyReply, stream: string): ServerResponse {
    // What comes from this machine itself is not counted: see limitRates.
    const release = request.senderAddress === null ? () => undefined : this.counts.add(request.ip);
    const response = openEventStream(reply);
    if (response.destroyed) {
      release(); // the reader went away while we looked whether it may read
      return response;
    }
    countOpenStream(stream, 1);
    response.on('close', () => {
      release();
      countOpenStream(stream, -1);
    });
    return response;
  }

  /** Keeps watch over a stream that has been begun. */
  add(response: StreamResponse, session: StreamSession, stillAllowed: () => Promise<unknown>): EventStream {
    const stream = new EventStream(response, () => this.mayRead(session, stillAllowed));
    const expiry = setTimeout(() => stream.end(), session.endsAt - Date.now());
    this.streams.set(stream, session.actor.id);
    stream.onClose(() => {
      clearTimeout(expiry);
      this.streams.delete(stream);
    });
    this.beating ??= setTimeout(() => void this.beat(), HEARTBEAT_MS).unref();
    return stream;
  }

  /** Clients reconnect, to another gateway. */
  beforeApplicationShutdown(): void {
    if (this.beating) clearTimeout(this.beating);
    for (const stream of this.streams.keys()) stream.end();
  }

  private endOf(account: string): void {
    for (const [stream, owner] of this.streams) if (owner === account) stream.end();
  }

  private async mayRead(session: StreamSession, stillAllowed: () => Promise<unknown>): Promise<boolean> {
    if (session.endsAt <= Date.now()) return false;
    try {
      const actor = await this.accounts.find(session.actor.id, session.version);
      if (!isSame(actor, session.actor)) return false;
      await stillAllowed();
      return true;
    } catch (error) {
      if (error instanceof DubanError) return false;
      throw error;
    }
  }

  private async beat(): Promise<void> {
    await inTurns([...this.streams.keys()], async (stream) => {
      stream.cutIfStuck(Date.now(), STUCK_MS);
      // Without the database nothing is delivered either: whether it may go on is asked again then.
      if (await stream.isAllowed().catch(() => true)) stream.beat();
    });
    this.beating = this.streams.size > 0 ? setTimeout(() => void this.beat(), HEARTBEAT_MS).unref() : null;
  }
}

/** Roles and unit decide what may be seen: with others the reader begins anew. */
const isSame = (now: Actor, before: Actor): boolean =>
  now.unit === before.unit && [...now.roles].sort().join() === [...before.roles].sort().join();
