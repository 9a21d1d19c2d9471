import { In } from 'typeorm';
import { Attachment } from '../../../infra/database/entities/attachments.js';
import { queryRow, queryRows, type Database, type Executor } from '../../../infra/database/query.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';

/** A file, as its readers see it. */
export interface AttachmentRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
}

/** A file with the process that it belongs to; both null until a command names the file. */
export interface FileOfProcess extends AttachmentRow {
  readonly process: string | null;
  readonly secret: boolean | null;
}

export interface AttachmentReader {
  readonly account: string;
  /** Condition over the row `p` of a process whose files the account may read. */
  readonly readable: Sql;
}

/** Files that were uploaded. Their bytes are in the data folder. */
export class AttachmentsRepository {
  constructor(private readonly db: Database) {}

  async add(file: Omit<Attachment, 'processId' | 'at'>): Promise<void> {
    await this.db.getRepository(Attachment).insert(file);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.db.getRepository(Attachment).delete({ id: In(ids) });
  }

  /**
   * Assigns files to a process. Idempotent.
   *
   * @param of `uploadedBy`: id of the account that uploaded them, or `citizen`
   * @returns ids of the assigned files: those of another process or uploader are left out
   */
  async assign(ids: readonly string[], of: { process: string; uploadedBy: string }): Promise<Set<string>> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`UPDATE attachment SET process_id = ${of.process} WHERE id = ANY (${ids}::uuid[])
        AND uploaded_by = ${of.uploadedBy} AND coalesce(process_id, ${of.process}) = ${of.process} RETURNING id`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Removes files that no command has named in time. @returns their ids */
  async removeOrphans(hours: number): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`DELETE FROM attachment WHERE process_id IS NULL AND at < now() - ${hours} * interval '1 hour' RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  /** A file that the account uploaded, or of a process whose files it may read. */
  findReadable(id: string, { account, readable }: AttachmentReader): Promise<FileOfProcess | undefined> {
    return this.find(
      sql`a.id = ${id} AND (a.uploaded_by = ${account} OR EXISTS (SELECT 1 FROM process p
         WHERE p.id = a.process_id AND ${readable}))`,
    );
  }

  /** Files of a process whose files the account may read, in the order of their upload; none of any other. */
  readableOf(process: string, readable: Sql): Promise<AttachmentRow[]> {
    return queryRows(
      this.db,
      sql`SELECT a.id, a.name, a.media_type AS "mediaType", a.size FROM attachment a JOIN process p ON p.id = a.process_id
        WHERE p.id = ${process} AND ${readable} ORDER BY a.at, a.id`,
    );
  }

  /** @param among ids of the files that the reader may read */
  findAmong(id: string, among: readonly string[]): Promise<FileOfProcess | undefined> {
    return this.find(sql`a.id = ${id} AND a.id = ANY (${among}::uuid[])`);
  }

  /** Files of a process, in the order of their upload. */
  ofProcess(process: string): Promise<AttachmentRow[]> {
    return readAttachments(this.db, process);
  }

  private find(condition: Sql): Promise<FileOfProcess | undefined> {
    return queryRow(
      this.db,
      sql`SELECT a.id, a.name, a.media_type AS "mediaType", a.size, a.process_id AS process, (SELECT ${isSecret('p')}
         FROM process p WHERE p.id = a.process_id) AS secret
       FROM attachment a WHERE ${condition}`,
    );
  }
}

/** Files of a process, in the order of their upload. */
export const readAttachments = (db: Executor, process: string): Promise<AttachmentRow[]> =>
  queryRows(
    db,
    sql`SELECT id, name, media_type AS "mediaType", size FROM attachment WHERE process_id = ${process} ORDER BY at, id`,
    { prepare: 'always' },
  );
