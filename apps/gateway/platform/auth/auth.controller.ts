import { Body, Controller, Get, Header, Headers, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { RateLimit } from '../limits/rate-limit.js';
import { SenderAddress } from '../limits/sender.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { Accounts } from './accounts.js';
import { ClientIp, CurrentActor, Public, type Actor } from '../identity/actor.js';
import { ApiClients } from './api-clients.js';
import { AccountView, LoginBody, LoginView, toAccountView, TokenBody, TokenView } from './auth.dto.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';
import { Tokens } from './tokens.js';

/** Seconds. A working day for staff; programs ask again without anybody noticing. */
const STAFF_SESSION = 8 * 3600;
const CLIENT_SESSION = 3600;
const ATTEMPTS_PER_MINUTE = 20;

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly accounts: Accounts,
    private readonly clients: ApiClients,
    private readonly tokens: Tokens,
  ) {}

  @Public()
  @Post('login')
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({ summary: 'Sign in as staff: a bearer token, and the same as a cookie for the web console' })
  @ApiOkResponse({ type: LoginView })
  @ProblemCodes('LOGIN_FAILED', 'ACCOUNT_LOCKED', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  async login(
    @Body() { username, password, captcha }: LoginBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginView> {
    const { actor, version } = await this.accounts.login({ username, password, ip, sender, captcha });
    const { token, expiresAt } = await this.tokens.issue(
      { kind: 'staff', subject: actor.id, version },
      STAFF_SESSION,
    );
    setSessionCookie(reply, token, expiresAt);
    return {
      accessToken: token,
      expiresAt: new Date(expiresAt).toISOString(),
      account: toAccountView(actor),
    };
  }

  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'End every session of the account' })
  @ApiNoContentResponse()
  async logout(
    @CurrentActor() actor: Actor,
    @ClientIp() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.logout(actor, ip);
    clearSessionCookie(reply);
  }

  @Get('me')
  @ApiOperation({ summary: 'The account that is signed in' })
  @ApiOkResponse({ type: AccountView })
  me(@CurrentActor() actor: Actor): AccountView {
    return toAccountView(actor);
  }

  @Public()
  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({ summary: 'A token for a program (OAuth 2 client credentials)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiHeader({
    name: 'authorization',
    required: false,
    schema: { type: 'string' },
    description: '`Basic` with id and secret (RFC 6749, 2.3.1), in place of `client_id` and `client_secret`',
  })
  @ApiBody({ type: TokenBody })
  @ApiOkResponse({ type: TokenView })
  @ProblemCodes('CLIENT_INVALID', 'ACCOUNT_LOCKED', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  async token(
    @Body() body: TokenBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
    @Headers('authorization') authorization?: string,
  ): Promise<TokenView> {
    const [id, secret] = credentialsOf(body, authorization);
    const { scope = '', captcha } = body;
    const { scopes } = await this.clients.authenticate({ id, secret, scope, ip, sender, captcha });
    const { token } = await this.tokens.issue({ kind: 'client', subject: id, scopes }, CLIENT_SESSION);
    return { access_token: token, token_type: 'Bearer', expires_in: CLIENT_SESSION, scope: scopes.join(' ') };
  }
}

function credentialsOf(body: TokenBody, authorization = ''): [id: string, secret: string] {
  const [scheme, encoded] = authorization.split(' ');
  if (scheme?.toLowerCase() === 'basic' && encoded) {
    const [id, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    try {
      return [decodeURIComponent(id!), decodeURIComponent(secret.join(':'))]; // RFC 6749, 2.3.1
    } catch (cause) {
      throw new DubanError('CLIENT_INVALID', detail('platform.basicMalformed'), {}, { cause });
    }
  }
  if (body.client_id && body.client_secret) return [body.client_id, body.client_secret];
  throw new DubanError('CLIENT_INVALID', detail('platform.clientCredentialsMissing'));
}
