import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Accounts } from './accounts.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Tokens } from './tokens.js';

@Global()
@Module({
  controllers: [AuthController],
  providers: [Accounts, Tokens, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: [Accounts, Tokens],
})
export class AuthModule {}
