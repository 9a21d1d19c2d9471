import { ApiProperty } from '@nestjs/swagger';
import { OneLine, SolvedChallenge } from '../platform/http/fields.js';

/** The number and query code of a letter's receipt. Both together open the letter. */
export class LetterCredentials {
  @ApiProperty({ example: 'ZX2026000001' }) @OneLine(1, 30) letterNo!: string;
  @ApiProperty({ example: '0123456789' }) @OneLine(1, 30) queryCode!: string;
  @SolvedChallenge('A solved challenge of GET /api/v1/public/captcha; required after many wrong codes')
  captcha?: string;
}
