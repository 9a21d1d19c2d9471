import type { DataSource } from 'typeorm';
import type { Journal } from '../inspection/crawl/journal.js';
import type { PageRecord } from '../inspection/crawl/page-record.js';

/** The memory of an inspection in the database: an attempt goes on from it on whichever worker it runs. */
export class PageJournal implements Journal {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inspection: string,
  ) {}

  async *load(): AsyncIterable<PageRecord> {
    const rows: { record: PageRecord }[] = await this.dataSource.query(
      'SELECT record FROM inspection_page WHERE inspection = $1 ORDER BY at, requested',
      [this.inspection],
    );
    for (const { record } of rows) yield record;
  }

  async append(record: PageRecord): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO inspection_page (inspection, requested, at, record) VALUES ($1, $2, $3, $4)
       ON CONFLICT (inspection, requested) DO NOTHING`,
      [this.inspection, record.requested, record.at, JSON.stringify(record)],
    );
  }

  /** What could not be read is visited again. */
  async forgetFailures(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM inspection_page WHERE inspection = $1 AND record ->> 'failure' IS NOT NULL`,
      [this.inspection],
    );
  }

  async close(): Promise<void> {}
}
