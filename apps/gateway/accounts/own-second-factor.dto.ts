import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { MAX_PASSWORD } from '../../../domain/accounts/password-rules.js';
import { LoginView } from '../platform/auth/auth.dto.js';
import { FactorCode, OneLine, SolvedChallenge } from '../platform/http/fields.js';

/** Proves anew who is at the desk. */
export class ProveOneselfBody {
  @ApiProperty({ format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSWORD)
  password!: string;

  @FactorCode() code?: string;

  @SolvedChallenge('Required after many failures: a solved challenge of GET /api/v1/public/captcha')
  captcha?: string;
}

export class SecondFactorView {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Set up then; null: there is none',
  })
  since!: string | null;
  @ApiProperty({ description: 'By the policy, for a role of the account' }) required!: boolean;
  @ApiProperty({ type: 'integer', description: 'Recovery codes that are not used' }) recoveryCodes!: number;
}

export class ProposedFactorView {
  @ApiProperty({ description: 'Base32, for an authenticator application (RFC 6238). Shown once' })
  key!: string;
  @ApiProperty({ description: 'The same as an address, for a QR code' }) uri!: string;
}

export class ConfirmFactorBody {
  @ApiProperty({ example: '492039' }) @OneLine(6, 10) code!: string;
}

export class RecoveryCodesView {
  @ApiProperty({ type: [String], example: ['K7QM-2FWD-9XTB-H4PC'], description: 'Shown once' })
  recoveryCodes!: string[];
}

export class ConfirmedFactorView extends LoginView {
  @ApiProperty({ type: [String], example: ['K7QM-2FWD-9XTB-H4PC'], description: 'Shown once' })
  recoveryCodes!: string[];
}
