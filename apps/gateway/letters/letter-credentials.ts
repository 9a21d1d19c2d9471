import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** What a citizen was given for a letter: who has both may read it and act on it. */
export class LetterCredentials {
  @ApiProperty({ example: 'ZX2026000001' }) @IsString() @MaxLength(30) letterNo!: string;
  @ApiProperty({ example: '0123456789' }) @IsString() @MaxLength(30) queryCode!: string;
}
