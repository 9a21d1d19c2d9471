import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { Actor } from './actor.js';

const NEEDED = 'After many failures: a solved challenge of GET /api/v1/public/captcha';

export class LoginBody {
  @ApiProperty({ example: 'mailbox.clerk' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  username!: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;

  @ApiPropertyOptional({ description: NEEDED })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  captcha?: string;
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

/** RFC 6749, 4.4: the credentials stand here or in an `Authorization: Basic` header. */
export class TokenBody {
  @ApiProperty({ enum: ['client_credentials'] })
  @Equals('client_credentials')
  grant_type!: 'client_credentials';

  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) client_id?: string;
  @ApiPropertyOptional({ format: 'password' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  client_secret?: string;
  @ApiPropertyOptional({ description: 'Space-separated; all that the client has when left out' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  scope?: string;
  @ApiPropertyOptional({ description: NEEDED })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  captcha?: string;
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
