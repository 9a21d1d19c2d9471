import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditController } from '../audit/audit.controller.js';
import { AuditLog } from '../audit/audit-log.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { AuditVerificationService } from '../audit/audit-verification.service.js';
import { Captcha } from '../captcha/captcha.js';
import { KeyedCipher } from '../captcha/keyed-cipher.js';
import { KeyedDigest } from '../captcha/keyed-digest.js';
import { SigningKeys } from '../captcha/signing-keys.js';
import { SigningKeysRepository } from '../captcha/signing-keys.repository.js';
import { UsedChallengesRepository } from '../captcha/used-challenges.repository.js';
import { FailedAttempts } from '../limits/failed-attempts.js';
import { FailedAttemptsRepository } from '../limits/failed-attempts.repository.js';
import { repositoryProvider } from '../repository-provider.js';
import { AccessTokensService } from './access-tokens.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { ApiClientsRepository } from './api-clients.repository.js';
import { ApiClientsService } from './api-clients.service.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { PasswordPolicies } from './password-policies.js';
import { PasswordPolicyRepository } from './password-policy.repository.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { DemoAccountsController } from './demo-accounts.controller.js';

@Global()
@Module({
  controllers: [AuthController, DemoAccountsController, AuditController],
  providers: [
    repositoryProvider(AccountsRepository),
    repositoryProvider(ApiClientsRepository),
    repositoryProvider(AuditRepository),
    repositoryProvider(FailedAttemptsRepository),
    repositoryProvider(PasswordPolicyRepository),
    repositoryProvider(SecondFactorsRepository),
    repositoryProvider(SessionsRepository),
    repositoryProvider(SigningKeysRepository),
    repositoryProvider(UsedChallengesRepository),
    AccessTokensService,
    AccountsService,
    ApiClientsService,
    AuditLog,
    AuditVerificationService,
    Captcha,
    FailedAttempts,
    KeyedCipher,
    KeyedDigest,
    PasswordPolicies,
    SecondFactorsService,
    SessionsService,
    SigningKeys,
    SignInService,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [
    AccountsRepository,
    AccountsService,
    ApiClientsService,
    AuditLog,
    AuditRepository,
    Captcha,
    FailedAttempts,
    FailedAttemptsRepository,
    KeyedDigest,
    PasswordPolicies,
    SecondFactorsRepository,
    SecondFactorsService,
    SessionsRepository,
    SessionsService,
    SigningKeys,
    SignInService,
    UsedChallengesRepository,
  ],
})
export class AuthModule {}
