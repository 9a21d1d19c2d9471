import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { renderArrangement, type TableFormat } from '../../../domain/arrangements/arrangement-table.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import type { PublicArrangement, PublicChange, PublicEntry } from './arrangements.dto.js';

type TableFile = { readonly title: string; readonly bytes: Buffer };

/** The table of a year as everybody may read it, from its publication on. */
@Injectable()
export class PublicArrangements {
  /** Laying a table out takes a second: once for each revision, not for each reader. */
  private readonly files = new Map<string, { revision: string; file: Promise<TableFile> }>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
  ) {}

  /** @throws {DubanError} NOT_FOUND also before publication */
  async get(year: number): Promise<PublicArrangement> {
    const { id, office, publishedAt } = await this.published(year);
    const [entries, changes] = await Promise.all([
      this.pool.query<PublicEntry>(
        `SELECT u.name AS unit, e.kind, e.topic, e.guests, e.month, e.state = 'cancelled' AS cancelled,
           e.process_id AS process
         FROM arrangement_entry e JOIN unit u ON u.code = e.unit
         WHERE e.arrangement_id = $1 AND e.state IN ('published', 'cancelled') ORDER BY e.month, e.unit, e.id`,
        [id],
      ),
      this.pool.query<Omit<PublicChange, 'at'> & { at: Date }>(
        `SELECT e.topic, c.kind, c.before, c.after, c.reason, c.at FROM arrangement_change c
         JOIN arrangement_entry e ON e.id = c.entry_id WHERE c.arrangement_id = $1 ORDER BY c.at DESC, c.id`,
        [id],
      ),
    ]);
    return {
      year,
      office,
      publishedAt: publishedAt.toISOString(),
      entries: entries.rows,
      changes: changes.rows.map((change) => ({ ...change, at: change.at.toISOString() })),
    };
  }

  /** @throws {DubanError} NOT_FOUND also before publication */
  async file(year: number, format: TableFormat): Promise<TableFile> {
    const { id } = await this.published(year);
    const { rows } = await this.pool.query<{ changes: number }>(
      'SELECT count(*)::int AS changes FROM arrangement_change WHERE arrangement_id = $1',
      [id],
    );
    const revision = `${id}/${rows[0]!.changes}`;
    const known = this.files.get(`${year}/${format}`);
    if (known?.revision === revision) return known.file;
    const file = renderArrangement(this.dataSource, id, format);
    this.files.set(`${year}/${format}`, { revision, file });
    file.catch(() => this.files.delete(`${year}/${format}`));
    return file;
  }

  private async published(year: number): Promise<{ id: string; office: string; publishedAt: Date }> {
    const { rows } = await this.pool.query<{ id: string; office: string; publishedAt: Date }>(
      `SELECT a.id, u.name AS office, a.published_at AS "publishedAt" FROM arrangement a JOIN unit u ON u.code = a.office
       JOIN process p ON p.id = a.id WHERE a.year = $1 AND a.published_at IS NOT NULL AND p.state <> 'cancelled'`,
      [year],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no published arrangement of this year');
    return rows[0];
  }
}
