import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { SigningKeys } from '../captcha/signing-keys.js';

const ISSUER = 'duban';
const ALGORITHM = 'HS256';
/** Tokens found valid are remembered: checking a signature for every request costs more than the request. */
const REMEMBERED = 10_000;

/** What a token says. It was true when it was issued; whether it still is, the account says. */
export type Session = { readonly subject: string; readonly expiresAt: number } & (
  | { readonly kind: 'staff'; readonly version: number }
  | { readonly kind: 'client'; readonly scopes: readonly string[] }
);
export type NewSession =
  | { readonly kind: 'staff'; readonly subject: string; readonly version: number }
  | { readonly kind: 'client'; readonly subject: string; readonly scopes: readonly string[] };

/** Access tokens: signed with the newest key, and readable with any of them. */
@Injectable()
export class Tokens {
  private readonly remembered = new Map<string, Session>();

  constructor(private readonly keys: SigningKeys) {}

  /** @param lifetime seconds */
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

  /** @throws {DubanError} TOKEN_EXPIRED, UNAUTHENTICATED */
  async read(token: string): Promise<Session> {
    const session = this.remembered.get(token) ?? (await this.verify(token));
    if (session.expiresAt > Date.now()) return session;
    this.remembered.delete(token);
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
      if (this.remembered.size >= REMEMBERED) this.remembered.clear();
      this.remembered.set(token, session);
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
