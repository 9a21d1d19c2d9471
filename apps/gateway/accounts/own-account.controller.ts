import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LoginView } from '../platform/auth/auth.dto.js';
import { SignInService } from '../platform/auth/sign-in.service.js';
import { Id } from '../platform/http/id-param.js';
import {
  ClientIp,
  CurrentActor,
  CurrentSession,
  Public,
  WithExpiredPassword,
  WithoutSecondFactor,
  type Actor,
  type StaffSession,
} from '../platform/identity/actor.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { SenderAddress } from '../platform/limits/sender.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { AccountCodesService } from './account-codes.service.js';
import {
  ChangePasswordBody,
  IssuedCodeView,
  OwnSessions,
  RequestCodeBody,
  UseCodeBody,
} from './own-account.dto.js';
import { OwnAccountService } from './own-account.service.js';

const CODES_PER_MINUTE = 5;
const ATTEMPTS_PER_MINUTE = 20;

/** Password and sessions of the account that sends the request, or of the holder of a one-time code. */
@ApiTags('auth')
@Controller('api/v1/auth')
export class OwnAccountController {
  constructor(
    private readonly own: OwnAccountService,
    private readonly codes: AccountCodesService,
    private readonly signIn: SignInService,
  ) {}

  @Public()
  @Post('codes')
  @RateLimit(CODES_PER_MINUTE)
  @ApiOperation({
    summary: 'Request a one-time code',
    description:
      'For the first sign-in, or after a password was forgotten. Its holder tells an administrator the check number, and keeps ' +
      'the code. Answered alike for names that no account has.',
  })
  @ApiCreatedResponse({ type: IssuedCodeView })
  @ProblemCodes('CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  async requestCode(
    @Body() { username, captcha }: RequestCodeBody,
    @ClientIp() ip: string,
  ): Promise<IssuedCodeView> {
    const { expiresAt, ...code } = await this.codes.request({ username, captcha, ip });
    return { ...code, expiresAt: expiresAt.toISOString() };
  }

  @Public()
  @Post('codes/use')
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({
    summary: 'Choose a password with a one-time code',
    description: 'Signs in as POST /api/v1/auth/login does. Ends every session of the account before.',
  })
  @ApiOkResponse({ type: LoginView })
  @ProblemCodes(
    'CODE_INVALID',
    'CODE_NOT_ADMITTED',
    'SECOND_FACTOR_REQUIRED',
    'SECOND_FACTOR_WRONG',
    'ACCOUNT_LOCKED',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'FORBIDDEN',
  )
  async useCode(
    @Body() { captcha, ...body }: UseCodeBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginView> {
    this.signIn.assertOwnPages(request);
    const account = await this.codes.use({ secondFactor: undefined, ...body, captcha, ip, sender });
    return this.signIn.begin(account, reply);
  }

  @WithExpiredPassword()
  @WithoutSecondFactor()
  @Post('password')
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({
    summary: 'Change the own password',
    description: 'Ends every session of the account and begins a new one.',
  })
  @ApiOkResponse({ type: LoginView })
  @ProblemCodes('ACCOUNT_LOCKED', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body() { current, password, captcha }: ChangePasswordBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginView> {
    const account = await this.own.changePassword(actor, { current, password, ip, sender, captcha });
    return this.signIn.begin(account, reply);
  }

  @Get('sessions')
  @ApiOperation({ summary: 'List the own sessions' })
  @ApiOkResponse({ type: OwnSessions })
  async sessions(
    @CurrentActor() actor: Actor,
    @CurrentSession() { id: current }: StaffSession,
  ): Promise<OwnSessions> {
    const items = (await this.own.list(actor)).map(({ id, startedAt, seenAt, endsAt, ip, client }) => ({
      ...{ id, current: id === current, ip, client },
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }));
    return { items, nextCursor: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of the own sessions' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async endSession(@CurrentActor() actor: Actor, @Id() id: string, @ClientIp() ip: string): Promise<void> {
    await this.own.end(actor, id, ip);
  }
}
