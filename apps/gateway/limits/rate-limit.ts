import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  UseGuards,
  type ExecutionContext,
} from '@nestjs/common';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { ProblemCodes } from '../problems/problem-codes.js';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/**
 * Counts requests by the address they come from, in the memory of this gateway. What comes directly from this machine,
 * through no proxy, is not counted: its operator loads letters from files and measures.
 */
@Injectable()
export class ClientRateGuard extends ThrottlerGuard {
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    return isFromThisMachine(context.switchToHttp().getRequest<FastifyRequest>());
  }
}

function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const forwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return !forwarded && LOOPBACK.test(socket.remoteAddress ?? '');
}

/** The address that a request comes from; null for one from this machine, which may send for many. */
export const senderAddressOf = (request: FastifyRequest): string | null =>
  isFromThisMachine(request) ? null : request.ip;

export const SenderAddress = createParamDecorator((_: unknown, context: ExecutionContext): string | null =>
  senderAddressOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** So many requests a minute from one address; more are refused with RATE_LIMITED. */
export const RateLimit = (perMinute: number) =>
  applyDecorators(
    UseGuards(ClientRateGuard),
    Throttle({ default: { limit: perMinute, ttl: 60_000 } }),
    ProblemCodes('RATE_LIMITED'),
  );
