import {
  applyDecorators,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, concatMap, from, map, type Observable } from 'rxjs';
import { AuditLog } from '../audit/audit-log.js';
import type { AuthenticatedRequest } from '../auth/actor.js';

const ACTION = 'duban:audited';

/** Notes each access, and each attempt, in the audit log before it is answered. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const action = this.reflector.get<string>(ACTION, context.getHandler());
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { reason } = (request.body ?? {}) as { reason?: unknown };
    const note = (result: 'done' | 'failed'): Promise<void> =>
      this.audit.append({
        account: request.actor?.id ?? request.client?.id ?? 'unknown',
        action,
        subject: request.url,
        result,
        ip: request.ip,
        ...(typeof reason === 'string' && { reason }),
      });
    return next.handle().pipe(
      concatMap((answer: unknown) => from(note('done')).pipe(map(() => answer))),
      catchError((error: unknown) =>
        from(note('failed')).pipe(
          map(() => {
            throw error;
          }),
        ),
      ),
    );
  }
}

/** @param action as it stands in the audit log: `supervision.events` */
export const Audited = (action: string) =>
  applyDecorators(SetMetadata(ACTION, action), UseInterceptors(AuditInterceptor));
