import { Module, type DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { RecalculationsRepository } from '../../../domain/cases/calendar/recalculations.repository.js';
import { CommentsRepository } from '../../../domain/cases/comments/comments.repository.js';
import { FlowRepository } from '../../../domain/cases/flow/flow.repository.js';
import { HealthRepository } from '../../../domain/cases/health/health.repository.js';
import { NotificationsRepository } from '../../../domain/cases/notifications/notifications.repository.js';
import { ContentsRepository } from '../../../domain/cases/processes/contents.repository.js';
import { ProcessCourseRepository } from '../../../domain/cases/processes/process-course.repository.js';
import { ProcessesRepository } from '../../../domain/cases/processes/processes.repository.js';
import { WaitingCommandsRepository } from '../../../domain/cases/processes/waiting-commands.repository.js';
import { SearchRepository } from '../../../domain/cases/search/search.repository.js';
import { SecretProcessesRepository } from '../../../domain/cases/secrecy/secret-processes.repository.js';
import { TaskAssignmentsRepository } from '../../../domain/cases/tasks/task-assignments.repository.js';
import { TaskDraftsRepository } from '../../../domain/cases/tasks/task-drafts.repository.js';
import { TaskChangesRepository } from '../../../domain/cases/tasks/task-changes.repository.js';
import { TaskCountsRepository } from '../../../domain/cases/tasks/task-counts.repository.js';
import { TasksRepository } from '../../../domain/cases/tasks/tasks.repository.js';
import { TimelineRepository } from '../../../domain/cases/timeline/timeline.repository.js';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { DATA_SOURCE, LIST_POOL, POOL } from '../platform/tokens.js';
import { AuthModule } from '../platform/auth/auth.module.js';
import { StreamsModule } from '../platform/event-streams/streams.module.js';
import { Businesses } from './registration/businesses.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { RecalculationsController } from './calendar/recalculations.controller.js';
import { CommentsController } from './comments/comments.controller.js';
import { CommentsService } from './comments/comments.service.js';
import { DefinitionsController } from './definitions/definitions.controller.js';
import { CasePathService } from './flow/case-path.service.js';
import { CasePathController, FlowController } from './flow/flow.controller.js';
import { FlowService } from './flow/flow.service.js';
import { ClockCheck } from './health/clock-check.js';
import { HealthController } from './health/health.controller.js';
import { MetricsServer } from './health/metrics-server.js';
import { MyEventsController } from './my-events/my-events.controller.js';
import { MyEventsStream } from './my-events/my-events-stream.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { NotificationsService } from './notifications/notifications.service.js';
import { BroadcastsService } from './me/broadcasts.service.js';
import { CountsService } from './me/counts.service.js';
import { MeController } from './me/me.controller.js';
import { PreferencesRepository } from './me/preferences.repository.js';
import { SavedViewsRepository } from './me/saved-views.repository.js';
import { SavedViewsService } from './me/saved-views.service.js';
import { PortalController } from './portal/portal.controller.js';
import { PortalService } from './portal/portal.service.js';
import { AuditExportController } from './exports/audit-export.controller.js';
import { ProcessesController } from './processes/processes.controller.js';
import { ProcessClocksService } from './processes/process-clocks.service.js';
import { ProcessesService } from './processes/processes.service.js';
import { StageStays } from './processes/stage-stays.js';
import { WaitingCommandsController } from './processes/waiting-commands.controller.js';
import { WaitingCommandsService } from './processes/waiting-commands.service.js';
import { RulesModule } from './rules.module.js';
import { SecretAccess } from './secrecy/secret-access.js';
import { Substitutions } from './tasks/substitutions.js';
import { TaskActs } from './tasks/task-acts.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { TaskBatches } from './tasks/task-batches.service.js';
import { TaskBatchesController } from './tasks/task-batches.controller.js';
import { TaskDraftsController } from './tasks/task-drafts.controller.js';
import { TaskDrafts } from './tasks/task-drafts.service.js';
import { TaskList } from './tasks/task-list.js';
import { TaskPreviewService } from './tasks/task-preview.service.js';
import { TaskRows } from './tasks/task-rows.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';
import { LastSeen } from './timeline/last-seen.js';
import { TimelineStream } from './timeline/timeline-stream.js';
import { ColleaguesController } from './units/colleagues.controller.js';
import { UnitsController } from './units/units.controller.js';
import { Visibility } from './visibility/visibility.js';

const REPOSITORIES = [
  CommentsRepository,
  FlowRepository,
  NotificationsRepository,
  ProcessCourseRepository,
  ProcessesRepository,
  PreferencesRepository,
  RecalculationsRepository,
  SearchRepository,
  SavedViewsRepository,
  SecretProcessesRepository,
  TaskAssignmentsRepository,
  TaskChangesRepository,
  TaskDraftsRepository,
  TaskCountsRepository,
  UnitsRepository,
  WaitingCommandsRepository,
];

/** Everything that processes of all businesses share (tasks, timeline, files, definitions, limits), and health. */
@Module({})
export class CasesModule {
  /** @param checkedClock clock to compare with the database's, in epoch ms; null for the clock of a test */
  static with(checkedClock: (() => number) | null): DynamicModule {
    return {
      module: CasesModule,
      imports: [AttachmentsModule, AuthModule, RulesModule, StreamsModule],
      controllers: [
        AttachmentsController,
        TasksController,
        TaskBatchesController,
        TaskDraftsController,
        CommentsController,
        ProcessesController,
        AuditExportController,
        WaitingCommandsController,
        CasePathController,
        DefinitionsController,
        FlowController,
        PortalController,
        RecalculationsController,
        ColleaguesController,
        MeController,
        UnitsController,
        MyEventsController,
        NotificationsController,
        SearchController,
        HealthController,
      ],
      providers: [
        CasePathService,
        {
          provide: ClockCheck,
          inject: [POOL],
          useFactory: (pool: Pool) => new ClockCheck(new HealthRepository(pool), checkedClock),
        },
        FlowService,
        LastSeen,
        MetricsServer,
        CommentsService,
        MyEventsStream,
        NotificationsService,
        BroadcastsService,
        CountsService,
        PortalService,
        ProcessesService,
        SearchService,
        SavedViewsService,
        SecretAccess,
        StageStays,
        ProcessClocksService,
        Substitutions,
        TaskActs,
        TaskPreviewService,
        TaskBatches,
        TaskDrafts,
        TaskList,
        TaskRows,
        {
          provide: TasksRepository,
          inject: [DATA_SOURCE, LIST_POOL, Businesses],
          useFactory: (dataSource: DataSource, lists: Pool, { matter }: Businesses) =>
            new TasksRepository(dataSource, lists, matter),
        },
        TasksService,
        TimelineStream,
        WaitingCommandsService,
        {
          provide: ContentsRepository,
          inject: [DATA_SOURCE, Visibility],
          useFactory: (dataSource: DataSource, { parties }: Visibility) =>
            new ContentsRepository(dataSource, parties),
        },
        {
          provide: TimelineRepository,
          inject: [DATA_SOURCE, Visibility],
          useFactory: (dataSource: DataSource, { parties }: Visibility) =>
            new TimelineRepository(dataSource, parties),
        },
        ...REPOSITORIES.map((repository) => repositoryProvider<object>(repository)),
      ],
    };
  }
}
