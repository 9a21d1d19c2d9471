import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AccessTokensService } from './access-tokens.service.js';
import { AccountsService, type CurrentAccount } from './accounts.service.js';
import { toAccountView, type LoginView } from './auth.dto.js';
import { PasswordPolicies } from './password-policies.js';
import { setSessionCookie, signsInFromOwnPages } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

const MAX_CLIENT = 200;

/** Begins sessions: after a password, after a one-time code, after a change of the password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: AccessTokensService,
    private readonly sessions: SessionsService,
    private readonly policies: PasswordPolicies,
  ) {}

  /** Before the credentials are read. @throws {DubanError} FORBIDDEN for a page of another site */
  assertOwnPages(request: FastifyRequest): void {
    if (!signsInFromOwnPages(request))
      throw new DubanError('FORBIDDEN', detail('platform.signInFromOwnPages'));
  }

  /** Starts a session of an account and sets its cookie. */
  async begin({ actor, version, demo }: CurrentAccount, reply: FastifyReply): Promise<LoginView> {
    const { ip, headers } = reply.request;
    const { sessions: most } = await this.policies.inForce();
    const session = await this.sessions.start(actor.id, {
      ip,
      client: headers['user-agent']?.slice(0, MAX_CLIENT) ?? null,
      most: demo ? null : most,
    });
    if (session.endedOthers) this.accounts.forget(actor.id); // streams of the ended ones end
    const { token, expiresAt } = await this.tokens.issue(
      { kind: 'staff', subject: actor.id, version, session: session.id },
      this.sessions.lifetime,
    );
    setSessionCookie(reply, token, expiresAt);
    return {
      accessToken: token,
      expiresAt: new Date(expiresAt).toISOString(),
      account: toAccountView(actor),
    };
  }
}
