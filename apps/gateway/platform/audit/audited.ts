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
import { AuditLog } from './audit-log.js';
import { trailOf } from './access-trail.js';
import type { AuthenticatedRequest } from '../identity/actor.js';

const ACTION = 'duban:audited';

/**
 * Appends each access and each failed attempt to the audit log before the response is sent. An act appends its own entry,
 * in its transaction (`AuditLog.act`).
 */
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
    const trail = trailOf(request)!;
    const act = {
      account: (request.actor ?? request.client)!.id,
      action,
      ip: request.ip,
      ...(typeof reason === 'string' && { reason }),
    };
    trail.act = act;
    const record = async (result: 'done' | 'failed'): Promise<void> => {
      const { entry } = trail;
      // The act's own entry was committed with it, even when a later call failed: the engine may be unavailable.
      if (entry && (result === 'done' || (await this.audit.isCommitted(entry)))) return;
      const processes = [...trail.secret];
      await this.audit.append({ ...act, subject: request.url, result, processes });
      for (const id of processes) trail.entered.add(id);
    };
    return next.handle().pipe(
      concatMap((answer: unknown) => from(record('done')).pipe(map(() => answer))),
      catchError((error: unknown) =>
        from(record('failed')).pipe(
          map(() => {
            throw error;
          }),
        ),
      ),
    );
  }
}

/** Audits a route. @param action in the audit log: `supervision.events` */
export const Audited = (action: string) =>
  applyDecorators(SetMetadata(ACTION, action), UseInterceptors(AuditInterceptor));
