import { In } from 'typeorm';
import { Attachment } from '../../infra/database/entities/attachments.js';
import type { Database } from '../../infra/database/query.js';

/** A file as it is shown. */
export type FileRow = Pick<Attachment, 'id' | 'name' | 'mediaType' | 'size'>;

/** Files that the writer of a letter may read. */
export class LetterFilesRepository {
  constructor(private readonly db: Database) {}

  /** In the order in which they were uploaded. */
  list(ids: readonly string[]): Promise<FileRow[]> {
    return this.db.getRepository(Attachment).find({
      select: { id: true, name: true, mediaType: true, size: true },
      where: { id: In(ids) },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  /** Ids of the files that the writer sent. */
  async ofWriter(processId: string): Promise<string[]> {
    const where = { processId, uploadedBy: 'citizen' };
    const files = await this.db.getRepository(Attachment).find({ select: { id: true }, where });
    return files.map(({ id }) => id);
  }
}
