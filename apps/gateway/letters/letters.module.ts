import { Module } from '@nestjs/common';
import { SearchRepository } from '../../../domain/cases/search/search.repository.js';
import { DutyListRepository } from '../../../domain/cases/duty/duty-list.repository.js';
import { ErasuresRepository } from '../../../domain/letters/erasures.repository.js';
import { IdentityViewsRepository } from '../../../domain/letters/identity-views.repository.js';
import { LetterFilesRepository } from '../../../domain/letters/letter-files.repository.js';
import { LetterReceiptRepository } from '../../../domain/letters/letter-receipt.repository.js';
import { LetterStatusRepository } from '../../../domain/letters/letter-status.repository.js';
import { LetterListingRepository } from '../../../domain/letters/listing/letter-listing.repository.js';
import { LettersRepository } from '../../../domain/letters/letters.repository.js';
import { MergedLettersRepository } from '../../../domain/letters/merged-letters.repository.js';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { AuthModule } from '../platform/auth/auth.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { CitizenLettersService } from './citizen-letters.service.js';
import { ErasuresController } from './erasures.controller.js';
import { ErasuresService } from './erasures.service.js';
import { LetterAccess } from './letter-access.js';
import { LetterAttachmentsController } from './letter-attachments.controller.js';
import { LetterListingController } from './letter-listing.controller.js';
import { LetterListingService } from './letter-listing.service.js';
import { LetterReceiptService } from './letter-receipt.service.js';
import { LetterSecrets } from './letter-secrets.js';
import { LetterStatisticsController } from './letter-statistics.controller.js';
import { LetterStatisticsService } from './letter-statistics.service.js';
import { LetterStatusService } from './letter-status.service.js';
import { LetterWriterController } from './letter-writer.controller.js';
import { LetterWriterService } from './letter-writer.service.js';
import { LettersController } from './letters.controller.js';
import { MailboxRulesController } from './mailbox-rules.controller.js';
import { MailboxRulesService } from './mailbox-rules.service.js';
import { MaskPreviewController } from './mask-preview.controller.js';
import { PublicLettersController } from './public-letters.controller.js';
import { StaffLettersService } from './staff-letters.service.js';

/** The governor's mailbox: receiving letters, what their writers see and do, what staff read of them. */
@Module({
  imports: [AttachmentsModule, AuthModule, PublicInputModule],
  controllers: [
    PublicLettersController,
    LettersController,
    LetterAttachmentsController,
    LetterStatisticsController,
    LetterWriterController,
    LetterListingController,
    ErasuresController,
    MailboxRulesController,
    MaskPreviewController,
  ],
  providers: [
    repositoryProvider(DutyListRepository),
    repositoryProvider(ErasuresRepository),
    repositoryProvider(IdentityViewsRepository),
    repositoryProvider(LetterFilesRepository),
    repositoryProvider(LetterListingRepository),
    repositoryProvider(LetterReceiptRepository),
    repositoryProvider(LetterStatusRepository),
    repositoryProvider(LettersRepository),
    repositoryProvider(SearchRepository),
    repositoryProvider(MergedLettersRepository),
    CitizenLettersService,
    ErasuresService,
    LetterAccess,
    LetterListingService,
    LetterReceiptService,
    LetterSecrets,
    LetterStatisticsService,
    LetterStatusService,
    LetterWriterService,
    MailboxRulesService,
    StaffLettersService,
  ],
})
export class LettersModule {}
