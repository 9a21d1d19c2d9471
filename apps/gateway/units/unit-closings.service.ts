import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { ManagedUnitsRepository } from '../../../domain/cases/units/managed-units.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import type { Unit, UnitShare } from '../../../infra/database/entities/accounts.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { entryOf, type Administration } from './unit-administration.service.js';
import type { CloseUnitsBody, UnitClosingsView } from './unit-closings.dto.js';
import { assertChanges } from './unit-scope.js';

/** Longest time ahead at which a unit can be ended, in days. */
const LATEST_DAYS = 366;

/** Ends a preview: nothing of it is kept. */
class Previewed extends Error {
  constructor(readonly view: UnitClosingsView) {
    super('preview');
  }
}

/**
 * Closes units: one, several that are merged, or one that is split. Nothing is moved here. The worker moves their running cases
 * once the last day is over (domain/cases/units/follow-successors.ts).
 */
@Injectable()
export class UnitClosingsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** What closing would do, by closing in a transaction that is rolled back. @throws {DubanError} as `close` */
  async preview(administration: Administration, body: CloseUnitsBody): Promise<UnitClosingsView> {
    try {
      await transaction(this.dataSource, async (tx) => {
        throw new Previewed(await closeIn(tx, administration, body));
      });
    } catch (error) {
      if (error instanceof Previewed) return error.view;
      throw error;
    }
    throw new Error('the preview of a closing was committed');
  }

  /** @throws {DubanError} VALIDATION_FAILED, FORBIDDEN */
  close(administration: Administration, body: CloseUnitsBody): Promise<UnitClosingsView> {
    const { by, ip } = administration;
    return transaction(this.dataSource, async (tx) => {
      const view = await closeIn(tx, administration, body);
      for (const subject of body.units)
        await this.audit.append(
          { account: by.id, action: 'unit.closed', subject, result: 'done', ip, reason: body.reason },
          tx,
        );
      return view;
    });
  }

  /**
   * Withdraws a closing until its last day is over: nothing has followed yet.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, UNIT_STATE
   */
  async withdraw(administration: Administration, code: string, reason: string): Promise<void> {
    const { by, ip } = administration;
    await transaction(this.dataSource, async (tx) => {
      const units = new ManagedUnitsRepository(tx);
      const heirs = await units.heirsOf(code);
      const rows = await lockAll(units, [code, ...heirs]);
      const unit = rows.get(code);
      if (!unit) throw new DubanError('NOT_FOUND', detail('cases.noSuchUnit'));
      for (const row of rows.values()) assertChanges(by, row);
      const { validTo: lastDay, successorCode: successor } = unit;
      if (lastDay === null || lastDay < formatDay(dayOf(businessNow())))
        throw new DubanError('UNIT_STATE', detail('units.notClosing'));
      const closed = heirs.find((heir) => rows.get(heir)!.validTo !== null);
      if (closed !== undefined)
        throw new DubanError('UNIT_STATE', detail('units.heirCloses', { unit: closed }));
      await units.removeShares(code);
      await units.close(code, { validTo: null, successorCode: null });
      await units.inheritHiding(heirs);
      const details = { lastDay, successor };
      await units.record(entryOf(administration, { unit: code, kind: 'closingWithdrawn', details, reason }));
      await this.audit.append(
        { account: by.id, action: 'unit.closingWithdrawn', subject: code, result: 'done', ip, reason },
        tx,
      );
    });
  }
}

/** Locks units in one order, so that two administrators do not wait for each other. */
async function lockAll(units: ManagedUnitsRepository, codes: readonly string[]): Promise<Map<string, Unit>> {
  const rows = new Map<string, Unit>();
  for (const code of [...new Set(codes)].sort()) {
    const row = await units.lock(code);
    if (row) rows.set(code, row);
  }
  return rows;
}

