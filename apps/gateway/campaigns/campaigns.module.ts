import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { CampaignAccess } from './campaign-access.js';
import { CampaignDocuments } from './campaign-documents.js';
import { CampaignLists } from './campaign-lists.js';
import { CampaignReads } from './campaign-reads.js';
import { CampaignStream } from './campaign-stream.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsService } from './campaigns.service.js';
import { ListComparisonsController } from './list-comparisons.controller.js';
import { ListComparisons } from './list-comparisons.js';

/** Service-item campaigns: setting them up, following them, and what they bring. */
@Module({
  imports: [AttachmentsModule, DocumentsModule],
  controllers: [CampaignsController, ListComparisonsController],
  providers: [
    CampaignAccess,
    CampaignDocuments,
    CampaignLists,
    CampaignReads,
    CampaignStream,
    CampaignsService,
    ListComparisons,
  ],
})
export class CampaignsModule {}
