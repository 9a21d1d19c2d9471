import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../audit/audit-log.js';
import { FailedAttempts, type Attempt } from '../limits/failed-attempts.js';
import { POOL } from '../tokens.js';
import type { ApiClient } from '../identity/actor.js';

/** How long a changed client may still be seen as it was. */
const CACHE_MS = 5_000;

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
  /** Space-separated; all that the client has when it is empty. */
  readonly scope: string;
  /** For the audit. */
  readonly ip: string;
  /** See `@SenderAddress`. */
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

interface ClientRow {
  readonly id: string;
  readonly secret_hash: string;
  readonly scopes: string[];
  readonly unit_path: string[] | null;
}

/** Programs with credentials of their own (OAuth 2 client credentials). */
@Injectable()
export class ApiClients {
  private readonly cache = new Map<string, { at: number; client: ApiClient }>();
  private readonly nobody = hash('nobody has this secret');

  constructor(
    @Inject(POOL) private readonly pool: Pool,
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
    const row = await this.read(id);
    const matches = await verify(row?.secret_hash ?? (await this.nobody), secret);
    const known = row !== undefined && matches;
    const wanted = scope.split(' ').filter(Boolean);
    const granted = known && wanted.every((name) => row.scopes.includes(name));
    await (known ? this.failures.succeed(attempt) : this.failures.fail(attempt));
    await this.audit.append({
      account: row?.id ?? UNKNOWN_ACCOUNT,
      action: 'token',
      subject: row?.id ?? UNKNOWN_ACCOUNT,
      result: granted ? 'done' : 'failed',
      ip,
    });
    if (!granted) throw new DubanError('CLIENT_INVALID', detail('platform.clientWrong'));
    return { id, unitPath: row.unit_path, scopes: wanted.length > 0 ? wanted : row.scopes };
  }

  /** @throws {DubanError} UNAUTHENTICATED when the client is gone or disabled */
  async find(id: string, scopes: readonly string[]): Promise<ApiClient> {
    let known = this.cache.get(id);
    if (!known || Date.now() - known.at > CACHE_MS) {
      const row = await this.read(id);
      if (!row) throw new DubanError('UNAUTHENTICATED', detail('platform.clientGone'));
      known = { at: Date.now(), client: { id, unitPath: row.unit_path, scopes: row.scopes } };
      this.cache.set(id, known);
    }
    const { client } = known;
    return { ...client, scopes: scopes.filter((scope) => client.scopes.includes(scope)) };
  }

  private async read(id: string): Promise<ClientRow | undefined> {
    const { rows } = await this.pool.query<ClientRow>(
      `SELECT c.id, c.secret_hash, c.scopes, u.path AS unit_path
       FROM oauth_client c LEFT JOIN unit u ON u.code = c.unit_code WHERE c.id = $1 AND NOT c.disabled`,
      [id],
    );
    return rows[0];
  }
}
