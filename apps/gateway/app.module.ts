import { Module, type DynamicModule } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { Config } from '../../infra/config/config.js';
import './register-errors.js';
import { ArrangementsModule } from './arrangements/arrangements.module.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import { CasesModule } from './cases/cases.module.js';
import { ConsultationsModule } from './consultations/consultations.module.js';
import { PolicyDocumentsModule } from './consultations/policy-documents/policy-documents.module.js';
import { InterviewsModule } from './interviews/interviews.module.js';
import { LettersModule } from './letters/letters.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { StreamsModule } from './platform/event-streams/streams.module.js';
import { PublicInputModule } from './platform/public-input/public-input.module.js';
import { PlatformModule } from './services.module.js';
import { SupervisionModule } from './supervision/supervision.module.js';
import { SurveysModule } from './surveys/surveys.module.js';

@Module({})
export class AppModule {
  /**
   * @param temporal in place of the Temporal that the settings name
   * @param checkedClock the clock that must agree with the database's: epoch ms; null for one that a test moves
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
        SupervisionModule,
        LettersModule,
        ArrangementsModule,
        CampaignsModule,
        SurveysModule,
        InterviewsModule,
        ConsultationsModule,
        PolicyDocumentsModule,
      ],
    };
  }
}
