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
    tidyForwarded(request.raw.headers);
    request.senderAddress = isFromThisMachine(request, isTrusted) ? null : networkOf(request.ip);
  });
}

/**
 * Some proxies write ports, brackets or `unknown` into X-Forwarded-For. Whatever is no address becomes 0.0.0.0, so that it
 * can be stored, and all who come that way count together.
 */
function tidyForwarded(headers: IncomingHttpHeaders): void {
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
