import type { EntityManager } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import {
  hearingFaults,
  missingParts,
  plannedPeriod,
  type Fault,
} from '../../../domain/consultations/completeness.js';
import {
  readConsultation,
  readDraft,
  readHearings,
  type ConsultationRow,
} from '../../../domain/consultations/consultation-row.js';
import { countVerdicts } from '../../../domain/consultations/closing.js';
import { daysAt } from '../../../domain/consultations/deps.js';
import { dayOf, formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import type { CheckServices } from '../cases/registration/business.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';

interface Policy {
  readonly major: boolean;
  readonly classified: boolean;
  readonly answered: boolean;
  readonly reviewUntil: string | null;
  readonly documentNumber: string | null;
  readonly finalText: string | null;
}
type RowCheck = (tx: EntityManager, row: ConsultationRow, decision: never) => Promise<void>;

/** What the decisions in a consultation must satisfy that only the database knows. Sources: RULES.md 0.12 and 5.8. */
export class ConsultationChecks {
  private readonly ofRows: Readonly<Record<string, RowCheck>> = {
    'classify/ordinary': ordinary,
    'choose/without': ordinary,
    'prepare/submit': (tx, row) => this.complete(tx, row),
    'publish/publish': (tx, row) => this.complete(tx, row),
    'collect/finish': async (_, { closesAt }) => {
      if (businessNow() < closesAt!.getTime())
        throw new DubanError('TOO_EARLY', `the period ends at ${closesAt!.toISOString()}`);
    },
    'collect/extend': async (_, { closesOn, closesAt }, { closesOn: on }: { closesOn: string }) => {
      if (businessNow() >= closesAt!.getTime())
        throw new DubanError('CONSULTATION_CLOSED', 'the period is over: it cannot become longer');
      await assertComputable(this.services.timeLimits, ['consultation'], Date.now(), {
        'decision.closesOn': on,
      });
      if (on <= closesOn!)
        throw unfit([{ field: 'decision.closesOn', message: `须晚于现截止日 ${closesOn}` }]);
    },
    'sendPapers/send': async (tx, row) => {
      const { papersBy } = (await plannedHearing(tx, row.id))!;
      if (today() > papersBy!)
        throw unfit([{ field: 'decision', message: `听证材料须在 ${papersBy} 前送达,请改期` }]);
    },
    'moveHearing/postpone': (tx, row, { on }: { on: string }) => this.hearing(tx, row, on),
    'holdHearing/postpone': (tx, row, { on }: { on: string }) => this.hearing(tx, row, on),
    'holdHearing/hold': async (tx, row) => {
      const { on } = (await plannedHearing(tx, row.id))!;
      if (today() < on) throw new DubanError('TOO_EARLY', `the hearing is on ${on}`);
    },
    'sortOpinions/submit': answered,
    'signAdoption/publish': answered,
    'awaitDecision/proceed': async (tx, row) => reviewed(await policyOf(tx, row)),
    'decide/adopt': async (tx, row) => {
      const policy = await policyOf(tx, row);
      assertOpenGate(policy);
      reviewed(policy);
    },
    'issue/issue': async (tx, row) => {
      const policy = await policyOf(tx, row);
      assertOpenGate(policy);
      const missing = (['documentNumber', 'finalText'] as const).filter((field) => policy[field] === null);
      if (missing.length === 0) return;
      const issues = missing.map((field) => ({
        field,
        message: 'PUT /api/v1/policy-documents/{id}/final-text',
      }));
      throw new DubanError('POLICY_INCOMPLETE', `missing: ${missing.join(', ')}`, { issues });
    },
  };

  constructor(private readonly services: CheckServices) {}

  /** By `task/outcome`; the row of the consultation is locked first. */
  get checks(): Checks {
    const locking =
      (check: RowCheck): Check =>
      async (tx, { process_id: id }, decision) =>
        check(tx, await readConsultation(tx, id, { lock: true }), decision);
    const entries = Object.entries(this.ofRows).map(([name, check]) => [name, locking(check)] as const);
    return Object.fromEntries(entries);
  }

  /** Q1: draft, explanation, how to answer and period; Q2 and Q3: as long and as early as the law in force asks. */
  private async complete(tx: EntityManager, row: ConsultationRow): Promise<void> {
    const draft = await readDraft(tx, row);
    const now = businessNow();
    const faults = missingParts(draft);
    if (draft.period !== null) faults.push(...plannedPeriod(draft, await this.days(now), now).faults);
    if (faults.length > 0) throw unfit(faults);
  }

  private async hearing(tx: EntityManager, row: ConsultationRow, on: string): Promise<void> {
    const now = businessNow();
    await assertComputable(this.services.timeLimits, ['consultation'], now, { 'decision.on': on });
    const papersBy = (await this.days(now)).papersBy(on);
    const { papersSentAt } = (await plannedHearing(tx, row.id))!;
    const from = dayOf(papersSentAt?.getTime() ?? now);
    const faults = hearingFaults(on, { today: from, closesOn: row.closesOn!, papersBy });
    if (parseDay(on) < dayOf(now)) faults.push({ field: 'hearing.on', message: '该日已过' });
    if (faults.length > 0) throw unfit(faults.map(({ message }) => ({ field: 'decision.on', message })));
  }

  private days(at: number) {
    return daysAt(this.services, at);
  }
}

const today = (): string => formatDay(dayOf(businessNow()));

export const unfit = (issues: readonly Fault[]): DubanError =>
  new DubanError(
    'CONSULTATION_INCOMPLETE',
    issues.map(({ field, message }) => `${field}: ${message}`).join('; '),
    {
      issues,
    },
  );

const plannedHearing = async (tx: EntityManager, id: string) =>
  (await readHearings(tx, id)).find(({ state }) => state === 'planned');

/** Q4: the count is the database's. */
async function answered(tx: EntityManager, { id }: ConsultationRow): Promise<void> {
  const { unanswered } = await countVerdicts(tx, id);
  if (unanswered > 0)
    throw new DubanError('OPINIONS_UNANSWERED', `${unanswered} opinions are not moderated or lack a verdict`);
}

/** What is marked major is not made ordinary by the way. */
async function ordinary(tx: EntityManager, row: ConsultationRow): Promise<void> {
  const { major } = await policyOf(tx, row);
  if (major)
    throw new DubanError(
      'POLICY_GATE_CLOSED',
      'it is marked major: only two persons of the legal office unmark it',
    );
}

/** Q7, and Q6 before it. */
function assertOpenGate({ classified, major, answered: isAnswered }: Policy): void {
  if (classified && (!major || isAnswered)) return;
  throw new DubanError('POLICY_GATE_CLOSED', 'the adoption feedback of its consultation is not public');
}

function reviewed({ reviewUntil }: Policy): void {
  if (reviewUntil === null || today() <= reviewUntil)
    throw new DubanError(
      'TOO_EARLY',
      `the time for the legal review ends with ${reviewUntil ?? 'a day to come'}`,
    );
}

async function policyOf(tx: EntityManager, { policy }: ConsultationRow): Promise<Policy> {
  const [row]: Policy[] = await tx.query(
    `SELECT major, classified_at IS NOT NULL AS classified, policy_is_answered(id) AS answered,
       review_until::text AS "reviewUntil", document_number AS "documentNumber", final_text AS "finalText"
     FROM policy_document WHERE id = $1 FOR UPDATE`,
    [policy],
  );
  return row!;
}
