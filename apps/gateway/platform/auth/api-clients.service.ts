import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../audit/audit-log.js';
import { FailedAttempts, type Attempt } from '../limits/failed-attempts.js';
import type { ApiClient } from '../identity/actor.js';
import { ApiClientsRepository } from './api-clients.repository.js';

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
  private readonly cache = new Map<string, { at: number; client: ApiClient }>();
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
  async authenticate({ id, secret, scope, ip, ...from }: ClientCredentials): Promise<ApiClient> {
    const attempt: Attempt = { kind: 'client', name: id, ...from };
    await this.failures.admit(attempt);
    const row = await this.clients.findEnabled(id);
    const matches = await verify(row?.secretHash ?? (await this.unusableHash), secret);
    const known = row !== undefined && matches;
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
    return { id, unitKin: row.unitKin, scopes: requested.length > 0 ? requested : row.scopes };
  }

  /**
   * @param scopes of the token; those that the client no longer has are left out
   * @throws {DubanError} UNAUTHENTICATED when the client is gone or disabled
   */
  async find(id: string, scopes: readonly string[]): Promise<ApiClient> {
    let cached = this.cache.get(id);
    if (!cached || Date.now() - cached.at > CACHE_MS) {
      const row = await this.clients.findEnabled(id);
      if (!row) throw new DubanError('UNAUTHENTICATED', detail('platform.clientGone'));
      cached = { at: Date.now(), client: { id, unitKin: row.unitKin, scopes: row.scopes } };
      this.cache.set(id, cached);
    }
    const { client } = cached;
    return { ...client, scopes: scopes.filter((scope) => client.scopes.includes(scope)) };
  }
}
