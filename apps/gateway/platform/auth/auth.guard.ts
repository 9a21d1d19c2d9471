import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AccountsService } from './accounts.service.js';
import {
  PUBLIC,
  RECOGNISED,
  ROLES,
  SCOPES,
  WITH_EXPIRED_PASSWORD,
  WITHOUT_SECOND_FACTOR,
  type Actor,
  type AuthenticatedRequest,
} from '../identity/actor.js';
import { assertAnyRole } from '../identity/assert-any-role.js';
import { ApiClientsService } from './api-clients.service.js';
import { isFromOwnPages, sessionCookieOf } from './session-cookie.js';
import { AccessTokensService, type Session } from './access-tokens.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';

type StaffToken = Extract<Session, { kind: 'staff' }>;

const ANY = { withExpiredPassword: true, withoutSecondFactor: true };
/** What a request without a session that goes on is refused with. */
const NOBODY: readonly string[] = ['UNAUTHENTICATED', 'TOKEN_EXPIRED'];

/** Closed by default: a route that is not `@Public` requires a token, and the roles or scopes that it names. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokensService,
    private readonly accounts: AccountsService,
    private readonly clients: ApiClientsService,
    private readonly sessions: SessionsService,
    private readonly factors: SecondFactorsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) {
      if (this.reflector.getAllAndOverride<boolean>(RECOGNISED, targets))
        await this.recognise(context.switchToHttp().getRequest<AuthenticatedRequest>());
      return true;
    }
    const roles = this.reflector.getAllAndOverride<string[] | undefined>(ROLES, targets);
    const scopes = this.reflector.getAllAndOverride<string[] | undefined>(SCOPES, targets);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const session = await this.tokens.read(tokenOf(request));
    if (session.kind === 'client') {
      const client = await this.clients.find(session.subject, session);
      request.client = client; // before a refusal, so that the log names the client
      if (!scopes || !scopes.every((scope) => client.scopes.includes(scope))) {
        throw new DubanError(
          'FORBIDDEN',
          scopes ? detail('platform.scopesNeeded', { scopes }) : detail('platform.staffOnly'),
        );
      }
      return true;
    }
    const actor = await this.admit(request, session, {
      withExpiredPassword: this.reflector.getAllAndOverride<boolean>(WITH_EXPIRED_PASSWORD, targets),
      withoutSecondFactor: this.reflector.getAllAndOverride<boolean>(WITHOUT_SECOND_FACTOR, targets),
    });
    if (scopes && !roles) throw new DubanError('FORBIDDEN', detail('platform.programsOnly'));
    if (roles) assertAnyRole(actor, roles);
    return true;
  }

  /**
   * Renews the session of a request, and hands its account to the route.
   *
   * @param serves accounts that the route serves beside those that are up to date
   * @throws {DubanError} UNAUTHENTICATED, TOKEN_EXPIRED, PASSWORD_EXPIRED, SECOND_FACTOR_MISSING
   */
  private async admit(
    request: AuthenticatedRequest,
    session: StaffToken,
    serves: {
      readonly withExpiredPassword: boolean | undefined;
      readonly withoutSecondFactor: boolean | undefined;
    },
  ): Promise<Actor> {
    const account = await this.accounts.current(session.subject, session.version);
    const { actor } = account;
    const times = await this.sessions.check(session.session, actor.id, isOfUser(request));
    request.actor = actor;
    request.session = { id: session.session, version: session.version, endsAt: session.expiresAt, ...times };
    if (!serves.withExpiredPassword) await this.accounts.assertPasswordCurrent(account);
    if (!serves.withoutSecondFactor) await this.factors.assertSetUp({ ...account, roles: actor.roles });
    return actor;
  }

  /** Admits staff where a session goes on, and everybody else as nobody. */
  private async recognise(request: AuthenticatedRequest): Promise<void> {
    try {
      const session = await this.tokens.read(tokenOf(request));
      if (session.kind === 'staff') await this.admit(request, session, ANY);
    } catch (error) {
      if (!(error instanceof DubanError) || !NOBODY.includes(error.code)) throw error;
    }
  }
}

/** Whether a request shows that its user is at work: event streams reconnect, and pages poll, without one. */
const isOfUser = ({ headers }: AuthenticatedRequest): boolean =>
  headers['x-background'] === undefined && !headers.accept?.includes('text/event-stream');

function tokenOf(request: AuthenticatedRequest): string {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [scheme, token] = authorization.split(' ');
    if (scheme?.toLowerCase() === 'bearer' && token) return token;
    throw new DubanError('UNAUTHENTICATED', detail('platform.tokenMissing'));
  }
  const cookie = sessionCookieOf(request);
  if (!cookie) throw new DubanError('UNAUTHENTICATED', detail('platform.tokenMissing'));
  if (!isFromOwnPages(request)) throw new DubanError('FORBIDDEN', detail('platform.ownPagesOnly'));
  return cookie;
}
