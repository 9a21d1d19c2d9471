import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../tokens.js';

export interface SigningKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** A key that another gateway has just made is looked for no more often than this. */
const RELOAD_MS = 5_000;

/** The keys that all gateways share through the database, oldest first. One is made when the database is set up. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private loading: Promise<readonly SigningKey[]> | null = null;
  private loadedAt = -Infinity;

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * Before the first request: it may come inside a transaction, and as many of those as there are connections would wait
   * for one more.
   */
  async onModuleInit(): Promise<void> {
    await this.all();
  }

  /** Signs access tokens. */
  async newest(): Promise<SigningKey> {
    return (await this.all()).at(-1)!;
  }

  /** What must not change with a new key (query codes of letters) hangs on this one: it is never removed. */
  async oldest(): Promise<SigningKey> {
    return (await this.all())[0]!;
  }

  async find(id: string): Promise<SigningKey | undefined> {
    const known = (await this.all()).find((key) => key.id === id);
    if (known || performance.now() - this.loadedAt < RELOAD_MS) return known;
    this.loading = null;
    return (await this.all()).find((key) => key.id === id);
  }

  private all(): Promise<readonly SigningKey[]> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<readonly SigningKey[]> {
    const { rows } = await this.pool.query<{ id: string; secret: string }>(
      'SELECT id, secret FROM signing_key ORDER BY created_at, id',
    );
    if (rows.length === 0)
      throw new Error('the database has no signing key: it is made when the database is set up');
    this.loadedAt = performance.now();
    return rows.map(({ id, secret }) => ({ id, secret: Buffer.from(secret, 'base64url') }));
  }
}
