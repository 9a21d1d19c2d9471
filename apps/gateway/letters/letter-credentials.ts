import { ApiProperty } from '@nestjs/swagger';
import { OneLine, SolvedChallenge } from '../platform/http/fields.js';

/** What a citizen was given for a letter: who has both may read it and act on it. */
export class LetterCredentials {
  @ApiProperty({ example: 'ZX2026000001' }) @OneLine(1, 30) letterNo!: string;
  @ApiProperty({ example: '0123456789' }) @OneLine(1, 30) queryCode!: string;
  @SolvedChallenge('After many wrong codes: a solved challenge of GET /api/v1/public/captcha')
  captcha?: string;
}
