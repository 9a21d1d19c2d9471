import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/identity/actor.js';
import { StoredDocumentsService } from '../cases/documents/stored-documents.service.js';
import type { FileAnswer } from '../platform/http/send-file.js';
import { CampaignAccessService } from './campaign-access.service.js';
import { readableDocuments } from './visible-campaigns.js';
import type { CampaignDocumentView } from './campaigns.dto.js';

/** Documents of a campaign. Departments read the bulletin, and documents that are addressed to them. */
@Injectable()
export class CampaignDocumentsService {
  constructor(
    private readonly documents: StoredDocumentsService,
    private readonly access: CampaignAccessService,
  ) {}

  /** Newest first. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<CampaignDocumentView[]> {
    await this.access.assertVisible(actor, id);
    return this.documents.list(id, readableDocuments(actor));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not read it */
  async file(actor: Actor, id: string, document: string): Promise<FileAnswer> {
    await this.access.assertVisible(actor, id);
    return this.documents.file(id, document, readableDocuments(actor));
  }
}
