import { createHash } from 'node:crypto';
import type { Finding } from '../inspection/crawl/findings.js';
import { nameKeyOf } from '../text/names.js';

/** A finding as it is stored: its id is a digest of what it is about, so that it is the same when found again. */
export interface FindingRow {
  readonly id: string;
  readonly unit: string | null;
  readonly item: string | null;
  readonly finding: Finding;
}

/** Items of a campaign's catalogue, by unit and name. */
export class ItemIds {
  private readonly byName = new Map<string, string>();

  constructor(items: readonly { readonly id: string; readonly unit: string; readonly name: string }[]) {
    for (const { id, unit, name } of items) this.byName.set(`${unit}|${nameKeyOf(name)}`, id);
  }

  find(unit: string, name: string): string | null {
    return this.byName.get(`${unit}|${nameKeyOf(name)}`) ?? null;
  }
}

/**
 * Findings as they are stored, each once.
 *
 * @param findings their `department` is the code of a unit, as in the catalogue that the inspector got
 */
export function toRows(campaign: string, findings: readonly Finding[], items: ItemIds): FindingRow[] {
  const rows = findings.map((finding): FindingRow => {
    const { type, department, item, element, link } = finding;
    const unit = department === '' ? null : department;
    const about = [campaign, type, unit, nameKeyOf(item), element, link?.address ?? null];
    return { id: idOf(about), unit, item: unit === null ? null : items.find(unit, item), finding };
  });
  // A page may show the same twice.
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** Where an inspection could not look: findings there are neither confirmed nor gone. */
export interface UnseenPlaces {
  /** Ids of items whose guide it has not found. */
  readonly items: readonly string[];
  /** Addresses of pages that did not answer. */
  readonly pages: readonly string[];
}

export const unseenPlaces = (rows: readonly FindingRow[], pages: readonly string[]): UnseenPlaces => ({
  items: rows.flatMap(({ item, finding }) =>
    finding.type === 'ITEM_MISSING' && item !== null ? [item] : [],
  ),
  pages,
});

/** A UUID made from a digest of the parts. */
function idOf(parts: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return hex.slice(0, 30).replace(/^(.{8})(.{4})(.{3})(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
