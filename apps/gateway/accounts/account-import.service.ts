import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { importedRows, type AccountRow, type RowProblem } from '../../../domain/accounts/import-rows.js';
import { sheetsInThread } from '../../../domain/catalogue/list-threads.js';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { detail, issue, type Text } from '../../../domain/messages/index.js';
import { ROLES } from '../../../infra/database/seeds/roles.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { AccountAdministrationService, type Administration } from './account-administration.service.js';
import { isUnitInScope } from './account-scope.js';
import { exclude, mayPropose } from './propose-role.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';

export interface ImportResult {
  /** Rows of the file. */
  readonly total: number;
  /** Rows without a problem. */
  readonly valid: number;
  readonly created: number;
  readonly problems: readonly RowProblem[];
}

/** Creates accounts from a spreadsheet. */
@Injectable()
export class AccountImportService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly units: UnitsRepository,
    private readonly accounts: ManagedAccountsRepository,
    private readonly administration: AccountAdministrationService,
  ) {}

  /**
   * Creates the accounts of the rows without a problem, in one transaction; a dry run creates none and names the same problems.
   *
   * @param file null: the form had none
   * @throws {DubanError} VALIDATION_FAILED, RATE_LIMITED; USERNAME_TAKEN for a name that was taken meanwhile
   */
  async run(
    administration: Administration,
    file: Buffer | null,
    { dryRun }: { readonly dryRun: boolean },
  ): Promise<ImportResult> {
    if (file === null) throw invalid(issue('file', 'accounts.fileMissing'));
    const { rows, problems, total } = await this.read(administration, file);
    const result = { total, valid: rows.length, problems };
    if (dryRun || rows.length === 0) return { ...result, created: 0 };
    await transaction(this.dataSource, async (tx) => {
      for (const { row: _row, ...account } of rows)
        await this.administration.createIn(tx, administration, { ...account, roles: [...account.roles] });
    });
    return { ...result, created: rows.length };
  }

  private async read(
    { by }: Administration,
    file: Buffer,
  ): Promise<{ rows: readonly AccountRow[]; problems: readonly RowProblem[]; total: number }> {
    const { sheets, issue: unreadable } = await sheetsInThread(file);
    if (unreadable) throw new DubanError('VALIDATION_FAILED', unreadable as Text);
    const all = await this.units.list();
    const imported = importedRows(sheets, {
      units: all.filter(({ code, validTo }) => validTo === null && isUnitInScope(by, code)),
      roles: ROLES.filter(({ id }) => mayPropose(by, id)),
    });
    const taken = await this.accounts.taken(imported.rows.map(({ username }) => username));
    const problems = imported.rows.flatMap((row) => faultsOf(row, taken));
    const bad = new Set(problems.map(({ row }) => row));
    return {
      total: imported.total,
      rows: imported.rows.filter(({ row }) => !bad.has(row)),
      problems: [...imported.problems, ...problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    };
  }
}

function faultsOf({ row, username, roles }: AccountRow, taken: ReadonlySet<string>): RowProblem[] {
  const isTaken = taken.has(username) && {
    ...{ row, column: '账号', text: detail('accounts.usernameTaken', { username }) },
  };
  const excludes = exclude(roles) && { row, column: '角色', text: detail('accounts.rolesExclude') };
  return [isTaken, excludes].filter((problem) => problem !== false);
}
