import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { ipPrefix } from './ip-prefix.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** See `@SenderAddress`. */
    senderAddress: string | null;
  }
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Whether an address is a loopback address. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/** Returns whether an address is one of the trusted proxies. @param trusted addresses and CIDR ranges */
export function trustedProxies(trusted: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of trusted) {
    const [network = '', prefix] = entry.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Sets `senderAddress` of every request, before its body is read. */
export function setSenders(fastify: FastifyInstance, isTrusted: (address: string) => boolean): void {
  fastify.decorateRequest('senderAddress', null);
  fastify.addHook('onRequest', async (request) => {
    normalizeForwarded(request.raw.headers);
    request.senderAddress = isFromThisMachine(request, isTrusted) ? null : networkOf(request.ip);
  });
}

/**
 * Some proxies write ports, brackets or `unknown` into X-Forwarded-For. Anything but an address becomes 0.0.0.0, which can
 * be stored; such senders are counted together.
 */
function normalizeForwarded(headers: IncomingHttpHeaders): void {
  const given = headers['x-forwarded-for'];
  if (given !== undefined)
    headers['x-forwarded-for'] = [given].flat().join(',').split(',').map(addressIn).join(', ');
}

function addressIn(entry: string): string {
  const [, bracketed, plain] = /^(?:\[(.+)\](?::\d+)?|([^:]+):\d+)$/.exec(entry.trim()) ?? [];
  const address = bracketed ?? plain ?? entry.trim();
  return isIP(address) ? address : '0.0.0.0';
}

/**
 * A trusted proxy on this machine that sends no forwarding header is a sender itself: otherwise everybody behind it would
 * count as the operator.
 */
function isFromThisMachine(
  { socket, headers }: FastifyRequest,
  isTrusted: (address: string) => boolean,
): boolean {
  const address = socket.remoteAddress ?? '';
  const forwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return !forwarded && isLoopback(address) && !isTrusted(address);
}

/** The address itself for IPv4; the /64 for IPv6, which belongs to one subscriber. */
export const networkOf = (address: string): string => ipPrefix(address, { v4: 32, v6: 64 });

/**
 * Identifies the sender of a request: its IPv4 address or IPv6 network. Null for requests from this machine, which may send
 * for many.
 */
export const SenderAddress = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null =>
    context.switchToHttp().getRequest<FastifyRequest>().senderAddress,
);
