import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../audit/audit-log.js';
import { FailedAttempts, type Attempt } from '../limits/failed-attempts.js';
import type { ApiClient } from '../identity/actor.js';
import { ApiClientsRepository, type ApiClientRow } from './api-clients.repository.js';

/** How long a change of a client may go unnoticed. */
const CACHE_MS = 5_000;

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
  /** Space-separated; empty: every scope of the client. */
  readonly scope: string;
  /** For the audit log. */
  readonly ip: string;
  /** See `@SenderAddress`. */
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

/** Programs with credentials of their own (OAuth 2 client credentials). */
@Injectable()
export class ApiClientsService {
  private readonly cache = new Map<string, { at: number; client: ApiClient; version: number }>();
  /** Verified for unknown clients, so that the response takes as long as for known ones. */
  private readonly unusableHash = hash('nobody has this secret');

  constructor(
    private readonly clients: ApiClientsRepository,
    private readonly audit: AuditLog,
    private readonly failures: FailedAttempts,
  ) {}

  /**
   * @throws {DubanError} CLIENT_INVALID, also for a scope that the client does not have; ACCOUNT_LOCKED, CAPTCHA_REQUIRED
   * and CAPTCHA_INVALID, for unknown clients as well
   */
  async authenticate({
    id,
    secret,
    scope,
    ip,
    ...from
  }: ClientCredentials): Promise<ApiClient & { readonly version: number }> {
    const attempt: Attempt = { kind: 'client', name: id, ...from };
    await this.failures.admit(attempt);
    const row = await this.clients.findEnabled(id);
    const known = row !== undefined && (await this.knows(row, secret));
    if (row === undefined) await verify(await this.unusableHash, secret);
    const requested = scope.split(' ').filter(Boolean);
    const granted = known && requested.every((name) => row.scopes.includes(name));
    await (known ? this.failures.succeed(attempt) : this.failures.fail(attempt));
    await this.audit.append({
      account: row?.id ?? UNKNOWN_ACCOUNT,
      action: 'token',
      subject: row?.id ?? UNKNOWN_ACCOUNT,
      result: granted ? 'done' : 'failed',
      ip,
    });
    if (!granted) throw new DubanError('CLIENT_INVALID', detail('platform.clientWrong'));
    await this.clients.markUsed(id);
    const { unitKin, tokenVersion: version } = row;
    return { id, unitKin, version, scopes: requested.length > 0 ? requested : row.scopes };
  }

  /** The secret of a client; for a time after a rotation, the one before as well. */
  private async knows({ secretHash, previousHash }: ApiClientRow, secret: string): Promise<boolean> {
    if (await verify(secretHash, secret)) return true;
    return previousHash !== null && (await verify(previousHash, secret));
  }

  /** Another change of the client than by this gateway is noticed within five seconds. */
  forget(id: string): void {
    this.cache.delete(id);
  }

  /**
   * @param token its scopes, without those that the client no longer has, and its version
   * @throws {DubanError} UNAUTHENTICATED when the client is gone or disabled, or its tokens were voided
   */
  async find(
    id: string,
    { scopes, version }: { readonly scopes: readonly string[]; readonly version: number },
  ): Promise<ApiClient> {
    let cached = this.cache.get(id);
    if (!cached || Date.now() - cached.at > CACHE_MS) {
      const row = await this.clients.findEnabled(id);
      if (!row) throw new DubanError('UNAUTHENTICATED', detail('platform.clientGone'));
      const client = { id, unitKin: row.unitKin, scopes: row.scopes };
      cached = { at: Date.now(), client, version: row.tokenVersion };
      this.cache.set(id, cached);
    }
    if (cached.version !== version) throw new DubanError('UNAUTHENTICATED', detail('platform.clientGone'));
    const { client } = cached;
    return { ...client, scopes: scopes.filter((scope) => client.scopes.includes(scope)) };
  }
}
