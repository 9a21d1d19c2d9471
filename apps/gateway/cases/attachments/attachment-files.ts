import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  AttachmentsRepository,
  type FileOfProcess,
} from '../../../../domain/cases/attachments/attachments.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { sendFile } from '../../platform/http/send-file.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Visibility } from '../visibility/visibility.js';
import { AttachmentStore } from './attachment-store.js';
import type { AttachmentView } from './attachment-view.js';

/** Finds stored files that a reader may read, and sends them. */
@Injectable()
export class AttachmentFiles {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly store: AttachmentStore,
    private readonly visibility: Visibility,
  ) {}

  /** A file that the account uploaded, or of a process whose files it may read. @throws {DubanError} NOT_FOUND */
  async readableBy(actor: Actor, id: string): Promise<AttachmentView> {
    const reader = { account: actor.id, readable: this.visibility.files(actor) };
    return found(await this.attachments.findReadable(id, reader));
  }

  /** Files of a process whose readers the caller has checked, in the order of their upload. */
  ofProcess(process: string): Promise<AttachmentView[]> {
    return this.attachments.ofProcess(process);
  }

  /** Files of a process in the order of their upload; none for an account that may not read them. */
  readableOf(actor: Actor, process: string): Promise<AttachmentView[]> {
    return this.attachments.readableOf(process, this.visibility.files(actor));
  }

  /** @param readable ids of the files that the caller has checked. @throws {DubanError} NOT_FOUND for any other */
  async oneOf(readable: readonly string[], id: string): Promise<AttachmentView> {
    return found(await this.attachments.findAmong(id, readable));
  }

  /** @param inline see `FileAnswer` */
  send({ id, name, mediaType, size }: AttachmentView, reply: FastifyReply, inline = false): StreamableFile {
    return sendFile(reply, { name, mediaType, size, inline, content: this.store.open(id) });
  }
}

function found(file: FileOfProcess | undefined): AttachmentView {
  if (!file) throw new DubanError('NOT_FOUND', detail('cases.noFile'));
  if (file.secret) noteAccess({ id: file.process!, secret: true });
  return file;
}
