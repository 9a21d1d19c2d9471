import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { MAX_PASSWORD } from '../../../domain/accounts/password-rules.js';
import { FactorCode, OneLine, SolvedChallenge } from '../platform/http/fields.js';

const NEEDED = 'Required after many failures: a solved challenge of GET /api/v1/public/captcha';
const CHOSEN =
  'As the password policy has it: at least ten characters of three of four kinds, none of the last five, no common one';

export class RequestCodeBody {
  @ApiProperty({ example: 'liping.lu' })
  @OneLine(1, 100)
  username!: string;

  @SolvedChallenge() captcha!: string;
}

export class IssuedCodeView {
  @ApiProperty({ example: '482913-K7QM-2FWD-9XTB', description: 'Shown once, to its holder alone' })
  code!: string;
  @ApiProperty({ example: '482913', description: 'What an administrator is told' }) checkNumber!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class UseCodeBody {
  @ApiProperty({ example: 'liping.lu' })
  @OneLine(1, 100)
  username!: string;

  @ApiProperty({ example: '482913-K7QM-2FWD-9XTB' })
  @OneLine(1, 40)
  code!: string;

  @ApiProperty({ format: 'password', description: CHOSEN })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSWORD)
  password!: string;

  @FactorCode() secondFactor?: string;

  @SolvedChallenge(NEEDED) captcha?: string;
}

export class ChangePasswordBody {
  @ApiProperty({ format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSWORD)
  current!: string;

  @ApiProperty({ format: 'password', description: CHOSEN })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSWORD)
  password!: string;

  @SolvedChallenge(NEEDED) captcha?: string;
}

export class OwnSessionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The one of this request' }) current!: boolean;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Last use, to the minute' }) seenAt!: string;
  @ApiProperty({ format: 'date-time' }) endsAt!: string;
  @ApiProperty({ type: String, nullable: true, example: '10.2.3.4' }) ip!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Program, as its User-Agent has it' })
  client!: string | null;
}

export class OwnSessions {
  @ApiProperty({ type: [OwnSessionView] }) items!: OwnSessionView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: one page' }) nextCursor!:
    string | null;
}
