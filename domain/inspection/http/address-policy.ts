import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Networks outside the public Internet: a site or redirect that leads there could make the inspector read what only
 * this machine can reach (server-side request forgery). After the IANA special-purpose registries.
 */
const NOT_PUBLIC = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
  '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24',
  '224.0.0.0/4', '240.0.0.0/4', '::/128', '::1/128', '100::/64', '2001::/23', '2001:db8::/32', 'fc00::/7', 'fe80::/10',
  'fec0::/10', 'ff00::/8', '5f00::/16', '3fff::/20',
  // of translators of one network: they may lead to any IPv4 address of it
  '64:ff9b:1::/48', '::ffff:0:0:0/96',
]; // prettier-ignore

export const LOOPBACK = ['127.0.0.0/8', '::1/128'] as const;

/** Which addresses may be connected to. */
export class AddressPolicy {
  private readonly refused: BlockList;
  private readonly allowed: BlockList;

  /** @param allow networks (CIDR) that may be used though they are not public, as a campaign on an intranet needs */
  constructor(allow: readonly string[] = []) {
    this.refused = blockList(NOT_PUBLIC);
    this.allowed = blockList(allow);
  }

  /** @param address an IP address, as the resolver or the socket gives it; anything else is refused */
  allows(address: string): boolean {
    const plain = embeddedIPv4(address) ?? address;
    const family = isIP(plain);
    if (family === 0) return false;
    const type = family === 6 ? 'ipv6' : 'ipv4';
    return this.allowed.check(plain, type) || !this.refused.check(plain, type);
  }
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const type = isIPv6(address) ? 'ipv6' : 'ipv4';
    const prefix = bits === undefined ? (type === 'ipv6' ? 128 : 32) : Number(bits);
    list.addSubnet(address, prefix, type);
  }
  return list;
}

/** The IPv4 address inside a mapped (::ffff:0:0/96), translated (64:ff9b::/96) or 6to4 (2002::/16) IPv6 address. */
function embeddedIPv4(address: string): string | null {
  if (!isIPv6(address)) return null;
  const groups = expand(address);
  const last = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const head = groups.slice(0, 6).join(',');
  if (head === '0,0,0,0,0,65535' || head === '0,0,0,0,0,0') {
    const isPlain = head === '0,0,0,0,0,0' && groups[6] === 0 && groups[7]! <= 1;
    return isPlain ? null : last(groups[6]!, groups[7]!);
  }
  if (head === '100,65435,0,0,0,0') return last(groups[6]!, groups[7]!);
  if (groups[0] === 0x2002) return last(groups[1]!, groups[2]!);
  return null;
}

function expand(address: string): number[] {
  const bare = address.split('%')[0]!;
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare);
  const hex = dotted
    ? bare.slice(0, dotted.index) +
      `${((Number(dotted[1]) << 8) | Number(dotted[2])).toString(16)}:${((Number(dotted[3]) << 8) | Number(dotted[4])).toString(16)}`
    : bare;
  const [head = '', tail] = hex.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...gap, ...right].map((group) => Number.parseInt(group, 16));
}
