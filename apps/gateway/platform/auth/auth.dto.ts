import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { because } from '../problems/constraint-issues.js';
import { Code, IfPresent, OneLine, SolvedChallenge } from '../http/fields.js';
import type { Actor } from '../identity/actor.js';

/** Characters of secrets and scopes (RFC 6749, appendix A). */
const VISIBLE_ASCII = /^[\x20-\x7e]*$/;
const NEEDED = 'Required after many failures: a solved challenge of GET /api/v1/public/captcha';

export class LoginBody {
  @ApiProperty({ example: 'mailbox.clerk' })
  @OneLine(1, 100)
  username!: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;

  @SolvedChallenge(NEEDED) captcha?: string;
}

export class AccountView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'mailbox.clerk' }) username!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ example: 'QGZ' }) unit!: string;
  @ApiProperty({ type: [String] }) roles!: readonly string[];
}

export class LoginView {
  @ApiProperty() accessToken!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty() account!: AccountView;
}

/** RFC 6749, 4.4: the credentials are in the body or in an `Authorization: Basic` header. */
export class TokenBody {
  @ApiProperty({ enum: ['client_credentials'] })
  @Equals('client_credentials')
  grant_type!: 'client_credentials';

  @ApiPropertyOptional() @IfPresent() @Code(100) client_id?: string;
  @ApiPropertyOptional({ format: 'password' })
  @IfPresent()
  @Matches(VISIBLE_ASCII, { message: because('fields.visibleAscii') })
  @MaxLength(200)
  client_secret?: string;
  @ApiPropertyOptional({ description: 'Space-separated; omitted: every scope of the client' })
  @IfPresent()
  @Matches(VISIBLE_ASCII, { message: because('fields.visibleAscii') })
  @MaxLength(500)
  scope?: string;
  @SolvedChallenge(NEEDED) captcha?: string;
}

export class TokenView {
  @ApiProperty() access_token!: string;
  @ApiProperty({ enum: ['Bearer'] }) token_type!: 'Bearer';
  @ApiProperty({ description: 'Seconds' }) expires_in!: number;
  @ApiProperty() scope!: string;
}

export const toAccountView = ({ id, username, title, unit, roles }: Actor): AccountView => ({
  id,
  username,
  title,
  unit,
  roles,
});
