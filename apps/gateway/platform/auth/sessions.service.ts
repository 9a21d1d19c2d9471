import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../../infra/config/config.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { StaffSession } from '../../../../infra/database/entities/accounts.js';
import { CONFIG } from '../tokens.js';
import { SessionsRepository } from './sessions.repository.js';

/** How long an end or a renewal by another gateway may go unnoticed. */
const CACHE_MS = 5_000;
/** A session in use is recorded as used at most this often. */
const RECORD_EVERY_MS = 60_000;
const MAX_CACHED = 10_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Epoch ms. */
export interface SessionTimes {
  readonly startedAt: number;
  /** Last recorded request of the user. */
  readonly seenAt: number;
}

/** Where a sign-in came from. */
export interface SessionOrigin {
  readonly ip: string;
  /** Name of the program, as its User-Agent has it; null: it named none. */
  readonly client: string | null;
}

interface Cached {
  readonly at: number;
  readonly reading: Promise<SessionTimes | null>;
}

/**
 * Sessions of staff: one a sign-in, ended by sign-out, without use (DUBAN_SESSION_IDLE_MINUTES), or in any case after
 * DUBAN_SESSION_HOURS. Requests of its user renew it; a page's own polling does not.
 */
@Injectable()
export class SessionsService {
  private readonly cache = new Map<string, Cached>();
  /** Milliseconds. */
  readonly idleMs: number;
  /** Seconds. */
  readonly lifetime: number;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly sessions: SessionsRepository,
  ) {
    this.idleMs = config.DUBAN_SESSION_IDLE_MINUTES * MINUTE_MS;
    this.lifetime = (config.DUBAN_SESSION_HOURS * HOUR_MS) / 1000;
  }

  /**
   * Starts a session, and ends the account's least used ones beyond the number that it may have.
   *
   * @param account its id
   * @param options.most null: any number
   * @returns id of the new session, and whether others have ended
   */
  async start(
    account: string,
    { ip, client, most }: SessionOrigin & { readonly most: number | null },
  ): Promise<{ readonly id: string; readonly endedOthers: boolean }> {
    const id = randomUUID();
    const now = new Date();
    const endsAt = new Date(now.getTime() + this.lifetime * 1000);
    await this.sessions.add({ id, accountId: account, startedAt: now, seenAt: now, endsAt, ip, client });
    const ended = most === null ? [] : await this.sessions.deleteOldest(account, most);
    for (const other of ended) this.cache.delete(other);
    return { id, endedOthers: ended.length > 0 };
  }

  /** Sessions of an account that go on, the newest first. */
  async ofAccount(account: string): Promise<StaffSession[]> {
    const now = Date.now();
    const sessions = await this.sessions.ofAccount(account, new Date(now));
    return sessions.filter(({ seenAt }) => !this.isIdle({ seenAt: seenAt.getTime() }, now));
  }

  /**
   * Checks that a session goes on, and renews it.
   *
   * @param account id of the account that its token names
   * @param renews false for requests that its user did not send
   * @throws {DubanError} UNAUTHENTICATED once it was signed out, TOKEN_EXPIRED once it is idle
   */
  async check(id: string, account: string, renews: boolean): Promise<SessionTimes> {
    const cached = await this.read(id, account);
    const now = Date.now();
    // What is cached may be older than a renewal by another gateway.
    const session = cached && this.isIdle(cached, now) ? await this.reread(id, account) : cached;
    if (!session) throw new DubanError('UNAUTHENTICATED', detail('platform.signedOut'));
    if (this.isIdle(session, now)) {
      const minutes = this.idleMs / MINUTE_MS;
      throw new DubanError('TOKEN_EXPIRED', detail('platform.sessionIdle', { minutes }));
    }
    if (!renews || now - session.seenAt < RECORD_EVERY_MS) return session;
    const renewed = { ...session, seenAt: now };
    this.cache.set(id, { at: now, reading: Promise.resolve(renewed) });
    await this.sessions.touch(id, new Date(now));
    return renewed;
  }

  /** Ends this session only. */
  async end(id: string): Promise<void> {
    await this.sessions.delete(id);
    this.cache.delete(id);
  }

  /** Ends a session of an account. @returns false: the account has no such session */
  async endOf(account: string, id: string): Promise<boolean> {
    const ended = await this.sessions.deleteOf(account, id);
    this.cache.delete(id);
    return ended;
  }

  private isIdle({ seenAt }: Pick<SessionTimes, 'seenAt'>, now: number): boolean {
    return now - seenAt >= this.idleMs;
  }

  private read(id: string, account: string): Promise<SessionTimes | null> {
    const cached = this.cache.get(id);
    return cached && Date.now() - cached.at <= CACHE_MS ? cached.reading : this.reread(id, account);
  }

  private reread(id: string, account: string): Promise<SessionTimes | null> {
    const entry: Cached = {
      at: Date.now(),
      reading: this.sessions
        .find(id, account)
        .then((row) => (row ? { startedAt: row.startedAt.getTime(), seenAt: row.seenAt.getTime() } : null)),
    };
    const forget = (): void => {
      if (this.cache.get(id) === entry) this.cache.delete(id);
    };
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(id, entry);
    entry.reading.then((session) => session ?? forget(), forget);
    return entry.reading;
  }
}
