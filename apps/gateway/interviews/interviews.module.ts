import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { InterviewAccess } from './access/interview-access.js';
import { InterviewContents } from './interview-contents.js';
import { InterviewDocuments } from './documents/interview-documents.js';
import { InterviewsController } from './interviews.controller.js';
import { InterviewsService } from './interviews.service.js';
import { LiveFeedModule } from './live-feed/live-feed.module.js';
import { PublicInterviewsController } from './public/public-interviews.controller.js';
import { PublicInterviews } from './public/public-interviews.js';
import { Asking } from './questions/submit-question.js';
import { PublicQuestionsController, QuestionsController } from './questions/questions.controller.js';
import { Questions } from './questions/questions.service.js';
import { UtterancesController } from './utterances/utterances.controller.js';
import { Utterances } from './utterances/utterances.service.js';

/** Online interviews: preparing and holding them, and what the public reads and asks. */
@Module({
  imports: [AttachmentsModule, DocumentsModule, LiveFeedModule, PublicInputModule],
  controllers: [
    InterviewsController,
    PublicInterviewsController,
    PublicQuestionsController,
    QuestionsController,
    UtterancesController,
  ],
  providers: [
    Asking,
    InterviewAccess,
    InterviewContents,
    InterviewDocuments,
    InterviewsService,
    PublicInterviews,
    Questions,
    Utterances,
  ],
})
export class InterviewsModule {}
