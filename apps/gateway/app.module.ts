import { Module, type DynamicModule } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { Config } from '../../infra/config/config.js';
import './register-errors.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { UnitsModule } from './units/units.module.js';
import { AssessmentModule } from './assessment/assessment.module.js';
import { businesses } from './businesses.js';
import { BusinessesModule } from './cases/businesses.module.js';
import { CalendarEntryModule } from './calendar-entry/calendar-entry.module.js';
import { ClientsModule } from './clients/clients.module.js';
import { CasesModule } from './cases/cases.module.js';
import { DutyModule } from './duty/duty.module.js';
import { PolicyDocumentsModule } from './consultations/policy-documents/policy-documents.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { StreamsModule } from './platform/event-streams/streams.module.js';
import { PublicInputModule } from './platform/public-input/public-input.module.js';
import { PlatformModule } from './services.module.js';

@Module({})
export class AppModule {
  /**
   * @param temporal instead of a client for the configured Temporal
   * @param checkedClock the clock that must agree with the database's: epoch ms; null: none must
   */
  static with(
    config: Config,
    temporal: Client | undefined,
    checkedClock: (() => number) | null,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, temporal),
        AuthModule,
        PublicInputModule,
        StreamsModule,
        CasesModule.with(checkedClock),
        BusinessesModule.with(businesses),
        AccountsModule,
        ClientsModule,
        UnitsModule,
        CalendarEntryModule,
        AssessmentModule,
        DutyModule,
        PolicyDocumentsModule,
      ],
    };
  }
}
