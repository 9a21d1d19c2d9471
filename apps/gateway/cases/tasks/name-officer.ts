import { DutyEntriesRepository } from '../../../../domain/cases/duty/duty-entries.repository.js';
import { today } from '../../../../domain/cases/duty/in-force.js';
import { nameForDuty } from '../../../../domain/cases/duty/name-for-duty.js';
import { issue } from '../../../../domain/messages/index.js';
import type { DutyBusiness } from '../../../../infra/database/entities/duty.js';
import { foldTelephone } from '../../platform/http/telephone.js';
import { invalid } from '../../platform/problems/validation.js';
import type { Check } from './task-checks.js';

/** Fields of a form's content that name the officer (专人) of the task's unit. */
interface OfficerFields {
  readonly name: string;
  readonly phone: string;
}

/**
 * A check that enters the person whom a task names (明确专人) in the duty register, in the transaction of the completion. The
 * names stay in PostgreSQL: the process learns only that the task is done.
 *
 * @param fields names of the fields in the form's content. Left empty together, they leave the register as it is
 */
export const namesOfficer =
  (business: DutyBusiness, fields: OfficerFields): Check =>
  async (tx, { unit, process_id: processId }, _decision: unknown, { account, content }) => {
    const written = (content ?? {}) as Readonly<Record<string, string | undefined>>;
    const { [fields.name]: name, [fields.phone]: phone } = written;
    if (name === undefined && phone === undefined) return;
    if (name === undefined) throw invalid(issue(`content.${fields.name}`, 'duty.phoneNeedsOfficer'));
    if (phone === undefined) throw invalid(issue(`content.${fields.phone}`, 'duty.officerNeedsPhone'));
    const folded = foldTelephone(phone);
    if (folded === null) throw invalid(issue(`content.${fields.phone}`, 'duty.contactPhone'));
    const accountId = (await new DutyEntriesRepository(tx).accountNamed(unit, name)) ?? null;
    await nameForDuty(tx, {
      ...{ unit, business, kind: 'officer', accountId, name, post: null, phone: folded, isPublic: false },
      ...{ fromDay: today(), untilDay: null, processId, enteredBy: account },
    });
  };
