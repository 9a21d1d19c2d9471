import { Injectable } from '@nestjs/common';
import {
  oneLine,
  SearchRepository,
  type FoundRow,
} from '../../../../domain/cases/search/search.repository.js';
import { searchWords } from '../../../../domain/cases/search/search-words.js';
import { UnitsRepository } from '../../../../domain/cases/units/units.repository.js';
import { issue } from '../../../../domain/messages/index.js';
import { maskWords } from '../../../../domain/text/mask.js';
import { equal, oneOf, type Condition } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { toProcessView } from '../processes/process-view.js';
import { Businesses } from '../registration/businesses.js';
import { toUnitView } from '../units/units.dto.js';
import { Visibility } from '../visibility/visibility.js';
import type { SearchHit, SearchPage, SearchQuery } from './search.dto.js';

/** Search over the cases of every business that registers them, and over units. */
@Injectable()
export class SearchService {
  constructor(
    private readonly cases: SearchRepository,
    private readonly units: UnitsRepository,
    private readonly visibility: Visibility,
    private readonly businesses: Businesses,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, CURSOR_INVALID */
  async find(actor: Actor, query: SearchQuery): Promise<SearchPage> {
    const words = searchWords(query.q);
    if (!words.indexed) throw invalid(issue('q', 'cases.searchTooShort'));
    const isSearched = oneOf('p.key', this.businesses.searchedKeys());
    const visible = [this.visibility.processes(actor), isSearched, equal('p.key', query.processKey)];
    const { maskedWords: masked } = this.businesses;
    const search = { visible, readable: this.readable(actor), masked };
    const [page, units] = await Promise.all([
      this.cases.page(query, words, search, (row) => this.toHit(actor, row)),
      query.cursor === undefined && query.processKey === undefined ? this.units.find(query.q) : [],
    ]);
    return { items: page.items, units: units.map(toUnitView), nextCursor: page.nextCursor };
  }

  /** Ordinary cases only: secret ones have no text. Without the rule for secret ones the index on units can serve. */
  private readable(actor: Actor): Condition[] {
    return [this.visibility.ordinaryProcesses(actor), oneOf('p.key', this.visibility.readableKeys(actor))];
  }

  private toHit(actor: Actor, row: FoundRow): SearchHit {
    const { id, key, title, subject, state, stageTitle, startedAt } = toProcessView(row);
    const reads = this.visibility.readsContent(actor, key);
    const shown = (text: string): string => maskWords(text, row.masked ?? []);
    return {
      ...{ processId: id, processKey: key, processTitle: title, subject, state, stageTitle, startedAt },
      title: reads && row.title !== null ? shown(row.title) : null,
      excerpt: reads && row.around !== null ? shown(oneLine(row.around)) : null,
    };
  }
}
