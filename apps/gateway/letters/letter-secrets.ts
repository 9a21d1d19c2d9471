import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { KeyedDigest } from '../platform/captcha/keyed-digest.js';

/**
 * The code a citizen asks with. Derived from the letter's id and the server's key, so that a repeated submission gets
 * the same one; stored only as a keyed hash.
 */
@Injectable()
export class LetterSecrets {
  constructor(private readonly digests: KeyedDigest) {}

  /** Ten digits. */
  async codeFor(process: string): Promise<string> {
    const digest = await this.digests.whole('query-code', process);
    return (digest.readBigUInt64BE() % 10_000_000_000n).toString().padStart(10, '0');
  }

  hashOf(code: string): Promise<Buffer> {
    return this.digests.whole('query-code-hash', code);
  }

  async matches(code: string, hash: Buffer): Promise<boolean> {
    return timingSafeEqual(await this.hashOf(code), hash);
  }
}
