import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { SearchRepository } from '../../../domain/cases/search/search.repository.js';
import { searchWords, type SearchWords } from '../../../domain/cases/search/search-words.js';
import { LettersRepository, type LetterWithProcess } from '../../../domain/letters/letters.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { NOTHING } from '../../../infra/database/sql.js';
import { maskWords } from '../../../domain/text/mask.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { POOL } from '../platform/tokens.js';
import { keysetQuery } from '../platform/paging/page.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { readBeside } from './letter-context.js';
import { toLetterSummary, toLetterView, writersWords } from './letter-view.js';
import { toLetterProgress } from './letter-progress.js';
import type { LetterDetail, LetterListItem, LetterPage } from './letters.controller.js';
import { isByTask, letterFilters, orderOf, type LettersQuery } from './letters-query.js';

/** Letters for staff. Roles whose work does not need the text read neither writer nor text. */
@Injectable()
export class StaffLettersService {
  constructor(
    @Inject(POOL) readonly pool: Pool,
    readonly visibility: Visibility,
    private readonly letters: LettersRepository,
    private readonly search: SearchRepository,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: LettersQuery): Promise<LetterPage> {
    await this.timeLimits.ready();
    const reads = this.visibility.readsContent(actor, 'mailbox-letter');
    const words = query.q === undefined ? null : searchWords(query.q);
    const matching = words !== null && words.words.length > 0 ? await this.search.matching(words) : null;
    const cardUnits = this.visibility.cardUnits(actor);
    // An account that may not read texts may not search them either: it finds nothing. Secret letters have no text; named here
    // once more, so that the planner starts from the few letters of a unit.
    const searched = matching !== null && (reads ? this.visibility.ordinaryProcesses(actor) : NOTHING);
    const where = [this.visibility.processes(actor), searched, ...letterFilters(query, cardUnits)];
    const list = { ...keysetQuery(query), where, cardUnits, matching, isByTask: isByTask(query) };
    const masked = new Map<string, readonly (string | null)[]>();
    const view = (row: LetterWithProcess): LetterListItem => {
      masked.set(row.processId, writersWords(row));
      return { ...toLetterSummary(row, reads), ...toLetterProgress(row, this.timeLimits) };
    };
    const order = orderOf(query);
    const page = await (order === 'due'
      ? this.letters.pageByDueTime(list, view)
      : this.letters.page(list, order, view));
    return words === null || matching === null ? page : this.withExcerpts(page, words, masked);
  }

  /**
   * @param page letters that matched, so that the reader reads their texts
   * @param masked words that are not shown, by letter
   */
  private async withExcerpts(
    page: LetterPage,
    words: SearchWords,
    masked: ReadonlyMap<string, readonly (string | null)[]>,
  ): Promise<LetterPage> {
    const excerpts = await this.search.excerpts(
      page.items.map(({ processId }) => processId),
      words,
    );
    const items = page.items.map((letter) => {
      const excerpt = excerpts.get(letter.processId);
      if (excerpt === undefined) return letter;
      return { ...letter, excerpt: maskWords(excerpt, masked.get(letter.processId) ?? []) };
    });
    return { ...page, items };
  }

  /** @throws {DubanError} NOT_FOUND, also when the account may not see the letter */
  async get(actor: Actor, id: string): Promise<LetterDetail> {
    await this.timeLimits.ready();
    const row = await this.letters.find(
      id,
      this.visibility.processes(actor),
      this.visibility.cardUnits(actor),
    );
    if (!row) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
    const beside = await readBeside(this, actor, id);
    return {
      ...toLetterView(row, this.visibility.readsContent(actor, 'mailbox-letter'), beside),
      ...toLetterProgress(row, this.timeLimits),
    };
  }
}
