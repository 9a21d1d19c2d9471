import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import {
  ManagedUnitsRepository,
  type ContactData,
} from '../../../domain/cases/units/managed-units.repository.js';
import { placeFault } from '../../../domain/cases/units/unit-codes.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import type { Unit, UnitChange } from '../../../infra/database/entities/accounts.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { assertChanges } from './unit-scope.js';
import type { ChangeUnitBody, NewUnitBody } from './units.dto.js';

/** An administrator's act. */
export interface Administration {
  readonly by: Actor;
  readonly ip: string;
}

const CONTACT_FIELDS = ['letterhead', 'contact', 'phone', 'address', 'hours'] as const;

/** Creates units, renames them and keeps their contact data. What becomes of a unit is in its history and in the audit log. */
@Injectable()
export class UnitAdministrationService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, FORBIDDEN, UNIT_CODE_TAKEN */
  async create(administration: Administration, body: NewUnitBody): Promise<void> {
    const { code, kind, name, shortName, reason, validFrom = today() } = body;
    await transaction(this.dataSource, async (tx) => {
      const units = new ManagedUnitsRepository(tx);
      assertChanges(administration.by, { kind, parentCode: body.parent });
      const parent = await units.lock(body.parent);
      if (!parent) throw invalid(issue('parent', 'units.parentUnknown', { unit: body.parent }));
      if (parent.validTo !== null) throw invalid(issue('parent', 'units.parentEnded', { unit: body.parent }));
      const fault = placeFault({ code, kind, parent: parent as never });
      if (fault) throw invalid(fault);
      await addUnit(units, {
        ...{ code, name, shortName, kind, validFrom, validTo: null, successorCode: null },
        ...{ parentCode: parent.code, divisionCode: divisionOf(kind, code, parent) },
        ...{ path: [...parent.path, code], kin: [...parent.kin, code] },
        ...contactOf(body, NO_CONTACT),
      });
      await this.record(tx, administration, {
        unit: code,
        kind: 'created',
        details: { name, validFrom },
        reason,
      });
    });
  }

  /**
   * Renames a unit from today on, or changes its contact data. Figures of closed months keep the old name.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, UNIT_STATE, VALIDATION_FAILED
   */
  async change(administration: Administration, code: string, body: ChangeUnitBody): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      const units = new ManagedUnitsRepository(tx);
      const unit = await units.lock(code);
      if (!unit) throw new DubanError('NOT_FOUND', detail('cases.noSuchUnit'));
      assertChanges(administration.by, unit);
      assertNotEnded(unit);
      const { name = unit.name, shortName = unit.shortName, reason } = body;
      const contact = contactOf(body, unit);
      const isRenamed = name !== unit.name || shortName !== unit.shortName;
      const changed = CONTACT_FIELDS.filter((field) => contact[field] !== unit[field]);
      if (!isRenamed && changed.length === 0) throw invalid(issue('name', 'units.nothingChanged'));
      if (isRenamed) await units.keepName(unit, formatDay(dayOf(businessNow()) - 1));
      await units.change(code, { name, shortName, ...contact });
      // the audit entry is the last row of its transaction
      if (isRenamed && changed.length > 0)
        await units.record(
          entryOf(administration, { unit: code, kind: 'contact', details: { fields: changed }, reason }),
        );
      const act = isRenamed
        ? { kind: 'renamed' as const, details: { from: unit.name, to: name } }
        : { kind: 'contact' as const, details: { fields: changed } };
      await this.record(tx, administration, { unit: code, ...act, reason });
    });
  }

  /** Appends to the unit's history and to the audit log; nothing may be written afterwards in the transaction. */
  private async record(tx: EntityManager, administration: Administration, act: UnitAct): Promise<void> {
    const { by, ip } = administration;
    await new ManagedUnitsRepository(tx).record(entryOf(administration, act));
    const { unit: subject, kind, reason } = act;
    await this.audit.append(
      { account: by.id, action: `unit.${kind}`, subject, result: 'done', ip, reason },
      tx,
    );
  }
}

export interface UnitAct {
  readonly unit: string;
  readonly kind: UnitChange['kind'];
  readonly details: object;
  readonly reason: string;
}

export const entryOf = ({ by }: Administration, { unit, kind, details, reason }: UnitAct): UnitChange => ({
  ...{ id: randomUUID(), unitCode: unit, at: businessDate(), account: by.id },
  ...{ kind, details, reason },
});

const today = (): string => formatDay(dayOf(businessNow()));

/** @throws {DubanError} UNIT_STATE once a last day is set */
export function assertNotEnded({ validTo }: Pick<Unit, 'validTo'>): void {
  if (validTo !== null) throw new DubanError('UNIT_STATE', detail('units.ended', { on: validTo }));
}

async function addUnit(units: ManagedUnitsRepository, unit: Unit): Promise<void> {
  try {
    await units.add(unit);
  } catch (error) {
    if (!isUniqueViolation(error, 'unit_pkey')) throw error;
    throw new DubanError('UNIT_CODE_TAKEN', detail('units.codeTaken', { code: unit.code }));
  }
}

const divisionOf = (kind: string, code: string, parent: Unit): string | null =>
  kind === 'COUNTY' ? code : parent.divisionCode;

const NO_CONTACT: ContactData = { letterhead: null, contact: null, phone: null, address: null, hours: null };

/** An empty text removes what was there. */
function contactOf(body: Partial<Record<keyof ContactData, string>>, before: ContactData): ContactData {
  const field = (name: keyof ContactData): string | null => {
    const value = body[name];
    return value === undefined ? before[name] : value === '' ? null : value;
  };
  return {
    ...{ letterhead: field('letterhead'), contact: field('contact'), phone: field('phone') },
    ...{ address: field('address'), hours: field('hours') },
  };
}
