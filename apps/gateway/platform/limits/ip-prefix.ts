import { isIPv6 } from 'node:net';

/** Bits of a prefix: whole bytes of IPv4, whole groups of IPv6. */
export interface PrefixLengths {
  readonly v4: 8 | 16 | 24 | 32;
  readonly v6: 16 | 32 | 48 | 64;
}

/**
 * Returns the network of an address: `198.51.100.0/24`, `2001:db8:1::/48`; a /32 without its length. Anything but an address
 * is returned unchanged.
 *
 * @param written IPv4, also written as IPv6 (`::ffff:198.51.100.7`), or IPv6
 */
export function ipPrefix(written: string, { v4, v6 }: PrefixLengths): string {
  const mapped = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(written)?.[1];
  if (mapped !== undefined) {
    if (v4 === 32) return mapped;
    const bytes = mapped.split('.').map((byte, index) => (index < v4 / 8 ? byte : '0'));
    return `${bytes.join('.')}/${v4}`;
  }
  if (!isIPv6(written)) return written;
  const groups = groupsOf(written.split('%', 1)[0]!).slice(0, v6 / 16);
  return `${groups.map((group) => group.toString(16)).join(':')}::/${v6}`;
}

/** The eight groups of an IPv6 address. A trailing IPv4 address becomes two zero groups: no prefix is that long. */
function groupsOf(address: string): number[] {
  const [head = [], tail] = address
    .split('::')
    .map((part) =>
      part === ''
        ? []
        : part.split(':').flatMap((group) => (group.includes('.') ? [0, 0] : [parseInt(group, 16)])),
    );
  if (tail === undefined) return head;
  return [...head, ...Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail];
}
