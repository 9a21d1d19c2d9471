import { Module } from '@nestjs/common';
import { AttachmentStore } from './attachment-store.js';

/** One store, for letters, answers and appeals. */
@Module({ providers: [AttachmentStore], exports: [AttachmentStore] })
export class AttachmentsModule {}
