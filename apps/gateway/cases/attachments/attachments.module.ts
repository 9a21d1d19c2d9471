import { Module } from '@nestjs/common';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentStore } from './attachment-store.js';
import { UploadQuota } from './upload-quota.js';
import { Uploads } from './uploads.js';

/** One store for the files of every case. */
@Module({
  providers: [AttachmentFiles, AttachmentStore, UploadQuota, Uploads],
  exports: [AttachmentFiles, AttachmentStore, Uploads],
})
export class AttachmentsModule {}
