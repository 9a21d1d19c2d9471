import { Module } from '@nestjs/common';
import { AssessmentFactsRepository } from '../../../domain/assessment/assessment-facts.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { AssessmentController } from './assessment.controller.js';

/** The annual assessment of the columns. It has no process of its own. */
@Module({
  controllers: [AssessmentController],
  providers: [repositoryProvider(AssessmentFactsRepository)],
})
export class AssessmentModule {}
