import { Module, type DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { TasksRepository } from '../../../domain/cases/tasks/tasks.repository.js';
import { DATA_SOURCE, LIST_POOL, POOL } from '../platform/tokens.js';
import { AuthModule } from '../platform/auth/auth.module.js';
import { StreamsModule } from '../platform/event-streams/streams.module.js';
import { Businesses } from './registration/businesses.js';
import { AssessmentController } from './assessment/assessment.controller.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { CalendarStore } from './calendar/calendar-store.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { RecalculationsController } from './calendar/recalculations.controller.js';
import { CommentsController } from './comments/comments.controller.js';
import { DefinitionsController } from './definitions/definitions.controller.js';
import { ClockCheck } from './health/clock-check.js';
import { HealthController } from './health/health.controller.js';
import { MetricsServer } from './health/metrics-server.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PolicyStore } from './policies/policy-store.js';
import { ProcessesController } from './processes/processes.controller.js';
import { ProcessesService } from './processes/processes.service.js';
import { WaitingCommandsController } from './processes/waiting-commands.controller.js';
import { WaitingCommands } from './processes/waiting-commands.js';
import { SecretAccess } from './secrecy/secret-access.js';
import { TaskList } from './tasks/task-list.js';
import { TaskRows } from './tasks/task-rows.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';
import { LastSeen } from './timeline/last-seen.js';
import { TimelineStream } from './timeline/timeline-stream.js';
import { Timeline } from './timeline/timeline.js';
import { UnitsController } from './units/units.controller.js';

/** What every process has, whatever its business: tasks, timeline, files, definitions, limits; and how the gateway is. */
@Module({})
export class CasesModule {
  /** @param checkedClock the clock that must agree with the database's: epoch ms; null for one that a test moves */
  static with(checkedClock: (() => number) | null): DynamicModule {
    return {
      module: CasesModule,
      imports: [AttachmentsModule, AuthModule, StreamsModule],
      controllers: [
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
        {
          provide: ClockCheck,
          inject: [POOL],
          useFactory: (pool: Pool) => new ClockCheck(pool, checkedClock),
        },
        LastSeen,
        MetricsServer,
        PolicyStore,
        ProcessesService,
        SecretAccess,
        TaskList,
        TaskRows,
        {
          provide: TasksRepository,
          inject: [DATA_SOURCE, LIST_POOL, Businesses],
          useFactory: (dataSource: DataSource, lists: Pool, { matter }: Businesses) =>
            new TasksRepository(dataSource, lists, matter),
        },
        TasksService,
        Timeline,
        TimelineStream,
        WaitingCommands,
      ],
    };
  }
}
