import { Module, type DynamicModule } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Config } from '../../infra/config/config.js';
import { ArrangementsModule } from './arrangements/arrangements.module.js';
import { AssessmentController } from './cases/assessment/assessment.controller.js';
import { AttachmentsController } from './cases/attachments/attachments.controller.js';
import { AttachmentsModule } from './cases/attachments/attachments.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { CalendarStore } from './cases/calendar/calendar-store.js';
import { CalendarController } from './cases/calendar/calendar.controller.js';
import { PoliciesController } from './cases/policies/policies.controller.js';
import { PolicyStore } from './cases/policies/policy-store.js';
import { RecalculationsController } from './cases/calendar/recalculations.controller.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import { CommentsController } from './cases/comments/comments.controller.js';
import { ConsultationsModule } from './consultations/consultations.module.js';
import { DefinitionsController } from './cases/definitions/definitions.controller.js';
import { ClockCheck } from './cases/health/clock-check.js';
import { HealthController } from './cases/health/health.controller.js';
import { MetricsServer } from './cases/health/metrics-server.js';
import { InterviewsModule } from './interviews/interviews.module.js';
import { CitizenLetters } from './letters/citizen-letters.js';
import { LetterAnswers } from './letters/letter-answers.js';
import { LetterStatusReader } from './letters/letter-status.js';
import { LetterAccess } from './letters/letter-access.js';
import { LetterChecks } from './letters/letter-checks.js';
import { LetterErasure } from './letters/letter-erasure.js';
import { LetterReceipt } from './letters/letter-receipt.js';
import { LetterSecrets } from './letters/letter-secrets.js';
import { LettersController } from './letters/letters.controller.js';
import { PublicLettersController } from './letters/public-letters.controller.js';
import { StaffLetters } from './letters/staff-letters.js';
import { PlatformModule } from './services.module.js';
import { POOL } from './platform/tokens.js';
import { PolicyDocumentsModule } from './consultations/policy-documents/policy-documents.module.js';
import { WaitingCommandsController } from './cases/processes/waiting-commands.controller.js';
import { WaitingCommands } from './cases/processes/waiting-commands.js';
import { ProcessesController } from './cases/processes/processes.controller.js';
import { LastSeen } from './cases/timeline/last-seen.js';
import { ProcessesService } from './cases/processes/processes.service.js';
import { Timeline } from './cases/timeline/timeline.js';
import { TimelineStream } from './cases/timeline/timeline-stream.js';
import { PublicInputModule } from './platform/public-input/public-input.module.js';
import { StreamsModule } from './platform/event-streams/streams.module.js';
import { SupervisionModule } from './supervision/supervision.module.js';
import { SurveysModule } from './surveys/surveys.module.js';
import { TaskChecksModule } from './cases/tasks/task-checks.module.js';
import { TaskList } from './cases/tasks/task-list.js';
import { TaskRows } from './cases/tasks/task-rows.js';
import { TasksController } from './cases/tasks/tasks.controller.js';
import { TasksService } from './cases/tasks/tasks.service.js';
import { UnitsController } from './cases/units/units.controller.js';

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
        AttachmentsModule,
        AuthModule,
        SupervisionModule,
        ArrangementsModule,
        CampaignsModule,
        SurveysModule,
        InterviewsModule,
        ConsultationsModule,
        PolicyDocumentsModule,
        PublicInputModule,
        StreamsModule,
        TaskChecksModule,
      ],
      controllers: [
        PublicLettersController,
        LettersController,
        AttachmentsController,
        AssessmentController,
        TasksController,
        CommentsController,
        ProcessesController,
        WaitingCommandsController,
        DefinitionsController,
        CalendarController,
        PoliciesController,
        RecalculationsController,
        UnitsController,
        HealthController,
      ],
      providers: [
        CalendarStore,
        CitizenLetters,
        LetterAnswers,
        LetterStatusReader,
        {
          provide: ClockCheck,
          inject: [POOL],
          useFactory: (pool: Pool) => new ClockCheck(pool, checkedClock),
        },
        LastSeen,
        LetterAccess,
        LetterChecks,
        LetterErasure,
        LetterReceipt,
        LetterSecrets,
        MetricsServer,
        PolicyStore,
        ProcessesService,
        StaffLetters,
        TaskList,
        TaskRows,
        TasksService,
        Timeline,
        TimelineStream,
        WaitingCommands,
      ],
    };
  }
}
