import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BlockList, isIPv6 } from 'node:net';
import { ipPrefix } from './ip-prefix.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** See `@SenderAddress`. */
    senderAddress: string | null;
  }
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Whether an address is this machine's own. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/** Whether an address is one of the trusted proxies. @param trusted addresses and CIDR ranges */
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

/** Notes with every request where it comes from, before anything of its body is read. */
export function noteSenders(fastify: FastifyInstance, isTrusted: (address: string) => boolean): void {
  fastify.decorateRequest('senderAddress', null);
  fastify.addHook('onRequest', async (request) => {
    request.senderAddress = isFromThisMachine(request, isTrusted) ? null : networkOf(request.ip);
  });
}

/**
 * A trusted proxy on this machine that forwards without a header counts as itself: else everybody behind it would be
 * taken for the operator.
 */
function isFromThisMachine(
  { socket, headers }: FastifyRequest,
  isTrusted: (address: string) => boolean,
): boolean {
  const address = socket.remoteAddress ?? '';
  const forwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return !forwarded && isLoopback(address) && !isTrusted(address);
}

/** An IPv4 address as it is; of an IPv6 address the /64, all of which one subscriber has. */
export const networkOf = (address: string): string => ipPrefix(address, { v4: 32, v6: 64 });

/**
 * What tells senders apart: the address that a request comes from, an IPv6 network; null for one from this machine,
 * which may send for many.
 */
export const SenderAddress = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null =>
    context.switchToHttp().getRequest<FastifyRequest>().senderAddress,
);
