import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SignInService } from '../platform/auth/sign-in.service.js';
import { ClientIp, CurrentActor, WithoutSecondFactor, type Actor } from '../platform/identity/actor.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { SenderAddress } from '../platform/limits/sender.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import {
  ConfirmedFactorView,
  ConfirmFactorBody,
  ProposedFactorView,
  ProveOneselfBody,
  RecoveryCodesView,
  SecondFactorView,
} from './own-second-factor.dto.js';
import { OwnSecondFactorService } from './own-second-factor.service.js';

const ATTEMPTS_PER_MINUTE = 20;
const PROOF = ['ACCOUNT_LOCKED', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID'] as const;

/** The second factor of the account that sends the request. */
@ApiTags('auth')
@Controller('api/v1/auth/second-factor')
export class OwnSecondFactorController {
  constructor(
    private readonly own: OwnSecondFactorService,
    private readonly signIn: SignInService,
  ) {}

  @WithoutSecondFactor()
  @Get()
  @ApiOperation({ summary: 'Get the own second factor' })
  @ApiOkResponse({ type: SecondFactorView })
  get(@CurrentActor() actor: Actor): Promise<SecondFactorView> {
    return this.own.get(actor);
  }

  @WithoutSecondFactor()
  @Post()
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({
    summary: 'Set up or replace the second factor',
    description:
      'Makes a key, which is in use once a code of it is entered (…/confirm). The one before works until then.',
  })
  @ApiOkResponse({ type: ProposedFactorView })
  @ProblemCodes(...PROOF, 'ACCOUNT_STATE')
  propose(
    @CurrentActor() actor: Actor,
    @Body() { password, code, captcha }: ProveOneselfBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
  ): Promise<ProposedFactorView> {
    return this.own.propose(actor, { password, code, captcha, ip, sender });
  }

  @WithoutSecondFactor()
  @Post('confirm')
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({
    summary: 'Confirm the second factor by a code',
    description: 'Answers with recovery codes. Ends every session of the account and begins a new one.',
  })
  @ApiOkResponse({ type: ConfirmedFactorView })
  async confirm(
    @CurrentActor() actor: Actor,
    @Body() { code }: ConfirmFactorBody,
    @ClientIp() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfirmedFactorView> {
    const { account, recoveryCodes } = await this.own.confirm(actor, code, ip);
    return { ...(await this.signIn.begin(account, reply)), recoveryCodes };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({ summary: 'Make new recovery codes', description: 'Those before are void.' })
  @ApiOkResponse({ type: RecoveryCodesView })
  @ProblemCodes(...PROOF, 'ACCOUNT_STATE')
  async renewRecoveryCodes(
    @CurrentActor() actor: Actor,
    @Body() { password, code, captcha }: ProveOneselfBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
  ): Promise<RecoveryCodesView> {
    const proof = { password, code, captcha, ip, sender };
    return { recoveryCodes: await this.own.renewRecoveryCodes(actor, proof) };
  }

  @Post('end')
  @HttpCode(204)
  @RateLimit(ATTEMPTS_PER_MINUTE)
  @ApiOperation({ summary: 'Turn the second factor off' })
  @ApiNoContentResponse()
  @ProblemCodes(...PROOF, 'ACCOUNT_STATE')
  async end(
    @CurrentActor() actor: Actor,
    @Body() { password, code, captcha }: ProveOneselfBody,
    @ClientIp() ip: string,
    @SenderAddress() sender: string | null,
  ): Promise<void> {
    await this.own.end(actor, { password, code, captcha, ip, sender });
  }
}
