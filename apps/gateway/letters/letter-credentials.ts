import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What a citizen was given for a letter: who has both may read it and act on it. */
export class LetterCredentials {
  @ApiProperty({ example: 'ZX2026000001' }) @IsString() @MaxLength(30) letterNo!: string;
  @ApiProperty({ example: '0123456789' }) @IsString() @MaxLength(30) queryCode!: string;
  @ApiPropertyOptional({
    description: 'After many wrong codes: a solved challenge of GET /api/v1/public/captcha',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  captcha?: string;
}
