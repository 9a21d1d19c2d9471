import { Module } from '@nestjs/common';
import { DeskRepository } from '../../../domain/interviews/desk.repository.js';
import { InterviewsRepository } from '../../../domain/interviews/interviews.repository.js';
import { PublicInterviewsRepository } from '../../../domain/interviews/public-interviews.repository.js';
import { QuestionsRepository } from '../../../domain/interviews/questions.repository.js';
import { UtterancesRepository } from '../../../domain/interviews/utterances.repository.js';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { InterviewAccess } from './access/interview-access.js';
import { DeskController } from './desk/desk.controller.js';
import { DeskStreamService } from './desk/desk-stream.service.js';
import { InterviewContentsService } from './interview-contents.service.js';
import { InterviewDocumentsService } from './documents/interview-documents.service.js';
import { InterviewsController } from './interviews.controller.js';
import { InterviewsService } from './interviews.service.js';
import { LiveFeedModule } from './live-feed/live-feed.module.js';
import { PublicInterviewsController } from './public/public-interviews.controller.js';
import { PublicInterviewsService } from './public/public-interviews.service.js';
import { QuestionSubmissionService } from './questions/question-submission.service.js';
import { PublicQuestionsController, QuestionsController } from './questions/questions.controller.js';
import { QuestionsService } from './questions/questions.service.js';
import { UtterancesController } from './utterances/utterances.controller.js';
import { UtterancesService } from './utterances/utterances.service.js';

/** Online interviews: preparation, live event, desk of the crew, public pages and citizens' questions. */
@Module({
  imports: [AttachmentsModule, DocumentsModule, LiveFeedModule, PublicInputModule],
  controllers: [
    DeskController,
    InterviewsController,
    PublicInterviewsController,
    PublicQuestionsController,
    QuestionsController,
    UtterancesController,
  ],
  providers: [
    DeskStreamService,
    InterviewAccess,
    InterviewContentsService,
    InterviewDocumentsService,
    InterviewsService,
    PublicInterviewsService,
    QuestionSubmissionService,
    QuestionsService,
    UtterancesService,
    repositoryProvider(DeskRepository),
    repositoryProvider(InterviewsRepository),
    repositoryProvider(PublicInterviewsRepository),
    repositoryProvider(QuestionsRepository),
    repositoryProvider(UtterancesRepository),
  ],
})
export class InterviewsModule {}
