import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AbsencesRepository } from '../../../domain/cases/duty/absences.repository.js';
import { today } from '../../../domain/cases/duty/in-force.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AccountsRepository, type AccountRow } from '../platform/auth/accounts.repository.js';
import { AccountsService } from '../platform/auth/accounts.service.js';
import { toRoleView } from '../platform/auth/auth.dto.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { assertKeeps, caseRoles } from './duty-access.js';
import type { AbsenceBody } from './duty.dto.js';

/** Leave of a person, during which a colleague does the person's tasks on the person's behalf (代办). */
@Injectable()
export class AbsencesService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly repository: AbsencesRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: AccountsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Enters an absence. Its substitute acts from the first to the last day, by itself.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED; ABSENCE_OVERLAPS for a second absence on the same days;
   * ABSENCE_CHAINED when the substitute is absent then, or the absent one substitutes somebody
   */
  async enter(actor: Actor, unit: string, body: AbsenceBody, ip: string): Promise<void> {
    assertKeeps(actor, unit);
    const { from, until, phone } = body;
    if (from < today()) throw invalid(issue('from', 'duty.fromInPast'));
    if (until < from) throw invalid(issue('until', 'duty.untilBeforeFrom'));
    const absent = await this.colleague(unit, body.account, 'account');
    const substitute = await this.colleague(unit, body.substitute, 'substitute');
    assertMaySubstitute(actor, absent, substitute);
    await transaction(this.dataSource, async (tx) => {
      const absences = new AbsencesRepository(tx);
      await absences.lock([absent.id, substitute.id]);
      const absence = {
        ...{ id: randomUUID(), accountId: absent.id, substituteId: substitute.id, phone },
        ...{ fromDay: from, untilDay: until, enteredBy: actor.id, enteredAt: businessDate() },
        ...{ endedAt: null, endedBy: null, announcedAt: null },
      };
      const other = await absences.colliding(absence);
      if (other) {
        const days = { name: other.name, from: other.fromDay, until: other.untilDay };
        throw other.how === 'same'
          ? new DubanError('ABSENCE_OVERLAPS', detail('duty.absenceOverlaps', days))
          : new DubanError(
              'ABSENCE_CHAINED',
              detail('duty.absenceChained', { ...days, substitute: other.substituteName }),
            );
      }
      await absences.add(absence);
      await absences.announce(today(), businessDate());
      const subject = `${absent.username} ${substitute.username}`;
      await this.audit.append(
        { account: actor.id, action: 'absence.enter', subject, result: 'done', ip },
        tx,
      );
    });
    this.sessions.forget(substitute.id);
  }

  /**
   * Ends an absence at once, or withdraws a planned one: its tasks are the absent person's alone again.
   *
   * @returns the unit. @throws {DubanError} NOT_FOUND, FORBIDDEN, ABSENCE_ENDED
   */
  async end(actor: Actor, id: string, ip: string): Promise<string> {
    const absence = await this.repository.find(id);
    if (!absence) throw new DubanError('NOT_FOUND', detail('duty.noAbsence'));
    const { unit, username } = absence;
    assertKeeps(actor, unit, 'duty.noAbsence');
    await transaction(this.dataSource, async (tx) => {
      const isEnded =
        absence.untilDay >= today() &&
        (await new AbsencesRepository(tx).end(id, { endedAt: businessDate(), endedBy: actor.id }));
      if (!isEnded) throw new DubanError('ABSENCE_ENDED', detail('duty.absenceEnded'));
      await this.audit.append(
        { account: actor.id, action: 'absence.end', subject: username, result: 'done', ip },
        tx,
      );
    });
    this.sessions.forget(absence.substituteId);
    return unit;
  }

  private async colleague(
    unit: string,
    username: string,
    field: 'account' | 'substitute',
  ): Promise<AccountRow> {
    const found = await this.accounts.findByName(username);
    const isInUse =
      found !== undefined && (field === 'account' ? found.state !== 'disabled' : found.state === 'active');
    if (!isInUse || found.unitCode !== unit) throw invalid(issue(field, 'duty.notOfUnit', { username }));
    return found;
  }
}

/**
 * The substitute has a role of the absent person, because roles are granted by two persons and an absence is entered by one;
 * and nobody makes himself a substitute.
 */
function assertMaySubstitute(actor: Actor, absent: AccountRow, substitute: AccountRow): void {
  if (absent.id === substitute.id) throw invalid(issue('substitute', 'duty.substituteIsOneself'));
  if (substitute.id === actor.id) throw invalid(issue('substitute', 'duty.substituteEntersNot'));
  const roles = caseRoles(absent);
  if (roles.length === 0) throw invalid(issue('account', 'duty.withoutRole', { username: absent.username }));
  if (!roles.some((role) => substitute.roles.includes(role)))
    throw invalid(
      issue('substitute', 'duty.substituteLacksRole', {
        name: substitute.title,
        roles: roles.map((role) => toRoleView(role).title),
      }),
    );
}
