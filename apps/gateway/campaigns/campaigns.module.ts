import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { DocumentsModule } from '../cases/documents/documents.module.js';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { InspectionSourcesRepository } from '../../../domain/campaigns/inspection-sources.repository.js';
import { FindingsRepository } from '../../../domain/campaigns/findings.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { CampaignAccessService } from './campaign-access.service.js';
import { CampaignDatesController } from './campaign-dates.controller.js';
import { CampaignDatesService } from './campaign-dates.service.js';
import { CampaignDocumentsService } from './campaign-documents.service.js';
import { CampaignListsService } from './campaign-lists.service.js';
import { CampaignResultsService } from './campaign-results.service.js';
import { CampaignSetupController } from './campaign-setup.controller.js';
import { CampaignSetupService } from './campaign-setup.service.js';
import { CampaignStreamService } from './campaign-stream.service.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsService } from './campaigns.service.js';
import { InspectedPagesController } from './inspected-pages.controller.js';
import { InspectedPagesService } from './inspected-pages.service.js';
import { ListComparisonsController } from './list-comparisons.controller.js';
import { ListComparisonsService } from './list-comparisons.service.js';
import { PublicCampaignsController } from './public-campaigns.controller.js';
import { PublicCampaignsService } from './public-campaigns.service.js';

/** Service-item campaigns (在线办事事项清理): set-up, progress and results. */
@Module({
  imports: [AttachmentsModule, DocumentsModule],
  controllers: [
    CampaignsController,
    CampaignDatesController,
    CampaignSetupController,
    InspectedPagesController,
    ListComparisonsController,
    PublicCampaignsController,
  ],
  providers: [
    repositoryProvider(CampaignsRepository),
    repositoryProvider(CataloguesRepository),
    repositoryProvider(FindingsRepository),
    repositoryProvider(InspectionSourcesRepository),
    CampaignAccessService,
    CampaignDatesService,
    CampaignDocumentsService,
    CampaignListsService,
    CampaignResultsService,
    CampaignSetupService,
    CampaignStreamService,
    CampaignsService,
    InspectedPagesService,
    ListComparisonsService,
    PublicCampaignsService,
  ],
})
export class CampaignsModule {}
