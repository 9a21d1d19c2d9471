import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Accounts } from './accounts.js';
import { PUBLIC, ROLES, type AuthenticatedRequest } from './actor.js';
import { Tokens } from './tokens.js';

/** Closed by default: whoever is not `@Public` needs a token, and one of the `@Roles` where they are named. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly accounts: Accounts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) {
      throw new DubanError('UNAUTHENTICATED', 'send the access token as "Authorization: Bearer …"');
    }
    const { subject, claims } = await this.tokens.read(token);
    const actor = await this.accounts.find(subject, claims['version'] as number);
    const roles = this.reflector.getAllAndOverride<string[]>(ROLES, targets);
    if (roles && !roles.some((role) => actor.roles.includes(role))) {
      throw new DubanError('FORBIDDEN', `needs one of the roles ${roles.join(', ')}`);
    }
    request.actor = actor;
    return true;
  }
}
