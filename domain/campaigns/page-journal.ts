import type { Database } from '../../infra/database/query.js';
import type { Journal } from '../inspection/crawl/journal.js';
import type { PageRecord } from '../inspection/crawl/page-record.js';
import { InspectionPagesRepository } from './inspection-pages.repository.js';

/** The journal of an inspection in the database: a later attempt continues from it on whichever worker it runs. */
export class PageJournal implements Journal {
  private readonly pages: InspectionPagesRepository;

  constructor(
    db: Database,
    private readonly inspection: string,
  ) {
    this.pages = new InspectionPagesRepository(db);
  }

  async *load(): AsyncIterable<PageRecord> {
    yield* await this.pages.list(this.inspection);
  }

  append(record: PageRecord): Promise<void> {
    return this.pages.add(this.inspection, record);
  }

  /** Pages that could not be read are visited again. */
  forgetFailures(): Promise<void> {
    return this.pages.deleteFailures(this.inspection);
  }

  async close(): Promise<void> {}
}
