import { Module } from '@nestjs/common';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { ConsultationContents } from './consultation-content.js';
import { ConsultationDraft } from './consultation-draft.js';
import { ConsultationRulesController } from './consultation-rules.controller.js';
import { ConsultationRules } from './consultation-rules.js';
import { ConsultationsController } from './consultations.controller.js';
import { ConsultationsService } from './consultations.service.js';
import { OpinionGroups } from './opinion-groups.js';
import { OpinionsReceipt } from './opinion-receipt.js';
import { OpinionsController } from './opinions.controller.js';
import { Opinions } from './opinions.service.js';
import { PublicConsultationsController } from './public-consultations.controller.js';
import { PublicConsultations } from './public-consultations.js';

/** Consultations on policies: for their units and the offices, and for the public. */
@Module({
  imports: [DocumentsModule, PublicInputModule],
  controllers: [
    ConsultationsController,
    ConsultationRulesController,
    OpinionsController,
    PublicConsultationsController,
  ],
  providers: [
    ConsultationContents,
    ConsultationDraft,
    ConsultationRules,
    ConsultationsService,
    OpinionGroups,
    Opinions,
    OpinionsReceipt,
    PublicConsultations,
  ],
})
export class ConsultationsModule {}
