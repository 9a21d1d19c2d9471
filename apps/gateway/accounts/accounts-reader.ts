import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { FailedAttempts } from '../platform/limits/failed-attempts.js';
import { keysetQuery } from '../platform/paging/page.js';
import { namesOf } from './account-administration.service.js';
import { accountScope } from './account-scope.js';
import { ManagedAccountView, toManagedAccountView } from './account-view.js';
import { accountFilters, stateFilters, type AccountsQuery, type ManagedAccounts } from './accounts-query.js';
import { ManagedAccountsRepository, type ManagedAccountRow } from './managed-accounts.repository.js';
import { OpenTasksRepository } from './open-tasks.repository.js';

export class ManagedAccountDetail extends ManagedAccountView {
  @ApiProperty({ type: 'integer', description: 'Open tasks that it has claimed, secret ones not counted' })
  openTasks!: number;
}

/** Reads accounts for administrators, each within its scope. */
@Injectable()
export class AccountsReader {
  constructor(
    private readonly accounts: ManagedAccountsRepository,
    private readonly tasks: OpenTasksRepository,
    private readonly failures: FailedAttempts,
  ) {}

  async list(actor: Actor, query: AccountsQuery): Promise<ManagedAccounts> {
    const at = new Date();
    const filters = [accountScope(actor), ...accountFilters(query)];
    const [{ items: rows, nextCursor }, counts, locks] = await Promise.all([
      this.accounts.page(keysetQuery(query), [...filters, ...stateFilters(query, at)], {
        at,
        of: (row) => row,
      }),
      this.accounts.counts(filters),
      this.failures.locks(),
    ]);
    const items = await Promise.all(rows.map((row) => this.view(row, locks)));
    const count = (state: ManagedAccountRow['state']): number => counts.get(state) ?? 0;
    return {
      items,
      nextCursor,
      counts: {
        ...{ invited: count('invited'), active: count('active') },
        ...{ locked: count('locked'), disabled: count('disabled') },
      },
    };
  }

  /** @throws {DubanError} NOT_FOUND also when it is not in the administrator's scope */
  async get(actor: Actor, username: string): Promise<ManagedAccountView> {
    return this.view(await this.row(actor, username), await this.failures.locks());
  }

  /** @throws {DubanError} as `get` */
  async detail(actor: Actor, username: string): Promise<ManagedAccountDetail> {
    const row = await this.row(actor, username);
    const [view, openTasks] = await Promise.all([
      this.failures.locks().then((locks) => this.view(row, locks)),
      this.tasks.count(row.id),
    ]);
    return { ...view, openTasks };
  }

  private async row(actor: Actor, username: string): Promise<ManagedAccountRow> {
    const row = await this.accounts.find(username, accountScope(actor), new Date());
    if (!row) throw new DubanError('NOT_FOUND', detail('platform.noAccount'));
    return row;
  }

  private async view(row: ManagedAccountRow, locks: ReadonlyMap<string, Date>): Promise<ManagedAccountView> {
    const subjects = await Promise.all(namesOf(row).map((name) => this.failures.subjectOf('login', name)));
    const ends = subjects.flatMap((subject) => locks.get(subject)?.toISOString() ?? []);
    return toManagedAccountView(row, ends.sort().at(-1) ?? null);
  }
}
