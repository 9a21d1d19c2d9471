import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Config } from '../../../../infra/config/config.js';
import { issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { CONFIG, POOL } from '../../platform/tokens.js';
import { acceptedName, detectType, type AttachmentType } from './attachment-type.js';
import type { AttachmentView } from './attachment-view.js';
import { UploadQuota, type Uploader } from './upload-quota.js';

/** What was uploaded and never sent with anything is removed after this. */
const ORPHAN_HOURS = 24;
const CLEANING_MS = 3_600_000;

/** Ends the name of a file that is being written. */
const UNFINISHED = '.part';
const CITIZEN = 'citizen';

export interface UploadedFile {
  readonly name: string;
  readonly content: Readable;
}

/**
 * Files that requests and answers come with. Their bytes lie in the data folder under the attachment's id, outside of
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
    private readonly quota: UploadQuota,
  ) {
    this.folder = join(config.DUBAN_DATA, 'attachments');
    const clean = (): void => void this.removeOrphans().catch((err: unknown) => this.logger.error({ err }));
    this.cleaning = setInterval(clean, CLEANING_MS).unref();
  }

  /**
   * Writes a file as it comes, and keeps nothing when it is refused or ends early.
   *
   * @param known its type, when somebody has read it already and so knows better
   * @throws {DubanError} ATTACHMENT_REJECTED when it is of no kind that we take; whatever reading the content throws
   */
  async save(file: UploadedFile, uploader: Uploader, known?: AttachmentType): Promise<AttachmentView> {
    const id = randomUUID();
    const unfinished = `${this.pathOf(id)}${UNFINISHED}`;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    try {
      const { size, sha256 } = await write(file.content, unfinished);
      const type = known ?? (await detectType({ name: file.name, path: unfinished }));
      const view = { id, name: acceptedName(file.name, type), mediaType: type.mediaType, size };
      await rename(unfinished, this.pathOf(id));
      await this.pool.query(
        `INSERT INTO attachment (id, uploaded_by, uploader, name, media_type, size, sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          id,
          'account' in uploader ? uploader.account : CITIZEN,
          await this.quota.keyOf(uploader),
          ...[view.name, view.mediaType, size, sha256],
        ],
      );
      return view;
    } catch (error) {
      await Promise.all([unfinished, this.pathOf(id)].map((path) => rm(path, { force: true })));
      throw error;
    }
  }

  /** Of an upload that was refused as a whole. */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.pool.query('DELETE FROM attachment WHERE id = ANY ($1::uuid[])', [ids]);
    await this.removeFiles(ids);
  }

  /**
   * Makes files part of a process, once: what another process has, or somebody else has uploaded, is refused.
   *
   * @param of `uploadedBy`: id of an account, or `citizen`
   * @throws {DubanError} ATTACHMENT_REJECTED
   */
  async attach(
    tx: EntityManager,
    ids: readonly string[],
    { process, uploadedBy }: { process: string; uploadedBy: string },
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
    const [first, ...more] = wanted
      .filter((id) => !attached.has(id))
      .map((id) => issue('attachmentIds', 'cases.fileNotUploaded', { file: id }));
    if (first) throw DubanError.ofFields('ATTACHMENT_REJECTED', [first, ...more]);
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
    await this.removeUnfinished();
    await this.quota.sweep();
  }

  /** What a killed gateway was writing. */
  private async removeUnfinished(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []); // nothing was ever uploaded
    for (const name of names.filter((name) => name.endsWith(UNFINISHED))) {
      const path = join(this.folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity })); // finished meanwhile
      if (Date.now() - mtimeMs > CLEANING_MS) await rm(path, { force: true });
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, id);
  }
}

/** Hashes what it writes on the way: a file is never held in memory. */
async function write(content: Readable, path: string): Promise<{ size: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600, flags: 'wx' }),
  );
  if ((content as { truncated?: boolean }).truncated) throw new Error('the file is larger than allowed');
  return { size, sha256: hash.digest() };
}
