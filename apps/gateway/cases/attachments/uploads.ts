import type { MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { filesOf, orMalformed } from '../../platform/http/multipart.js';
import { FILE_BYTES, FILES, FORM_BYTES } from './attachment-limits.js';
import { AttachmentStore } from './attachment-store.js';
import { fileName } from './file-name.js';
import type { AttachmentView } from './attachment-view.js';
import { UploadQuota, type Uploader } from './upload-quota.js';

/** Stores the files of a form, all or none. */
@Injectable()
export class Uploads {
  constructor(
    private readonly store: AttachmentStore,
    private readonly quota: UploadQuota,
  ) {}

  /**
   * @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST, PAYLOAD_TOO_LARGE, ATTACHMENT_REJECTED, UPLOAD_QUOTA
   */
  async receive(request: FastifyRequest, uploader: Uploader): Promise<AttachmentView[]> {
    if (!request.isMultipart())
      throw new DubanError('MEDIA_TYPE_NOT_ALLOWED', detail('platform.sendMultipart'));
    const length = Number(request.headers['content-length'] ?? FORM_BYTES);
    if (length > FORM_BYTES)
      throw new DubanError('PAYLOAD_TOO_LARGE', detail('cases.formTooLarge', { bytes: FORM_BYTES }));
    // The parts around the files are not stored and need no space.
    const reservation = await this.quota.reserve(uploader, Math.min(length, FILES * FILE_BYTES));
    const items: AttachmentView[] = [];
    try {
      for await (const file of filesOf(request)) items.push(await this.save(file, uploader));
      if (items.length === 0) throw new DubanError('ATTACHMENT_REJECTED', detail('cases.noFileSent'));
      return items;
    } catch (error) {
      await this.store.remove(items.map(({ id }) => id));
      throw error;
    } finally {
      await this.quota.release(reservation);
    }
  }

  private async save(part: MultipartFile, uploader: Uploader): Promise<AttachmentView> {
    try {
      return await this.store.save({ name: fileName(part.filename), content: part.file }, uploader);
    } catch (error) {
      part.file.resume(); // an unread part would block the form
      throw part.file.truncated
        ? new DubanError('PAYLOAD_TOO_LARGE', detail('cases.fileTooLarge', { bytes: FILE_BYTES }))
        : orMalformed(error);
    }
  }
}
