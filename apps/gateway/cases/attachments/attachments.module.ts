import { Module } from '@nestjs/common';
import { AttachmentsRepository } from '../../../../domain/cases/attachments/attachments.repository.js';
import { repositoryProvider } from '../../platform/repository-provider.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentStore } from './attachment-store.js';
import { UploadQuota } from './upload-quota.js';
import { Uploads } from './uploads.js';

/** Files of all cases. */
@Module({
  providers: [
    AttachmentFiles,
    AttachmentStore,
    UploadQuota,
    Uploads,
    repositoryProvider(AttachmentsRepository),
  ],
  exports: [AttachmentFiles, AttachmentStore, Uploads],
})
export class AttachmentsModule {}
