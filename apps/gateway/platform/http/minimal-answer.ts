import {
  applyDecorators,
  createParamDecorator,
  HttpStatus,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** The preference `return=minimal` of RFC 7240, alone or among others. */
const MINIMAL = /(^|,)\s*return\s*=\s*"?minimal"?\s*(,|;|$)/i;

/** Whether the caller prefers no response body; the handler need not read one then. */
export const WantsMinimal = createParamDecorator((_: unknown, context: ExecutionContext): boolean => {
  const { prefer } = context.switchToHttp().getRequest<FastifyRequest>().headers;
  return MINIMAL.test(String(prefer ?? ''));
});

/** Responds with 204 when the handler returns nothing, because the caller `WantsMinimal`. */
export const MayBeMinimal = () =>
  applyDecorators(
    UseInterceptors(new EmptyAnswer()),
    ApiHeader({
      name: 'Prefer',
      required: false,
      schema: { type: 'string' },
      description: '`return=minimal`: the response is 204 without a body (RFC 7240).',
    }),
    ApiNoContentResponse({ description: 'Done; only with `Prefer: return=minimal`.' }),
  );

class EmptyAnswer implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        if (answer !== undefined) return;
        void reply.status(HttpStatus.NO_CONTENT).header('Preference-Applied', 'return=minimal');
      }),
    );
  }
}
