import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { KeyedDigest } from '../platform/captcha/keyed-digest.js';

/**
 * Makes query codes. A code is derived from the letter's id and the server's key, so that a repeated submission gets the
 * same one; only its keyed hash is stored.
 */
@Injectable()
export class LetterSecrets {
  constructor(private readonly digests: KeyedDigest) {}

  /** Returns ten digits. */
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
