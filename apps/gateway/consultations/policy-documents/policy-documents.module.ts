import { Module } from '@nestjs/common';
import { AuthModule } from '../../platform/auth/auth.module.js';
import { PolicyDocumentsController } from './policy-documents.controller.js';
import { PolicyDocuments } from './policy-documents.service.js';
import { PolicyMarking } from './policy-marking.js';
import { PublicPoliciesController } from './public-policies.controller.js';

/** The policy register and its gate. */
@Module({
  imports: [AuthModule],
  controllers: [PolicyDocumentsController, PublicPoliciesController],
  providers: [PolicyDocuments, PolicyMarking],
})
export class PolicyDocumentsModule {}
