import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SigningKeys } from '../auth/signing-keys.js';

/**
 * The code a citizen asks with. Derived from the letter's id and the server's key, so that a repeated submission gets
 * the same one; stored only as a keyed hash.
 */
@Injectable()
export class LetterSecrets {
  constructor(private readonly keys: SigningKeys) {}

  /** Ten digits. */
  async codeFor(process: string): Promise<string> {
    const digest = await this.hmac('query-code', process);
    return (digest.readBigUInt64BE() % 10_000_000_000n).toString().padStart(10, '0');
  }

  hashOf(code: string): Promise<Buffer> {
    return this.hmac('query-code-hash', code);
  }

  async matches(code: string, hash: Buffer): Promise<boolean> {
    return timingSafeEqual(await this.hashOf(code), hash);
  }

  private async hmac(purpose: string, text: string): Promise<Buffer> {
    const { secret } = await this.keys.oldest();
    return createHmac('sha256', secret).update(purpose).update('\0').update(text).digest();
  }
}
