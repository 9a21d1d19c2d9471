import { Module } from '@nestjs/common';
import { KeptDocuments } from './stored-documents.js';

/** What lists and reads documents for every business that makes some. */
@Module({ providers: [KeptDocuments], exports: [KeptDocuments] })
export class DocumentsModule {}
