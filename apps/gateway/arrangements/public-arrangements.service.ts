import { Injectable } from '@nestjs/common';
import {
  renderArrangement,
  tableTitle,
  type TableFormat,
} from '../../../domain/arrangements/arrangement-table.js';
import { ArrangementsRepository } from '../../../domain/arrangements/arrangements.repository.js';
import { EntriesRepository } from '../../../domain/arrangements/entries.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { PublicArrangement } from './arrangements.dto.js';

type TableFile = { readonly title: string; readonly bytes: Buffer };

/** The published table of a year. */
@Injectable()
export class PublicArrangementsService {
  /** Rendering takes a second: cached by year and format, for one revision. */
  private readonly files = new Map<string, { revision: string; file: Promise<TableFile> }>();

  constructor(
    private readonly arrangements: ArrangementsRepository,
    private readonly entries: EntriesRepository,
  ) {}

  /** @throws {DubanError} NOT_FOUND also before publication */
  async get(year: number): Promise<PublicArrangement> {
    const { id, office, publishedAt } = await this.published(year);
    const [head, entries, changes, without, years] = await Promise.all([
      this.arrangements.tableHead(id),
      this.entries.published(id),
      this.arrangements.changes(id),
      this.arrangements.withoutTopics(id),
      this.arrangements.publishedYears(),
    ]);
    return {
      year,
      title: tableTitle(year, head.region),
      office,
      publishedAt: publishedAt.toISOString(),
      entries,
      withoutPlan: without.none,
      silent: without.silent,
      years,
      changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
    };
  }

  /** @throws {DubanError} NOT_FOUND also before publication */
  async file(year: number, format: TableFormat): Promise<TableFile> {
    const { id } = await this.published(year);
    const revision = `${id}/${await this.arrangements.countChanges(id)}`;
    const known = this.files.get(`${year}/${format}`);
    if (known?.revision === revision) return known.file;
    const file = renderArrangement({ arrangements: this.arrangements, entries: this.entries }, id, format);
    this.files.set(`${year}/${format}`, { revision, file });
    file.catch(() => this.files.delete(`${year}/${format}`));
    return file;
  }

  private async published(year: number): Promise<{ id: string; office: string; publishedAt: Date }> {
    const published = await this.arrangements.published(year);
    if (!published) throw new DubanError('NOT_FOUND', detail('arrangements.nonePublished'));
    return published;
  }
}
