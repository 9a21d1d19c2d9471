import { Module } from '@nestjs/common';
import { DocumentsRepository } from '../../../../domain/cases/documents/documents.repository.js';
import { repositoryProvider } from '../../platform/repository-provider.js';
import { StoredDocumentsService } from './stored-documents.service.js';

/** Lists and reads documents for every business that renders some. */
@Module({
  providers: [StoredDocumentsService, repositoryProvider(DocumentsRepository)],
  exports: [StoredDocumentsService],
})
export class DocumentsModule {}
