import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { SigningKeys } from '../captcha/signing-keys.js';

const ISSUER = 'duban';
const ALGORITHM = 'HS256';
/** Valid tokens are cached, because verifying a signature costs more than the rest of a short request. */
const MAX_CACHED = 10_000;

/** Claims of a token, as of its issue: the account says whether they still hold. `expiresAt`: epoch ms. */
export type Session = { readonly subject: string; readonly expiresAt: number } & (
  | {
      readonly kind: 'staff';
      readonly version: number;
      /** Id of its row: see sessions.service.ts. */
      readonly session: string;
    }
  | {
      readonly kind: 'client';
      readonly scopes: readonly string[];
      /** Of the client's tokens: a rotation without overlap voids those before it. */
      readonly version: number;
    }
);
export type NewSession =
  | {
      readonly kind: 'staff';
      readonly subject: string;
      readonly version: number;
      readonly session: string;
    }
  | {
      readonly kind: 'client';
      readonly subject: string;
      readonly scopes: readonly string[];
      readonly version: number;
    };

/** Issues access tokens, signed with the newest key, and verifies them with any of the keys. */
@Injectable()
export class AccessTokensService {
  private readonly cache = new Map<string, Session>();

  constructor(private readonly keys: SigningKeys) {}

  /**
   * @param lifetime seconds
   * @returns `expiresAt`: epoch ms
   */
  async issue(
    { subject, ...claims }: NewSession,
    lifetime: number,
  ): Promise<{ token: string; expiresAt: number }> {
    const { id, secret } = await this.keys.newest();
    const expiresAt = (Math.floor(Date.now() / 1000) + lifetime) * 1000;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: id })
      .setIssuer(ISSUER)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(expiresAt / 1000)
      .sign(secret);
    return { token, expiresAt };
  }

  /** Verifies a token. @throws {DubanError} TOKEN_EXPIRED, UNAUTHENTICATED */
  async read(token: string): Promise<Session> {
    const session = this.cache.get(token) ?? (await this.verify(token));
    if (session.expiresAt > Date.now()) return session;
    this.cache.delete(token);
    throw new DubanError('TOKEN_EXPIRED', detail('platform.tokenExpired'));
  }

  private async verify(token: string): Promise<Session> {
    try {
      const { payload } = await jwtVerify(
        token,
        async ({ kid }) => {
          const key = kid === undefined ? undefined : await this.keys.find(kid);
          if (!key) throw new errors.JWSInvalid('unknown key');
          return key.secret;
        },
        { issuer: ISSUER, algorithms: [ALGORITHM], requiredClaims: ['sub', 'exp', 'kind'] },
      );
      const { sub, exp, ...claims } = payload;
      const session = { ...claims, subject: sub, expiresAt: exp! * 1000 } as unknown as Session;
      if (this.cache.size >= MAX_CACHED) this.cache.clear();
      this.cache.set(token, session);
      return session;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) {
        throw new DubanError('TOKEN_EXPIRED', detail('platform.tokenExpired'), {}, { cause });
      }
      if (!(cause instanceof errors.JOSEError)) throw cause;
      throw new DubanError('UNAUTHENTICATED', detail('platform.tokenInvalid'), {}, { cause });
    }
  }
}
