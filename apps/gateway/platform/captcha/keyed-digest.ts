import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { SigningKeys } from './signing-keys.js';

/** Digests with this installation's key: nobody else can test a guessed address or text against a row. */
@Injectable()
export class KeyedDigest {
  constructor(private readonly keys: SigningKeys) {}

  /** A secret for one purpose, the same in every gateway: 64 hexadecimal digits. */
  async secretFor(purpose: string): Promise<string> {
    return (await this.whole('secret', purpose)).toString('hex');
  }

  /** The first 16 bytes of the digest in hexadecimal digits: a uuid for PostgreSQL. */
  async of(purpose: string, ...parts: readonly string[]): Promise<string> {
    return (await this.whole(purpose, ...parts)).toString('hex').slice(0, 32);
  }

  /** All 32 bytes of the digest. */
  async whole(purpose: string, ...parts: readonly string[]): Promise<Buffer> {
    const { secret } = await this.keys.oldest();
    return createHmac('sha256', secret)
      .update([purpose, ...parts].join('\0'))
      .digest();
  }
}
