import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Challenge } from 'altcha-lib';
import { Public } from '../identity/actor.js';
import { RateLimit } from '../limits/rate-limit.js';
import { Captcha } from '../captcha/captcha.js';

const CHALLENGES_PER_MINUTE = 60;

@ApiTags('public: captcha')
@Public()
@Controller('api/v1/public/captcha')
export class CaptchaController {
  constructor(private readonly captcha: Captcha) {}

  @Get()
  @RateLimit(CHALLENGES_PER_MINUTE)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Get a challenge for public submissions',
    description:
      'A proof of work in ALTCHA’s format (version 2, PBKDF2/SHA-256), valid for 30 minutes and one use. Send base64 of ' +
      '`{ challenge, solution }`, as ALTCHA’s form widget produces it, as `captcha` of the submission.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['parameters', 'signature'],
      properties: { parameters: { type: 'object' }, signature: { type: 'string' } },
    },
  })
  challenge(): Promise<Challenge> {
    return this.captcha.challenge();
  }
}
