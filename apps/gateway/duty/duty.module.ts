import { Module } from '@nestjs/common';
import { AbsencesRepository } from '../../../domain/cases/duty/absences.repository.js';
import { DutyEntriesRepository } from '../../../domain/cases/duty/duty-entries.repository.js';
import { DutyListRepository } from '../../../domain/cases/duty/duty-list.repository.js';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { AbsencesService } from './absences.service.js';
import { DutyController } from './duty.controller.js';
import { DutyService } from './duty.service.js';

/** The duty register: who is responsible in each unit, and who acts for whom. It has no process. */
@Module({
  controllers: [DutyController],
  providers: [
    repositoryProvider(AbsencesRepository),
    repositoryProvider(DutyEntriesRepository),
    repositoryProvider(DutyListRepository),
    repositoryProvider(UnitsRepository),
    AbsencesService,
    DutyService,
  ],
})
export class DutyModule {}
