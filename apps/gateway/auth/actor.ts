import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who makes a request: a staff account, with the unit it acts for. */
export interface Actor {
  readonly id: string;
  readonly username: string;
  readonly unit: string;
  /** Codes from the root down to its own unit. */
  readonly unitPath: readonly string[];
  readonly roles: readonly string[];
}

export type AuthenticatedRequest = FastifyRequest & { actor?: Actor };

export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().actor!,
);

/** For whoever asks, without signing in. */
export const PUBLIC = 'duban:public';
export const Public = () => SetMetadata(PUBLIC, true);
export const ROLES = 'duban:roles';
/** Any one of these roles is needed. */
export const Roles = (...roles: string[]) => SetMetadata(ROLES, roles);
