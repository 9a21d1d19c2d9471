import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { ipPrefix } from '../limits/ip-prefix.js';
import { networkOf } from '../limits/sender.js';

/** A page has one or two open streams, and colleagues may share the address. */
const STREAMS_PER_ADDRESS = 20;
/** Of an IPv4 /24 or IPv6 /48, which one subscriber may own. */
const STREAMS_PER_NETWORK = 500;

/** Counts the open streams of this gateway by address and network. */
export class StreamCounts {
  private readonly open = new Map<string, number>();

  /**
   * Counts one more stream.
   *
   * @param written address: IPv4, also written as IPv6, or IPv6
   * @returns function that removes it from the count; idempotent
   * @throws {DubanError} RATE_LIMITED
   */
  add(written: string): () => void {
    const address = networkOf(written);
    const network = widerNetworkOf(written);
    this.assertBelow(address, STREAMS_PER_ADDRESS, 'platform.streamsOfAddress');
    this.assertBelow(network, STREAMS_PER_NETWORK, 'platform.streamsOfNetwork');
    let counted = true;
    for (const key of [address, network]) this.open.set(key, this.of(key) + 1);
    return () => {
      if (!counted) return;
      counted = false;
      for (const key of [address, network]) {
        if (this.of(key) > 1) this.open.set(key, this.of(key) - 1);
        else this.open.delete(key);
      }
    };
  }

  private of(key: string): number {
    return this.open.get(key) ?? 0;
  }

  private assertBelow(
    key: string,
    limit: number,
    text: 'platform.streamsOfAddress' | 'platform.streamsOfNetwork',
  ): void {
    if (this.of(key) >= limit) throw new DubanError('RATE_LIMITED', detail(text, { max: limit }));
  }
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address. */
export const widerNetworkOf = (address: string): string => ipPrefix(address, { v4: 24, v6: 48 });
