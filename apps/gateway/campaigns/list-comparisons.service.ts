import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import type { ComparedItem, ListComparison } from '../../../domain/catalogue/compare-lists.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { compareVersions, decideRename } from '../../../domain/campaigns/catalogue/renames.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../../infra/database/cursor.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { seesCampaigns, visibleCampaigns, visibleUnits } from './visible-campaigns.js';
import type { ComparisonPage, ComparisonQuery, DifferenceView, RenameBody } from './list-comparisons.dto.js';

interface Pair {
  readonly older: string;
  readonly newer: string;
}

/** Comparisons of two lists of items, and decisions on what was only renamed. */
@Injectable()
export class ListComparisonsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly catalogues: CataloguesRepository,
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
    const comparison = await compareVersions(
      this.dataSource,
      { older, newer },
      comparedUnits(actor, query.unit),
    );
    const all = differencesOf(comparison);
    const wanted = all.filter(({ change }) =>
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
      items: wanted.slice(Math.max(from, 0), end),
      nextCursor: end < wanted.length ? encodeCursor([end]) : null,
    };
  }

  /** @throws {DubanError} NOT_FOUND, RENAME_NOT_ALLOWED */
  async decide(actor: Actor, { older, newer }: Pair, rename: RenameBody): Promise<void> {
    await this.assertVisible(actor, older);
    await this.assertVisible(actor, newer);
    const haveItems = await this.catalogues.hasItems(
      { id: rename.older, versionId: older },
      { id: rename.newer, versionId: newer },
    );
    if (!haveItems) throw new DubanError('NOT_FOUND', detail('catalogue.noItem'));
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
    const isVisible = await this.catalogues.isVisible(list, {
      fallback: seesCampaigns(actor),
      campaigns: visibleCampaigns(actor),
      units: visibleUnits(actor),
    });
    if (!isVisible) throw new DubanError('NOT_FOUND', detail('campaigns.noList'));
  }
}

/** Units whose items are compared; null: all. @param wanted only this one of those that the account sees */
function comparedUnits(actor: Actor, wanted: string | undefined): readonly string[] | null {
  const units = visibleUnits(actor);
  if (wanted === undefined) return units;
  return units === null || units.includes(wanted) ? [wanted] : [];
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
