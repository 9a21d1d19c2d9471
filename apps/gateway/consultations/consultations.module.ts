import { Module } from '@nestjs/common';
import { ProcessesRepository } from '../../../domain/cases/processes/processes.repository.js';
import { ConsultationRulesRepository } from '../../../domain/consultations/consultation-rules.repository.js';
import { ConsultationsRepository } from '../../../domain/consultations/consultations.repository.js';
import { HearingsRepository } from '../../../domain/consultations/hearings.repository.js';
import { OpinionGroupsRepository } from '../../../domain/consultations/opinion-groups.repository.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import { PolicyDocumentsRepository } from '../../../domain/consultations/policy-documents.repository.js';
import { VerdictDraftsRepository } from '../../../domain/consultations/verdict-drafts.repository.js';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { ConsultationContentService } from './consultation-content.service.js';
import { ConsultationDraftService } from './consultation-draft.service.js';
import { ConsultationRulesController } from './consultation-rules.controller.js';
import { ConsultationsController } from './consultations.controller.js';
import { ConsultationsService } from './consultations.service.js';
import { OpinionGroupsService } from './opinion-groups.service.js';
import { OpinionSubmissionService } from './opinion-submission.service.js';
import { OpinionsController } from './opinions.controller.js';
import { OpinionsService } from './opinions.service.js';
import { PublicConsultationsController } from './public-consultations.controller.js';
import { PublicConsultationsService } from './public-consultations.service.js';
import { VerdictDraftsController } from './verdict-drafts.controller.js';
import { VerdictDraftsService } from './verdict-drafts.service.js';

/** Consultations on policies, for their units, the offices and the public. */
@Module({
  imports: [DocumentsModule, PublicInputModule],
  controllers: [
    ConsultationsController,
    ConsultationRulesController,
    OpinionsController,
    PublicConsultationsController,
    VerdictDraftsController,
  ],
  providers: [
    ConsultationContentService,
    ConsultationDraftService,
    ConsultationsService,
    OpinionGroupsService,
    OpinionSubmissionService,
    OpinionsService,
    PublicConsultationsService,
    VerdictDraftsService,
    repositoryProvider(ConsultationRulesRepository),
    repositoryProvider(ConsultationsRepository),
    repositoryProvider(HearingsRepository),
    repositoryProvider(OpinionGroupsRepository),
    repositoryProvider(OpinionsRepository),
    repositoryProvider(PolicyDocumentsRepository),
    repositoryProvider(ProcessesRepository),
    repositoryProvider(VerdictDraftsRepository),
  ],
})
export class ConsultationsModule {}
