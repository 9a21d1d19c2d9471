import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditController } from '../audit/audit.controller.js';
import { AuditLog } from '../audit/audit-log.js';
import { FailedAttempts } from '../limits/failed-attempts.js';
import { Captcha } from '../captcha/captcha.js';
import { KeyedDigest } from '../captcha/keyed-digest.js';
import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.js';
import { ApiClients } from './api-clients.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { SigningKeys } from '../captcha/signing-keys.js';
import { Tokens } from './tokens.js';

@Global()
@Module({
  controllers: [AuthController, AccountsController, AuditController],
  providers: [
    Accounts,
    ApiClients,
    AuditLog,
    Captcha,
    FailedAttempts,
    KeyedDigest,
    SigningKeys,
    Tokens,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Accounts, AuditLog, Captcha, FailedAttempts, KeyedDigest, SigningKeys],
})
export class AuthModule {}
