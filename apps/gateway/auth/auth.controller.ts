import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { Accounts } from './accounts.js';
import { CurrentActor, Public, type Actor } from './actor.js';
import { Tokens } from './tokens.js';

/** Seconds a staff session lasts: one working day. */
const SESSION = 8 * 3600;

export class LoginBody {
  @ApiProperty({ example: 'mailbox.clerk' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  username!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;
}

export class AccountView {
  @ApiProperty() id!: string;
  @ApiProperty() username!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: [String] }) roles!: readonly string[];
}

export class LoginView {
  @ApiProperty() accessToken!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty() account!: AccountView;
}

const view = ({ id, username, unit, roles }: Actor): AccountView => ({ id, username, unit, roles });

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
  ) {}

  @Public()
  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in as staff' })
  @ApiOkResponse({ type: LoginView })
  async login(@Body() body: LoginBody): Promise<LoginView> {
    const { actor, version } = await this.accounts.login(body.username, body.password);
    const accessToken = await this.tokens.issue(actor.id, { version }, SESSION);
    return {
      accessToken,
      expiresAt: new Date(Date.now() + SESSION * 1000).toISOString(),
      account: view(actor),
    };
  }

  @Post('logout')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'End every session of the account' })
  async logout(@CurrentActor() actor: Actor): Promise<void> {
    await this.accounts.logout(actor.id);
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'The account that is signed in' })
  @ApiOkResponse({ type: AccountView })
  me(@CurrentActor() actor: Actor): AccountView {
    return view(actor);
  }
}
