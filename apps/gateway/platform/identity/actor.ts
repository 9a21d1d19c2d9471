import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** Who makes a request: a staff account, with the unit it acts for. */
export interface Actor {
  readonly id: string;
  readonly username: string;
  readonly title: string;
  readonly unit: string;
  /** Codes from the root down to its own unit. */
  readonly unitPath: readonly string[];
  /** Its own unit and every unit below it. */
  readonly unitsBelow: readonly string[];
  readonly roles: readonly string[];
}

/** A program that makes a request with credentials of its own. */
export interface ApiClient {
  readonly id: string;
  /** Codes from the root down to the unit that runs it; null when it belongs to none. */
  readonly unitPath: readonly string[] | null;
  readonly scopes: readonly string[];
}

export type AuthenticatedRequest = FastifyRequest & {
  actor?: Actor;
  client?: ApiClient;
  /** When the token runs out: epoch ms. */
  sessionEndsAt?: number;
  /** Of staff: which sessions of the account the token belongs to. */
  tokenVersion?: number;
};

const requestOf = (context: ExecutionContext): AuthenticatedRequest =>
  context.switchToHttp().getRequest<AuthenticatedRequest>();

export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => requestOf(context).actor!,
);
/** On routes with `@Scopes`. */
export const CurrentClient = createParamDecorator(
  (_: unknown, context: ExecutionContext): ApiClient => requestOf(context).client!,
);
/** Where the request comes from; a forwarding header counts only when a trusted proxy sent it. */
export const ClientIp = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => requestOf(context).ip,
);

/** In whose name a command of this account is given. */
export const byActor = (actor: Actor) => ({ account: actor.id, unit: actor.unit, roles: actor.roles });

export const PUBLIC = 'duban:public';
/** For whoever asks, without signing in. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));

export const ROLES = 'duban:roles';
/** Any one of these roles is needed. */
export const Roles = (...roles: string[]) =>
  applyDecorators(SetMetadata(ROLES, roles), ApiExtension('x-roles', roles));

export const SCOPES = 'duban:scopes';
/** For programs whose token carries all of these scopes. Staff are admitted only where `@Roles` says so too. */
export const Scopes = (...scopes: string[]) =>
  applyDecorators(SetMetadata(SCOPES, scopes), ApiSecurity('client', scopes));
