import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { queryRow } from '../../../../infra/database/query.js';
import { sql, type Sql } from '../../../../infra/database/sql.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { sendFile } from '../../platform/http/send-file.js';
import type { Actor } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';
import { Visibility } from '../visibility/visibility.js';
import { AttachmentStore } from './attachment-store.js';
import type { AttachmentView } from './attachment-view.js';

/** A file with the process that it belongs to, if one names it already. */
type FoundFile = AttachmentView & { readonly process: string | null; readonly secret: boolean | null };

/** Finds stored files for whoever may read them, and sends them. */
@Injectable()
export class AttachmentFiles {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly store: AttachmentStore,
    private readonly visibility: Visibility,
  ) {}

  /** A file that the account uploaded, or of a process whose content it may read. @throws {DubanError} NOT_FOUND */
  readableBy(actor: Actor, id: string): Promise<AttachmentView> {
    const keys = this.visibility.readableKeys(actor);
    return this.find(
      sql`a.id = ${id} AND (a.uploaded_by = ${actor.id} OR EXISTS (SELECT 1 FROM process p
         WHERE p.id = a.process_id AND (${keys}::text[] IS NULL OR p.key = ANY (${keys})) AND ${this.visibility.processes(actor)}))`,
    );
  }

  /** One of some files whose reader has been checked. @throws {DubanError} NOT_FOUND when it is none of them */
  oneOf(readable: readonly string[], id: string): Promise<AttachmentView> {
    return this.find(sql`a.id = ${id} AND a.id = ANY (${readable}::uuid[])`);
  }

  send({ id, name, mediaType, size }: AttachmentView, reply: FastifyReply): StreamableFile {
    return sendFile(reply, { name, mediaType, size, content: this.store.open(id) });
  }

  private async find(condition: Sql): Promise<AttachmentView> {
    const file = await queryRow<FoundFile>(
      this.pool,
      sql`SELECT a.id, a.name, a.media_type AS "mediaType", a.size, a.process_id AS process, (SELECT ${isSecret('p')}
         FROM process p WHERE p.id = a.process_id) AS secret
       FROM attachment a WHERE ${condition}`,
    );
    if (!file) throw new DubanError('NOT_FOUND', detail('cases.noFile'));
    if (file.secret) noteAccess({ id: file.process!, secret: true });
    return file;
  }
}
