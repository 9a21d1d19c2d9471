import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../audit/audit-log.js';
import { POOL } from '../platform/tokens.js';
import type { ApiClient } from './actor.js';

/** How long a changed client may still be seen as it was. */
const CACHE_MS = 5_000;

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
  ) {}

  /**
   * @param scope space-separated; all that the client has when it is empty
   * @throws {DubanError} CLIENT_INVALID, also for a scope that the client does not have
   */
  async authenticate(id: string, secret: string, scope: string, ip: string): Promise<ApiClient> {
    const row = await this.read(id);
    const matches = await verify(row?.secret_hash ?? (await this.nobody), secret);
    const wanted = scope.split(' ').filter(Boolean);
    const granted = row !== undefined && matches && wanted.every((name) => row.scopes.includes(name));
    await this.audit.append({
      account: row?.id ?? UNKNOWN_ACCOUNT,
      action: 'token',
      subject: row?.id ?? UNKNOWN_ACCOUNT,
      result: granted ? 'done' : 'failed',
      ip,
    });
    if (!granted)
      throw new DubanError('CLIENT_INVALID', 'unknown client, wrong secret or a scope it does not have');
    return { id, unitPath: row.unit_path, scopes: wanted.length > 0 ? wanted : row.scopes };
  }

  /** @throws {DubanError} UNAUTHENTICATED when the client is gone or disabled */
  async find(id: string, scopes: readonly string[]): Promise<ApiClient> {
    let known = this.cache.get(id);
    if (!known || Date.now() - known.at > CACHE_MS) {
      const row = await this.read(id);
      if (!row) throw new DubanError('UNAUTHENTICATED', 'the client does not exist or is disabled');
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
