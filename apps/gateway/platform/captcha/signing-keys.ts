import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SigningKeysRepository } from './signing-keys.repository.js';

export interface SigningKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** Minimum time between two reloads for an unknown key, which another gateway may just have created. */
const RELOAD_MS = 5_000;

/** Keys that all gateways share through the database, oldest first. The set-up of the database creates one. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private loading: Promise<readonly SigningKey[]> | null = null;
  private loadedAt = -Infinity;

  constructor(private readonly keys: SigningKeysRepository) {}

  /**
   * Loads before the first request: a load inside a transaction takes a second connection, and would deadlock when
   * transactions hold all of them.
   */
  async onModuleInit(): Promise<void> {
    await this.all();
  }

  /** Signs access tokens. */
  async newest(): Promise<SigningKey> {
    return (await this.all()).at(-1)!;
  }

  /** Key of digests that must not change with a new key (query codes of letters). It is never removed. */
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
    const keys = await this.keys.list();
    if (keys.length === 0)
      throw new Error('the database has no signing key: set the database up, which creates one');
    this.loadedAt = performance.now();
    return keys.map(({ id, secret }) => ({ id, secret: Buffer.from(secret, 'base64url') }));
  }
}