async function closeIn(
  tx: EntityManager,
  administration: Administration,
  body: CloseUnitsBody,
): Promise<UnitClosingsView> {
  const { lastDay, successor, reason, shares = [] } = body;
  const units = new ManagedUnitsRepository(tx);
  assertLastDay(lastDay);
  if (shares.length > 0 && body.units.length > 1) throw invalid(issue('shares', 'units.sharesOfOne'));
  const heirs = [
    { field: 'successor', code: successor },
    ...shares.map(({ unit }, index) => ({ field: `shares.${index}.unit`, code: unit })),
  ];
  const rows = await lockAll(units, [...body.units, ...heirs.map((heir) => heir.code)]);
  for (const { field, code } of heirs)
    assertHeir(administration, rows.get(code), { field, code, closed: body.units });

  const closings: UnitClosingsView['units'] = [];
  for (const [index, code] of body.units.entries()) {
    const unit = await closable(units, administration, rows.get(code), {
      field: `units.${index}`,
      code,
      lastDay,
    });
    await units.close(code, { validTo: lastDay, successorCode: successor });
    await units.addShares(await sharesOf(units, unit, shares));
    await units.inheritHiding(heirs.map((heir) => heir.code));
    const details = { lastDay, successor, successorName: rows.get(successor)!.name, shares };
    await units.record(entryOf(administration, { unit: code, kind: 'closed', details, reason }));
    const { accounts } = await units.load(code);
    closings.push({ code, name: unit.name, accounts, heirs: await units.movesTo(code) });
  }
  return { units: closings };
}

/** Days from yesterday, which ends the unit at once, to a year ahead. */
function assertLastDay(lastDay: string): void {
  const now = dayOf(businessNow());
  const [from, to] = [formatDay(now - 1), formatDay(now + LATEST_DAYS)];
  if (lastDay < from || lastDay > to) throw invalid(issue('lastDay', 'units.lastDayOutside', { from, to }));
}

function assertHeir(
  { by }: Administration,
  heir: Unit | undefined,
  {
    field,
    code,
    closed,
  }: { readonly field: string; readonly code: string; readonly closed: readonly string[] },
): void {
  if (closed.includes(code)) throw invalid(issue(field, 'units.heirIsClosed', { unit: code }));
  if (!heir || heir.validTo !== null || heir.kind === 'PREFECTURE')
    throw invalid(issue(field, 'units.heirEnds', { unit: code }));
  assertChanges(by, heir);
}

async function closable(
  units: ManagedUnitsRepository,
  { by }: Administration,
  unit: Unit | undefined,
  { field, code, lastDay }: { readonly field: string; readonly code: string; readonly lastDay: string },
): Promise<Unit> {
  if (!unit) throw invalid(issue(field, 'units.unitUnknown', { unit: code }));
  assertChanges(by, unit);
  if (unit.kind === 'PREFECTURE') throw invalid(issue(field, 'units.notThisKind', { unit: code }));
  if (unit.validTo !== null)
    throw invalid(issue(field, 'units.alreadyEnds', { unit: code, on: unit.validTo }));
  const count = await units.below(code, lastDay);
  if (count > 0) throw invalid(issue(field, 'units.hasBelow', { unit: code, count }));
  return unit;
}

/** The shares of a split as rows. @throws {DubanError} VALIDATION_FAILED */
async function sharesOf(
  units: ManagedUnitsRepository,
  { code: unitCode }: Unit,
  shares: NonNullable<CloseUnitsBody['shares']>,
): Promise<UnitShare[]> {
  const numbers = shares.flatMap(({ cases = [] }) => cases);
  const ids = await units.casesOf(unitCode, numbers);
  const taken = new Set<string>();
  return shares.flatMap(({ unit: heirCode, classes = [], cases = [] }, index) => {
    const field = `shares.${index}`;
    if (classes.length + cases.length === 0) throw invalid(issue(field, 'units.shareEmpty'));
    for (const name of classes) {
      if (taken.has(`class ${name}`))
        throw invalid(issue(`${field}.classes`, 'units.classTwice', { class: name }));
      taken.add(`class ${name}`);
    }
    for (const number of cases) {
      if (taken.has(number)) throw invalid(issue(`${field}.cases`, 'units.caseTwice', { number }));
      if (!ids.has(number)) throw invalid(issue(`${field}.cases`, 'units.caseUnknown', { number }));
      taken.add(number);
    }
    const share = { unitCode, heirCode, class: null, processId: null };
    return [
      ...classes.map((name) => ({ ...share, id: randomUUID(), class: name })),
      ...cases.map((number) => ({ ...share, id: randomUUID(), processId: ids.get(number)! })),
    ];
  });
}
