import { Injectable } from '@nestjs/common';
import { IS_PUBLIC_DOCUMENT } from '../../../../domain/interviews/public-interviews.repository.js';
import type { Actor } from '../../platform/identity/actor.js';
import {
  EVERY_DOCUMENT,
  StoredDocumentsService,
  withoutUnit,
  type ListedDocument,
  type ReadableDocuments,
} from '../../cases/documents/stored-documents.service.js';
import { AttachmentFiles } from '../../cases/attachments/attachment-files.js';
import type { AttachmentView } from '../../cases/attachments/attachment-view.js';
import type { FileAnswer } from '../../platform/http/send-file.js';
import { InterviewAccess } from '../access/interview-access.js';
import type { InterviewDocumentView } from '../interviews.dto.js';

/** Documents and uploaded files of an interview: both for whoever may see it. The public reads the newest version of the transcript, once it is published. */
@Injectable()
export class InterviewDocumentsService {
  constructor(
    private readonly documents: StoredDocumentsService,
    private readonly access: InterviewAccess,
    private readonly uploads: AttachmentFiles,
  ) {}

  /** Uploaded files: plans and reports that were submitted, and images. @throws {DubanError} NOT_FOUND */
  async files(actor: Actor, interview: string): Promise<AttachmentView[]> {
    await this.access.standing(actor, interview);
    return this.uploads.ofProcess(interview);
  }

  /** Newest first. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, interview: string): Promise<InterviewDocumentView[]> {
    await this.access.standing(actor, interview);
    return (await this.documents.list(interview, EVERY_DOCUMENT)).map(withoutUnit);
  }

  /** @throws {DubanError} NOT_FOUND */
  async file(actor: Actor, interview: string, document: string): Promise<FileAnswer> {
    await this.access.standing(actor, interview);
    return this.documents.file(interview, document, EVERY_DOCUMENT);
  }

  publicList(interview: string): Promise<ListedDocument[]> {
    return this.documents.list(interview, PUBLIC);
  }

  /** @throws {DubanError} NOT_FOUND */
  publicFile(interview: string, document: string): Promise<FileAnswer> {
    return this.documents.file(interview, document, PUBLIC);
  }
}

const PUBLIC: ReadableDocuments = IS_PUBLIC_DOCUMENT;
