import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Finding } from '../inspection/crawl/findings.js';
import { nameKeyOf } from '../text/names.js';

/** A finding as it is kept: what it is about says which one it is. */
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

/** `department` of a finding is the unit's code: so the catalogue was handed to the inspector. */
export function toRows(campaign: string, findings: readonly Finding[], items: ItemIds): FindingRow[] {
  const rows = findings.map((finding): FindingRow => {
    const { type, department, item, element, link } = finding;
    const unit = department === '' ? null : department;
    const about = [campaign, type, unit, nameKeyOf(item), element, link?.address ?? null];
    return { id: idOf(about), unit, item: unit === null ? null : items.find(unit, item), finding };
  });
  // One page may say the same thing twice.
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** What an inspection could not look at: of findings there it says nothing, neither that they stand nor that they are gone. */
export interface Unseen {
  /** Ids of items that it has found no guide of. */
  readonly items: readonly string[];
  /** Addresses of pages that did not answer. */
  readonly pages: readonly string[];
}

export const unseenOf = (rows: readonly FindingRow[], pages: readonly string[]): Unseen => ({
  items: rows.flatMap(({ item, finding }) =>
    finding.type === 'ITEM_MISSING' && item !== null ? [item] : [],
  ),
  pages,
});

/** Adds what is not known yet; what is known stays as it is. */
export async function insertFindings(
  tx: EntityManager,
  about: { readonly campaign: string; readonly round: number; readonly state: 'found' | 'open' },
  rows: readonly FindingRow[],
): Promise<void> {
  const values = rows.map(({ id, unit, item, finding }) => ({
    id,
    unit_code: unit,
    item_id: item,
    item_name: finding.item,
    kind: finding.type,
    element: finding.element,
    certainty: finding.certainty,
    address: finding.address,
    seen: finding.seen,
    excerpt: finding.excerpt,
    screenshot: finding.screenshot,
    link: finding.link,
    found_at: finding.at,
  }));
  await tx.query(INSERT, [about.campaign, about.round, about.state, JSON.stringify(values)]);
}

const INSERT = `
  INSERT INTO campaign_finding (campaign_id, round, state, id, unit_code, item_id, item_name, kind, element, certainty,
    address, seen, excerpt, screenshot, link, found_at)
  SELECT $1, $2, $3, f.* FROM jsonb_to_recordset($4::jsonb) AS f(id uuid, unit_code text, item_id uuid, item_name text,
    kind text, element text, certainty text, address text, seen text, excerpt text, screenshot text, link jsonb,
    found_at timestamptz)
  ON CONFLICT (id) DO NOTHING`;

/** A UUID that stands for what is said. */
function idOf(parts: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return hex.slice(0, 30).replace(/^(.{8})(.{4})(.{3})(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
