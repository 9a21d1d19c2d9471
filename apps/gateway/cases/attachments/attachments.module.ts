import { Module } from '@nestjs/common';
import { AttachmentStore } from './attachment-store.js';
import { UploadQuota } from './upload-quota.js';
import { Uploads } from './uploads.js';

/** One store, for letters, answers and appeals. */
@Module({ providers: [AttachmentStore, UploadQuota, Uploads], exports: [AttachmentStore, Uploads] })
export class AttachmentsModule {}
