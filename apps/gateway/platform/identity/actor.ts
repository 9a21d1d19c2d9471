import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { OwnShare } from '../../../../domain/cases/units/own-shares.js';

/** The staff account that sends a request, with its unit. */
export interface Actor {
  readonly id: string;
  readonly username: string;
  readonly title: string;
  readonly unit: string;
  /** Codes from the root down to its own unit. */
  readonly unitPath: readonly string[];
  /** The path, and every unit that units of the path continue: cases hidden from one of them are hidden from the account. */
  readonly unitKin: readonly string[];
  /** Its own unit, and the ended units whose business that unit continues. */
  readonly ownUnits: readonly string[];
  /** Its own unit, every unit below it, and the ended units whose business one of them continues. */
  readonly unitsBelow: readonly string[];
  /** What its own unit has of ended units that others succeeded. */
  readonly ownShares: readonly OwnShare[];
  /** Ids of absent accounts of its unit for which it acts today. */
  readonly actsFor: readonly string[];
  readonly roles: readonly string[];
}

/** A program that sends a request with credentials of its own. */
export interface ApiClient {
  readonly id: string;
  /** As of an account, of the unit that runs it; null when it belongs to none. */
  readonly unitKin: readonly string[] | null;
  readonly scopes: readonly string[];
}

export type AuthenticatedRequest = FastifyRequest & {
  actor?: Actor;
  client?: ApiClient;
  /** Staff only. */
  session?: StaffSession;
};

/** The session that a request belongs to. Instants are epoch ms. */
export interface StaffSession {
  readonly id: string;
  /** Version of the account's sessions. */
  readonly version: number;
  readonly startedAt: number;
  /** Last recorded request of its user, at most a minute before this one. */
  readonly seenAt: number;
  /** Expiry of the token. */
  readonly endsAt: number;
}

const requestOf = (context: ExecutionContext): AuthenticatedRequest =>
  context.switchToHttp().getRequest<AuthenticatedRequest>();

export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => requestOf(context).actor!,
);
/** On routes of staff. */
export const CurrentSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): StaffSession => requestOf(context).session!,
);
/** On routes with `@Scopes`. */
export const CurrentClient = createParamDecorator(
  (_: unknown, context: ExecutionContext): ApiClient => requestOf(context).client!,
);
/** Address of the sender. Forwarding headers count only from trusted proxies. */
export const ClientIp = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => requestOf(context).ip,
);

/** The `by` of a command that this account sends. */
export const byActor = (actor: Actor) => ({ account: actor.id, unit: actor.unit, roles: actor.roles });

export const PUBLIC = 'duban:public';
/** A route that needs no sign-in. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));

export const RECOGNISED = 'duban:recognised';
/** A route that needs no sign-in, and is told who is signed in: `@CurrentActor` and `@CurrentSession` may be undefined. */
export const SignedInOrNot = () => applyDecorators(Public(), SetMetadata(RECOGNISED, true));

export const WITH_EXPIRED_PASSWORD = 'duban:with-expired-password';
/** A route that serves an account whose password has expired: to change it, and to sign out. */
export const WithExpiredPassword = () => SetMetadata(WITH_EXPIRED_PASSWORD, true);

export const WITHOUT_SECOND_FACTOR = 'duban:without-second-factor';
/** A route that serves an account that still has to set up its second factor. */
export const WithoutSecondFactor = () => SetMetadata(WITHOUT_SECOND_FACTOR, true);

export const ROLES = 'duban:roles';
/** A route that requires any one of these roles. */
export const Roles = (...roles: string[]) =>
  applyDecorators(SetMetadata(ROLES, roles), ApiExtension('x-roles', roles));

export const SCOPES = 'duban:scopes';
/** A route for programs whose token has all of these scopes. Staff are admitted only with `@Roles` as well. */
export const Scopes = (...scopes: string[]) =>
  applyDecorators(SetMetadata(SCOPES, scopes), ApiSecurity('client', scopes));
