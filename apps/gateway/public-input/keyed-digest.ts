import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { SigningKeys } from '../auth/signing-keys.js';

/** Digests that only this installation can make: an address or a text cannot be guessed from a row. */
@Injectable()
export class KeyedDigest {
  constructor(private readonly keys: SigningKeys) {}

  /** A secret for one purpose, the same in every gateway: 64 hexadecimal digits. */
  async secretFor(purpose: string): Promise<string> {
    const { secret } = await this.keys.oldest();
    return createHmac('sha256', secret).update(`secret\0${purpose}`).digest('hex');
  }

  /** 16 bytes of the digest, as PostgreSQL writes a uuid. */
  async of(purpose: string, ...parts: readonly string[]): Promise<string> {
    const { secret } = await this.keys.oldest();
    return createHmac('sha256', secret)
      .update([purpose, ...parts].join('\0'))
      .digest('hex')
      .slice(0, 32);
  }
}
