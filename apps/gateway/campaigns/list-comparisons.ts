import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import type { ComparedItem, ListComparison } from '../../../domain/catalogue/compare-lists.js';
import { compareVersions, decideRename } from '../../../domain/campaigns/catalogue/renames.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { scopeOf, visibleCampaigns } from './campaign-access.js';
import { FALLBACK_SCOPE } from '../../../domain/campaigns/campaign-row.js';
import type { ComparisonPage, ComparisonQuery, DifferenceView, RenameBody } from './list-comparisons.dto.js';

interface Pair {
  readonly older: string;
  readonly newer: string;
}

/** What has changed between two lists of items, and a person's word on what was only renamed. */
@Injectable()
export class ListComparisons {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
  ) {}

  /**
   * Departments see the items of their own units.
   *
   * @throws {DubanError} NOT_FOUND, CURSOR_INVALID, COMPARISON_TOO_LARGE, RATE_LIMITED
   */
  async compare(actor: Actor, { older, newer }: Pair, query: ComparisonQuery): Promise<ComparisonPage> {
    await this.assertVisible(actor, older);
    await this.assertVisible(actor, newer);
    const from = query.cursor ? (decodeCursor(query.cursor, [cursorPart.integer])[0] as number) : 0;
    const comparison = await compareVersions(this.dataSource, { older, newer }, unitsOf(actor, query.unit));
    const all = differencesOf(comparison);
    const asked = all.filter(({ change }) =>
      query.change === undefined ? change !== 'unchanged' : change === query.change,
    );
    const end = from + query.limit;
    return {
      counts: {
        unchanged: count(all, ({ change }) => change === 'unchanged'),
        renamed: count(all, ({ change }) => change === 'renamed'),
        confirmed: count(all, ({ confirmed }) => confirmed === true),
        added: count(all, ({ change }) => change === 'added'),
        removed: count(all, ({ change }) => change === 'removed'),
      },
      items: asked.slice(Math.max(from, 0), end),
      nextCursor: end < asked.length ? encodeCursor([end]) : null,
    };
  }

  /** @throws {DubanError} NOT_FOUND, RENAME_NOT_ALLOWED */
  async decide(actor: Actor, { older, newer }: Pair, rename: RenameBody): Promise<void> {
    await this.assertVisible(actor, older);
    await this.assertVisible(actor, newer);
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM catalogue_item a, catalogue_item b
       WHERE a.id = $1 AND a.version_id = $2 AND b.id = $3 AND b.version_id = $4`,
      [rename.older, older, rename.newer, newer],
    );
    if (rowCount === 0) throw new DubanError('NOT_FOUND', 'no such items in these lists');
    const { verdict } = rename;
    await decideRename(this.dataSource, {
      older: rename.older,
      newer: rename.newer,
      verdict,
      account: actor.id,
      at: businessNow(),
    });
  }

  /** Fallback lists, and the lists of campaigns that the account sees: all of them, or its own units'. */
  private async assertVisible(actor: Actor, list: string): Promise<void> {
    const campaigns = visibleCampaigns(actor, 4);
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM catalogue_version v WHERE v.id = $1 AND (
         v.scope = $3 AND ${campaigns.sql === 'false' ? 'false' : 'true'}
         OR EXISTS (SELECT 1 FROM campaign c WHERE c.id::text = split_part(v.scope, '/', 2) AND ${campaigns.sql})
           AND v.scope LIKE 'campaign/%' AND ($2::text[] IS NULL OR split_part(v.scope, '/', 3) = ANY($2 || ARRAY[''])))`,
      [list, scopeOf(actor), FALLBACK_SCOPE, ...campaigns.values],
    );
    if (rowCount === 0) throw new DubanError('NOT_FOUND', 'no such list');
  }
}

/** Units whose items are compared; null: all. @param wanted only this one of those that the account sees */
function unitsOf(actor: Actor, wanted: string | undefined): readonly string[] | null {
  const scope = scopeOf(actor);
  if (wanted === undefined) return scope;
  return scope === null || scope.includes(wanted) ? [wanted] : [];
}

function differencesOf({ unchanged, renamed, added, removed }: ListComparison): DifferenceView[] {
  const plain = { score: null, confirmed: null };
  return [
    ...renamed.map(({ older, newer, score, confirmed }) => ({
      change: 'renamed' as const,
      unit: older.unit,
      older: viewOf(older),
      newer: viewOf(newer),
      score,
      confirmed,
    })),
    ...added.map((item) => ({
      change: 'added' as const,
      unit: item.unit,
      older: null,
      newer: viewOf(item),
      ...plain,
    })),
    ...removed.map((item) => ({
      change: 'removed' as const,
      unit: item.unit,
      older: viewOf(item),
      newer: null,
      ...plain,
    })),
    ...unchanged.map(({ older, newer }) => ({
      change: 'unchanged' as const,
      unit: older.unit,
      older: viewOf(older),
      newer: viewOf(newer),
      ...plain,
    })),
  ];
}

const viewOf = ({ id, name }: ComparedItem) => ({ id, name });
const count = <T>(things: readonly T[], is: (thing: T) => boolean): number => things.filter(is).length;
