import { Module } from '@nestjs/common';
import { PolicyDocumentsRepository } from '../../../../domain/consultations/policy-documents.repository.js';
import { PolicyMarkingsRepository } from '../../../../domain/consultations/policy-markings.repository.js';
import { AuthModule } from '../../platform/auth/auth.module.js';
import { repositoryProvider } from '../../platform/repository-provider.js';
import { PolicyDocumentsController } from './policy-documents.controller.js';
import { PolicyDocumentsService } from './policy-documents.service.js';
import { PolicyMarkingService } from './policy-marking.service.js';
import { PublicPoliciesController } from './public-policies.controller.js';

/** The policy register and its gate. */
@Module({
  imports: [AuthModule],
  controllers: [PolicyDocumentsController, PublicPoliciesController],
  providers: [
    PolicyDocumentsService,
    PolicyMarkingService,
    repositoryProvider(PolicyDocumentsRepository),
    repositoryProvider(PolicyMarkingsRepository),
  ],
})
export class PolicyDocumentsModule {}
