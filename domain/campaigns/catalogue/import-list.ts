import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { lockDraft, replaceItems } from './catalogue-versions.js';
import type { ImportIssue } from '../../catalogue/import-issues.js';
import type { ListedItem } from '../../catalogue/item-list.js';
import { parseInThread } from '../../catalogue/list-threads.js';
import type { IgnoredRow, ParsedList } from '../../catalogue/parse-list.js';
import { CataloguesRepository } from './catalogues.repository.js';

export interface ImportRequest {
  /** A draft. */
  readonly versionId: string;
  /** A code of `catalogue_source`. */
  readonly source: string;
  /** The unit that reports its own list; null: a list of many units. */
  readonly reporter: string | null;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** Id of the account that uploaded it. */
  readonly account: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export type ImportReport =
  | {
      readonly accepted: true;
      readonly importId: string;
      readonly items: number;
      /** Units whose items the list replaced. */
      readonly units: readonly string[];
      readonly ignoredSheets: readonly string[];
      /** Rows that are no items, the first of them. */
      readonly ignoredRows: readonly IgnoredRow[];
      readonly firstItems: readonly ListedItem[];
      readonly withoutCode: number;
    }
  | {
      readonly accepted: false;
      /** The first of them, in the order of the file. */
      readonly issues: readonly ImportIssue[];
      /** How many there are in all. */
      readonly issueCount: number;
    };

/** Enough to read at once; the count covers the rest. */
const REPORTED_ISSUES = 500;
const REPORTED_ROWS = 100;
const FIRST_ITEMS = 5;

/**
 * Imports a power list into a draft: for every unit that the list names, its items replace those that the draft had. One
 * wrong row rejects the whole list, and nothing is changed.
 *
 * @throws {DubanError} NOT_FOUND, CATALOGUE_FROZEN, RATE_LIMITED
 */
export async function importList(dataSource: DataSource, request: ImportRequest): Promise<ImportReport> {
  const list = await readList(dataSource, request);
  if (list.issues.length > 0) {
    const issues = list.issues.slice(0, REPORTED_ISSUES);
    return { accepted: false, issues, issueCount: list.issues.length };
  }
  const units = [...new Set(list.items.map(({ unit }) => unit))].sort();
  const importId = randomUUID();
  await transaction(dataSource, async (tx) => {
    const { versionId, source, fileName, bytes, account, at } = request;
    await lockDraft(tx, versionId);
    await replaceItems(tx, { versionId, source, units, items: list.items });
    await new CataloguesRepository(tx).addImport({
      ...{ id: importId, versionId, source, fileName, units, account, items: list.items.length },
      ...{ sha256: createHash('sha256').update(bytes).digest(), at: new Date(at) },
    });
  });
  return {
    accepted: true,
    importId,
    items: list.items.length,
    units,
    ignoredSheets: list.ignoredSheets,
    ignoredRows: list.ignoredRows.slice(0, REPORTED_ROWS),
    firstItems: list.items.slice(0, FIRST_ITEMS),
    withoutCode: list.items.filter(({ code }) => code === null).length,
  };
}

async function readList(dataSource: DataSource, request: ImportRequest): Promise<ParsedList> {
  const { bytes, reporter } = request;
  return parseInThread({ bytes, reporter, units: await new CataloguesRepository(dataSource).unitNames() });
}
