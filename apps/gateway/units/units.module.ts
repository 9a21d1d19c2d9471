import { Module } from '@nestjs/common';
import { DutyListRepository } from '../../../domain/cases/duty/duty-list.repository.js';
import { PublicUnitsRepository } from '../../../domain/cases/units/public-units.repository.js';
import { ManagedUnitsRepository } from '../../../domain/cases/units/managed-units.repository.js';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { PublicUnitsController } from './public-units.controller.js';
import { UnitAdministrationController } from './unit-administration.controller.js';
import { UnitAdministrationService } from './unit-administration.service.js';
import { UnitClosingsController } from './unit-closings.controller.js';
import { UnitClosingsService } from './unit-closings.service.js';

/** Administration of units. It has no process. */
@Module({
  controllers: [PublicUnitsController, UnitAdministrationController, UnitClosingsController],
  providers: [
    repositoryProvider(ManagedUnitsRepository),
    repositoryProvider(UnitsRepository),
    repositoryProvider(PublicUnitsRepository),
    repositoryProvider(DutyListRepository),
    UnitAdministrationService,
    UnitClosingsService,
  ],
})
export class UnitsModule {}
