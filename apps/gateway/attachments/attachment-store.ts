import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Config } from '../../../infra/config/config.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { CONFIG, POOL } from '../platform/tokens.js';
import { acceptedName, detectType, type AttachmentType } from './attachment-type.js';
import type { AttachmentView } from './attachment-view.js';

/** What was uploaded and never sent with anything is removed after this. */
const ORPHAN_HOURS = 24;
const CLEANING_MS = 3_600_000;

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}
/** Account id, or `citizen`. */
type Uploader = string;

/**
 * Files that letters and answers come with. Their bytes lie in the data folder under the attachment's id, outside of
 * anything a web server serves; a gateway that shares the database shares this folder.
 */
@Injectable()
export class AttachmentStore implements OnApplicationShutdown {
  private readonly logger = new Logger('attachments');
  private readonly folder: string;
  private readonly cleaning: NodeJS.Timeout;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(POOL) private readonly pool: Pool,
  ) {
    this.folder = join(config.DUBAN_DATA, 'attachments');
    const clean = (): void => void this.removeOrphans().catch((err: unknown) => this.logger.error({ err }));
    this.cleaning = setInterval(clean, CLEANING_MS).unref();
  }

  /**
   * @param known its type, when somebody has read it already and so knows better
   * @throws {DubanError} ATTACHMENT_REJECTED when it is of no kind that we take
   */
  async save(file: UploadedFile, uploadedBy: Uploader, known?: AttachmentType): Promise<AttachmentView> {
    const type = known ?? (await detectType(file));
    const id = randomUUID();
    const view = {
      id,
      name: acceptedName(file.name, type),
      mediaType: type.mediaType,
      size: file.bytes.length,
    };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(this.pathOf(id), file.bytes, { mode: 0o600, flag: 'wx' });
    await this.pool.query(
      `INSERT INTO attachment (id, uploaded_by, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        id,
        uploadedBy,
        view.name,
        view.mediaType,
        view.size,
        createHash('sha256').update(file.bytes).digest(),
      ],
    );
    return view;
  }

  /**
   * Makes files part of a process, once: what another process has, or somebody else has uploaded, is refused.
   *
   * @throws {DubanError} ATTACHMENT_REJECTED
   */
  async attach(
    tx: EntityManager,
    ids: readonly string[],
    { process, uploadedBy }: { process: string; uploadedBy: Uploader },
  ): Promise<void> {
    if (ids.length === 0) return;
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const rows: { id: string }[] = await tx.query(
      `WITH attached AS (
         UPDATE attachment SET process_id = $2 WHERE id = ANY ($1::uuid[]) AND uploaded_by = $3
           AND coalesce(process_id, $2) = $2 RETURNING id
       ) SELECT id FROM attached`,
      [wanted, process, uploadedBy],
    );
    const attached = new Set(rows.map(({ id }) => id));
    const issues = wanted
      .filter((id) => !attached.has(id))
      .map((id) => ({ field: 'attachmentIds', message: `no file ${id} has been uploaded for this` }));
    if (issues.length > 0) throw new DubanError('ATTACHMENT_REJECTED', issues[0]!.message, { issues });
  }

  open(id: string): ReadStream {
    return createReadStream(this.pathOf(id));
  }

  /** Removes the bytes of files whose rows are gone. */
  async removeFiles(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => rm(this.pathOf(id), { force: true })));
  }

  onApplicationShutdown(): void {
    clearInterval(this.cleaning);
  }

  private async removeOrphans(): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `DELETE FROM attachment WHERE process_id IS NULL AND at < now() - $1 * interval '1 hour' RETURNING id`,
      [ORPHAN_HOURS],
    );
    await this.removeFiles(rows.map(({ id }) => id));
  }

  private pathOf(id: string): string {
    return join(this.folder, id);
  }
}
