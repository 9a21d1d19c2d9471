import { Module } from '@nestjs/common';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { AccountAdministrationService } from './account-administration.service.js';
import { AccountCodesService } from './account-codes.service.js';
import { AccountImportController } from './account-import.controller.js';
import { AccountImportService } from './account-import.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsReader } from './accounts-reader.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';
import { OpenTasksRepository } from './open-tasks.repository.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnAccountService } from './own-account.service.js';
import { OwnSecondFactorController } from './own-second-factor.controller.js';
import { OwnSecondFactorService } from './own-second-factor.service.js';
import { PasswordsService } from './passwords.service.js';
import { RoleGrantsController } from './role-grants.controller.js';
import { RoleGrantsService } from './role-grants.service.js';

/** Accounts of staff: who has one, with which roles, and how its owner gets in. It has no process. */
@Module({
  controllers: [
    OwnAccountController,
    OwnSecondFactorController,
    AccountImportController,
    AccountsController,
    RoleGrantsController,
  ],
  providers: [
    repositoryProvider(ManagedAccountsRepository),
    repositoryProvider(OpenTasksRepository),
    repositoryProvider(UnitsRepository),
    AccountAdministrationService,
    AccountCodesService,
    AccountImportService,
    AccountsReader,
    OwnAccountService,
    OwnSecondFactorService,
    PasswordsService,
    RoleGrantsService,
  ],
})
export class AccountsModule {}
