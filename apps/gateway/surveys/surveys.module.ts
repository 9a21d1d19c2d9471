import { Module } from '@nestjs/common';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { AnswerIntake } from './survey-responses.js';
import { PublicSurveysController } from './public-surveys.controller.js';
import { PublicSurveys } from './public-surveys.js';
import { PublishedSurveys } from './published-surveys.js';
import { SurveyAnswers } from './survey-answers.js';
import { SurveyDrafts } from './survey-drafts.js';
import { SurveyExports } from './survey-exports.js';
import { SurveyResults } from './survey-results.js';
import { SurveyRows } from './survey-rows.js';
import { SurveySecrets } from './survey-secrets.js';
import { SurveyAnswersController } from './survey-answers.controller.js';
import { SurveysController } from './surveys.controller.js';

/** Surveys: drawing them up, answering them, and what comes of it. */
@Module({
  imports: [DocumentsModule, PublicInputModule],
  controllers: [PublicSurveysController, SurveysController, SurveyAnswersController],
  providers: [
    AnswerIntake,
    PublicSurveys,
    PublishedSurveys,
    SurveyAnswers,
    SurveyDrafts,
    SurveyExports,
    SurveyResults,
    SurveyRows,
    SurveySecrets,
  ],
})
export class SurveysModule {}
