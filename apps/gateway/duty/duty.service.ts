import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AbsencesRepository } from '../../../domain/cases/duty/absences.repository.js';
import {
  DutyEntriesRepository,
  type DutyEntryRow,
} from '../../../domain/cases/duty/duty-entries.repository.js';
import { DutyListRepository, type DutyRow } from '../../../domain/cases/duty/duty-list.repository.js';
import { dayBefore, daysAgo, today } from '../../../domain/cases/duty/in-force.js';
import { nameForDuty } from '../../../domain/cases/duty/name-for-duty.js';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AccountsRepository } from '../platform/auth/accounts.repository.js';
import type { Actor } from '../platform/identity/actor.js';
import { keysetQuery } from '../platform/paging/page.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { toAbsenceView } from './absence-view.js';
import { assertKeeps, assertReads, caseRoles, mayKeep, readableUnits } from './duty-access.js';
import { dutyFilters, type DutyQuery } from './duty-query.js';
import type {
  DutyEntryBody,
  DutyEntryView,
  DutyItem,
  DutyPage,
  DutyUnitView,
  EndDutyBody,
} from './duty.dto.js';

/** Colleagues that may be named: a unit has a few accounts. */
const MOST_COLLEAGUES = 500;
/** Past absences that a unit's page shows. */
const ABSENCES_DAYS = 90;

/** The duty register (专人): who is responsible for a business in each unit. */
@Injectable()
export class DutyService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly register: DutyListRepository,
    private readonly entries: DutyEntriesRepository,
    private readonly absences: AbsencesRepository,
    private readonly units: UnitsRepository,
    private readonly accounts: AccountsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Units that the account reads, each with its persons of today. @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: DutyQuery): Promise<DutyPage> {
    const { business, state } = query;
    const list = { business, day: today(), where: [readableUnits(actor), ...dutyFilters(query)] };
    const [page, counted] = await Promise.all([
      this.register.page(keysetQuery(query), { ...list, state }, toItem),
      this.register.counts(list),
    ]);
    const count = (of: DutyRow['state']): number => counted.get(of) ?? 0;
    const counts = {
      units: [...counted.values()].reduce((sum, n) => sum + n, 0),
      ...{ named: count('named'), incomplete: count('incomplete') },
      ...{ substituted: count('substituted'), missing: count('missing') },
    };
    return { ...page, counts };
  }

  /** @throws {DubanError} NOT_FOUND also for a unit outside the account's scope */
  async unit(actor: Actor, code: string): Promise<DutyUnitView> {
    assertReads(actor, code);
    const unit = await this.units.get(code);
    if (!unit) throw new DubanError('NOT_FOUND', detail('duty.noUnit'));
    const { shortName, validTo: endsOn, successorCode: successor } = unit;
    const mayChange = mayKeep(actor, code) && (endsOn === null || endsOn >= today());
    const [entries, absences, colleagues] = await Promise.all([
      this.entries.ofUnit(code),
      this.absences.ofUnit(code, daysAgo(ABSENCES_DAYS)),
      mayChange ? this.accounts.inUnit(code, undefined, MOST_COLLEAGUES) : [],
    ]);
    return {
      ...{ unit: code, unitName: shortName, mayChange, endsOn, successor },
      entries: entries.map((entry) => toEntryView(entry, endsOn)),
      absences: absences.map(toAbsenceView),
      colleagues: colleagues
        .filter((one) => caseRoles(one).length > 0)
        .map(({ username, title }) => ({ username, title })),
    };
  }

  /**
   * Names a person. The entry of the same unit, business and kind that it replaces ends with the day before.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, DUTY_OVERLAPS
   */
  async name(actor: Actor, unit: string, body: DutyEntryBody, ip: string): Promise<void> {
    assertKeeps(actor, unit);
    const { business, kind, phone, post = null, isPublic, from = today(), until = null } = body;
    if (from < today()) throw invalid(issue('from', 'duty.fromInPast'));
    if (until !== null && until < from) throw invalid(issue('until', 'duty.untilBeforeFrom'));
    const endsOn = (await this.units.get(unit))?.validTo ?? null;
    if (endsOn !== null && from > endsOn) throw invalid(issue('from', 'duty.unitEnds', { on: endsOn }));
    const person = await this.person(unit, body);
    await transaction(this.dataSource, async (tx) => {
      const place = { unit, business, kind };
      const days = { fromDay: from, untilDay: until };
      const entry = { ...place, ...person, ...days, post, phone, isPublic, processId: null };
      await nameForDuty(tx, { ...entry, enteredBy: actor.id });
      await this.record(tx, actor, 'duty.name', `${unit} ${business} ${kind}`, ip);
    });
  }

  /** Ends an entry, or withdraws a planned one. @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, DUTY_ENDED */
  async end(actor: Actor, id: string, { until }: EndDutyBody, ip: string): Promise<string> {
    const yesterday = daysAgo(1);
    if (until !== undefined && until < yesterday) throw invalid(issue('until', 'duty.untilInPast'));
    return transaction(this.dataSource, async (tx) => {
      const entries = new DutyEntriesRepository(tx);
      const found = await entries.find(id);
      if (!found) throw new DubanError('NOT_FOUND', detail('duty.noEntry'));
      assertKeeps(actor, found.unit, 'duty.noEntry');
      await entries.lock(found.unit);
      const { untilDay, fromDay, unit, business, kind } = (await entries.find(id))!;
      if (untilDay !== null && untilDay < today())
        throw new DubanError('DUTY_ENDED', detail('duty.entryEnded', { on: untilDay }));
      const last = until ?? yesterday;
      await entries.end(id, last < fromDay ? dayBefore(fromDay) : last);
      await this.record(tx, actor, 'duty.end', `${unit} ${business} ${kind}`, ip);
      return unit;
    });
  }

  /** The account or the name of the named person. */
  private async person(
    unit: string,
    { account, name }: DutyEntryBody,
  ): Promise<{ accountId: string | null; name: string }> {
    if (account === undefined) {
      if (name === undefined) throw invalid(issue('name', 'duty.nameNeeded'));
      return { accountId: null, name };
    }
    if (name !== undefined) throw invalid(issue('name', 'duty.nameOrAccount'));
    const found = await this.accounts.findByName(account);
    if (found?.unitCode !== unit || found.state === 'disabled')
      throw invalid(issue('account', 'duty.notOfUnit', { username: account }));
    return { accountId: found.id, name: found.title };
  }

  private record(
    tx: Parameters<AuditLog['append']>[1],
    { id }: Actor,
    action: string,
    subject: string,
    ip: string,
  ): Promise<void> {
    return this.audit.append({ account: id, action, subject, result: 'done', ip }, tx);
  }
}

const toItem = ({ code, name, ...rest }: DutyRow): DutyItem => ({ unit: code, unitName: name, ...rest });

/** An entry holds no longer than its unit. @param endsOn last day of the unit */
function toEntryView(
  { fromDay, untilDay, enteredAt, ...rest }: DutyEntryRow,
  endsOn: string | null,
): DutyEntryView {
  const until = endsOn !== null && (untilDay === null || untilDay > endsOn) ? endsOn : untilDay;
  return { ...rest, from: fromDay, until, enteredAt: enteredAt.toISOString() };
}
