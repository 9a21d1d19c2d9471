import { Module } from '@nestjs/common';
import { PublicSurveysRepository } from '../../../domain/surveys/public-surveys.repository.js';
import { QuotesRepository } from '../../../domain/surveys/quotes.repository.js';
import { ResponsesRepository } from '../../../domain/surveys/responses.repository.js';
import { SurveysRepository } from '../../../domain/surveys/surveys.repository.js';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { ResponseSubmissionService } from './response-submission.service.js';
import { PublicSurveysController } from './public-surveys.controller.js';
import { PublicSurveysService } from './public-surveys.service.js';
import { PublishedSurveysService } from './published-surveys.service.js';
import { SurveyResponsesService } from './survey-responses.service.js';
import { SurveyDraftsService } from './survey-drafts.service.js';
import { ResponseExportsService } from './response-exports.service.js';
import { SurveyResultsService } from './survey-results.service.js';
import { SurveysService } from './surveys.service.js';
import { SurveySecrets } from './survey-secrets.js';
import { SurveyResponsesController } from './survey-responses.controller.js';
import { SurveysController } from './surveys.controller.js';

/** Surveys: drafts, responses, results. */
@Module({
  imports: [DocumentsModule, PublicInputModule],
  controllers: [PublicSurveysController, SurveysController, SurveyResponsesController],
  providers: [
    PublicSurveysService,
    PublishedSurveysService,
    ResponseExportsService,
    ResponseSubmissionService,
    SurveyDraftsService,
    SurveyResponsesService,
    SurveyResultsService,
    SurveySecrets,
    SurveysService,
    repositoryProvider(PublicSurveysRepository),
    repositoryProvider(QuotesRepository),
    repositoryProvider(ResponsesRepository),
    repositoryProvider(SurveysRepository),
  ],
})
export class SurveysModule {}
