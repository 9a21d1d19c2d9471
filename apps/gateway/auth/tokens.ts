import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { POOL } from '../platform/tokens.js';

const ISSUER = 'duban';

/** Access tokens: signed with a key that all gateways share through the database. */
@Injectable()
export class Tokens {
  private key: Promise<Uint8Array> | null = null;

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @param lifetime seconds */
  async issue(subject: string, claims: Record<string, unknown>, lifetime: number): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${lifetime} s`)
      .sign(await this.secret());
  }

  /** @throws {DubanError} TOKEN_EXPIRED, UNAUTHENTICATED */
  async read(token: string): Promise<{ subject: string; claims: Record<string, unknown> }> {
    try {
      const { payload } = await jwtVerify(token, await this.secret(), {
        issuer: ISSUER,
        algorithms: ['HS256'],
      });
      return { subject: payload.sub!, claims: payload };
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new DubanError('TOKEN_EXPIRED', 'sign in again', {}, { cause });
      throw new DubanError('UNAUTHENTICATED', 'the token is not valid', {}, { cause });
    }
  }

  /** A secret for other uses, derived by name from the same stored key. */
  async secret(): Promise<Uint8Array> {
    return (this.key ??= this.load().catch((error: unknown) => {
      this.key = null;
      throw error;
    }));
  }

  private async load(): Promise<Uint8Array> {
    const { rows } = await this.pool.query<{ secret: string }>(
      'SELECT secret FROM signing_key ORDER BY created_at LIMIT 1',
    );
    if (!rows[0]) throw new Error('the database has no signing key: it is made when the database is set up');
    return Buffer.from(rows[0].secret, 'base64url');
  }
}
