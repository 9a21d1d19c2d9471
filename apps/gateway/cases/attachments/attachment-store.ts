import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from 'typeorm';
import { AttachmentsRepository } from '../../../../domain/cases/attachments/attachments.repository.js';
import type { Config } from '../../../../infra/config/config.js';
import { issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { CONFIG } from '../../platform/tokens.js';
import { acceptedName, detectType, type AttachmentType } from './attachment-type.js';
import type { AttachmentView } from './attachment-view.js';
import { UploadQuota, type Uploader } from './upload-quota.js';

/** Age at which a file is removed that no command has named. */
const ORPHAN_HOURS = 24;
const CLEANING_MS = 3_600_000;

/** Suffix of a file that is being written. */
const UNFINISHED = '.part';
const CITIZEN = 'citizen';

export interface UploadedFile {
  readonly name: string;
  readonly content: Readable;
}

/**
 * Files of requests and answers. The bytes are in the data folder under the attachment's id, outside of every folder that
 * a web server serves. Gateways that share a database share this folder.
 */
@Injectable()
export class AttachmentStore implements OnApplicationShutdown {
  private readonly logger = new Logger('attachments');
  private readonly folder: string;
  private readonly cleaning: NodeJS.Timeout;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly attachments: AttachmentsRepository,
    private readonly quota: UploadQuota,
  ) {
    this.folder = join(config.DUBAN_DATA, 'attachments');
    const clean = (): void => void this.removeOrphans().catch((err: unknown) => this.logger.error({ err }));
    this.cleaning = setInterval(clean, CLEANING_MS).unref();
  }

  /**
   * Streams a file to disk and stores its row. Removes both when the file is rejected or ends early.
   *
   * @param known its type, when the caller has parsed the content already
   * @throws {DubanError} ATTACHMENT_REJECTED for a type that is not accepted; errors of the content's stream
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
      await this.attachments.add({
        ...view,
        uploadedBy: 'account' in uploader ? uploader.account : CITIZEN,
        uploader: await this.quota.keyOf(uploader),
        sha256,
      });
      return view;
    } catch (error) {
      await Promise.all([unfinished, this.pathOf(id)].map((path) => rm(path, { force: true })));
      throw error;
    }
  }

  /** Removes the files of a rejected upload. */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.attachments.remove(ids);
    await this.removeFiles(ids);
  }

  /**
   * Makes files part of a process. Idempotent. Rejects files of another process or uploader.
   *
   * @param of `uploadedBy`: id of an account, or `citizen`
   * @throws {DubanError} ATTACHMENT_REJECTED naming each rejected file
   */
  async attach(
    tx: EntityManager,
    ids: readonly string[],
    of: { process: string; uploadedBy: string },
  ): Promise<void> {
    if (ids.length === 0) return;
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const attached = await new AttachmentsRepository(tx).assign(wanted, of);
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
    await this.removeFiles(await this.attachments.removeOrphans(ORPHAN_HOURS));
    await this.removeUnfinished();
    await this.quota.sweep();
  }

  /** Removes what killed gateways were writing. */
  private async removeUnfinished(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []); // no folder before the first upload
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

/** Hashes the content while writing it, so that a file is never held in memory. */
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
