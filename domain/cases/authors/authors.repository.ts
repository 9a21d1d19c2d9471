import { RecordAuthor } from '../../../infra/database/entities/authors.js';
import type { Database } from '../../../infra/database/query.js';

/**
 * Accounts that wrote or edited parts of records, for four eyes: a task knows who submitted a text, not who wrote it.
 * An author stays one through later rounds, because earlier words remain in later versions.
 */
export class AuthorsRepository {
  constructor(private readonly db: Database) {}

  /** In the transaction that stores the text. Idempotent: the first instant stays. */
  async add(author: RecordAuthor): Promise<void> {
    await this.db.createQueryBuilder().insert().into(RecordAuthor).values(author).orIgnore().execute();
  }

  isAuthor(author: Omit<RecordAuthor, 'since'>): Promise<boolean> {
    return this.db.getRepository(RecordAuthor).existsBy(author);
  }
}
