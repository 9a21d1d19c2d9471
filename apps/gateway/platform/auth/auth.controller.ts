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
import { AccountsService } from './accounts.service.js';
import {
  ClientIp,
  CurrentActor,
  CurrentSession,
  Public,
  SignedInOrNot,
  WithExpiredPassword,
  WithoutSecondFactor,
  type Actor,
  type StaffSession,
} from '../identity/actor.js';
import { ApiClientsService } from './api-clients.service.js';
import {
  CurrentAccountView,
  CurrentSessionView,
  LoginBody,
  LoginView,
  toCurrentAccountView,
  TokenBody,
  TokenView,
} from './auth.dto.js';
import { SessionsService } from './sessions.service.js';
import { PasswordPolicies } from './password-policies.js';
import { SecondFactorsService } from './second-factors.service.js';
import { clearSessionCookie } from './session-cookie.js';
import { SignInService } from './sign-in.service.js';
import { AccessTokensService } from './access-tokens.service.js';

const CLIENT_SESSION_SECONDS = 3600;
const ATTEMPTS_PER_MINUTE = 20;
/** A page that starts asks once; a whole building may have one address. */
const STARTS_PER_MINUTE = 600;

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly clients: ApiClientsService,
    private readonly tokens: AccessTokensService,
    private readonly sessions: SessionsService,
    private readonly signIn: SignInService,
    private readonly policies: PasswordPolicies,
    private readonly factors: SecondFactorsService,
  ) {}

  @Public()
  @Post('login')
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({
    summary: 'Sign in as staff',
    description:
      'Returns a bearer token, and sets it as a cookie for the web console. The session ends without use as well: see ' +
      '`session` of GET /api/v1/auth/me. A request with the header `x-background`, and a request for an event stream, ' +
      'does not count as use.',
  })
  @ApiOkResponse({ type: LoginView })
  @ProblemCodes(
    'LOGIN_FAILED',
    'SECOND_FACTOR_REQUIRED',
    'SECOND_FACTOR_WRONG',
    'ACCOUNT_LOCKED',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'FORBIDDEN',
  )
  async login(
    @Body() { username, password, code, captcha }: LoginBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginView> {
    this.signIn.assertOwnPages(reply.request);
    const account = await this.accounts.login({ username, password, code, ip, sender, captcha });
    return this.signIn.begin(account, reply);
  }

  @WithExpiredPassword()
  @WithoutSecondFactor()
  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out of all sessions of the account' })
  @ApiNoContentResponse()
  async logout(
    @CurrentActor() actor: Actor,
    @ClientIp() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.logout(actor, ip);
    clearSessionCookie(reply);
  }

  @WithExpiredPassword()
  @WithoutSecondFactor()
  @Post('logout/session')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out of this session only' })
  @ApiNoContentResponse()
  async logoutSession(
    @CurrentActor() actor: Actor,
    @CurrentSession() session: StaffSession,
    @ClientIp() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.logoutSession(actor, session.id, ip);
    clearSessionCookie(reply);
  }

  @WithExpiredPassword()
  @WithoutSecondFactor()
  @Get('me')
  @ApiOperation({ summary: 'Get the current account and its session' })
  @ApiOkResponse({ type: CurrentAccountView })
  async me(
    @CurrentActor() actor: Actor,
    @CurrentSession() session: StaffSession,
  ): Promise<CurrentAccountView> {
    const [profile, { maxAgeDays }] = await Promise.all([
      this.accounts.profile(actor),
      this.policies.inForce(),
    ]);
    const holder = { roles: actor.roles, demo: profile.demo };
    return toCurrentAccountView(actor, profile, session, {
      idleMs: this.sessions.idleMs,
      maxAgeDays,
      secondFactorMissing: !profile.hasSecondFactor && (await this.factors.isRequired(holder)),
    });
  }

  @SignedInOrNot()
  @Get('session')
  @RateLimit(STARTS_PER_MINUTE)
  @ApiOperation({
    summary: 'Get the current account, if signed in',
    description: 'For pages that start: null instead of the 401 of GET /api/v1/auth/me.',
  })
  @ApiOkResponse({ type: CurrentSessionView })
  async session(
    @CurrentActor() actor: Actor | undefined,
    @CurrentSession() session: StaffSession | undefined,
  ): Promise<CurrentSessionView> {
    return { account: actor && session ? await this.me(actor, session) : null };
  }

  @Public()
  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({ summary: 'Get an access token for a program', description: 'OAuth 2 client credentials.' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiHeader({
    name: 'authorization',
    required: false,
    schema: { type: 'string' },
    description: '`Basic` with id and secret (RFC 6749, 2.3.1), instead of `client_id` and `client_secret`',
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
    const { scopes, version } = await this.clients.authenticate({ id, secret, scope, ip, sender, captcha });
    const { token } = await this.tokens.issue(
      { kind: 'client', subject: id, version, scopes },
      CLIENT_SESSION_SECONDS,
    );
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: CLIENT_SESSION_SECONDS,
      scope: scopes.join(' '),
    };
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
