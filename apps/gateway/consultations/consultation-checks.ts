import type { EntityManager } from 'typeorm';
import { hearingFaults, missingParts, plannedPeriod } from '../../../domain/consultations/completeness.js';
import { daysAt } from '../../../domain/consultations/consultation-days.js';
import {
  CONSULTATION_DRAFT,
  ConsultationsRepository,
  type ConsultationRow,
} from '../../../domain/consultations/consultations.repository.js';
import { readDraft } from '../../../domain/consultations/draft.js';
import { HearingsRepository } from '../../../domain/consultations/hearings.repository.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import {
  FINAL_TEXT,
  PolicyDocumentsRepository,
  type PolicyGate,
} from '../../../domain/consultations/policy-documents.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { DubanError, type Issue } from '../../../workflows/engine/errors.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import type { CheckServices } from '../cases/registration/business.js';
import { assertNotAuthor, ownText } from '../cases/tasks/author-checks.js';
import type { Check, Checks, Completion } from '../cases/tasks/task-checks.js';

type RowCheck = (
  tx: EntityManager,
  row: ConsultationRow,
  decision: never,
  completion: Completion,
) => Promise<void>;

/**
 * Conditions of decisions in a consultation that only the database knows. A major policy is issued only after its adoption
 * feedback is published (plan, part (三)).
 */
export class ConsultationChecks {
  private readonly ofRows: Readonly<Record<string, RowCheck>> = {
    'classify/ordinary': assertNotMajor,
    'choose/without': assertNotMajor,
    'prepare/submit': (tx, row) => this.assertComplete(tx, row),
    'checkDraft/accept': assertNotDrafter,
    'publish/publish': async (tx, row, decision, completion) => {
      await assertNotDrafter(tx, row, decision, completion);
      await this.assertComplete(tx, row);
    },
    'collect/finish': async (_, { closesAt }) => {
      if (businessNow() < closesAt!.getTime())
        throw new DubanError('TOO_EARLY', detail('consultations.openUntil', { at: closesAt!.toISOString() }));
    },
    'collect/extend': async (_, { closesOn, closesAt }, { closesOn: on }: { closesOn: string }) => {
      if (businessNow() >= closesAt!.getTime())
        throw new DubanError('CONSULTATION_CLOSED', detail('consultations.periodIsOver'));
      await assertComputable(this.services.timeLimits, ['consultation'], businessNow(), {
        'decision.closesOn': on,
      });
      if (on <= closesOn!)
        throw incomplete(issue('decision.closesOn', 'consultations.notLater', { closesOn: closesOn! }));
    },
    'sendPapers/send': async (tx, row) => {
      const { papersBy } = await plannedHearing(tx, row);
      if (today() > papersBy!)
        throw incomplete(issue('decision', 'consultations.papersOverdue', { papersBy: papersBy! }));
    },
    'moveHearing/postpone': (tx, row, { on }: { on: string }) => this.assertHearing(tx, row, on),
    'holdHearing/postpone': (tx, row, { on }: { on: string }) => this.assertHearing(tx, row, on),
    'holdHearing/hold': async (tx, row) => {
      const { heldOn } = await plannedHearing(tx, row);
      if (today() < heldOn)
        throw new DubanError('TOO_EARLY', detail('consultations.hearingIsOn', { on: heldOn }));
    },
    'sortOpinions/submit': assertAnswered,
    'signAdoption/publish': async (tx, row, _decision, { account }) => {
      if (await new OpinionsRepository(tx).hasVerdictBy(row.id, account)) throw ownText();
      await assertAnswered(tx, row);
    },
    'awaitDecision/proceed': async (tx, row) => assertReviewed(await lockGate(tx, row)),
    'decide/adopt': async (tx, row) => {
      const gate = await lockGate(tx, row);
      assertGateOpen(gate);
      assertReviewed(gate);
    },
    'issue/issue': async (tx, row, _decision, { account }) => {
      await assertNotAuthor(tx, { recordId: row.policyId, part: FINAL_TEXT, account });
      const gate = await lockGate(tx, row);
      assertGateOpen(gate);
      assertFinalText(gate);
    },
  };

  constructor(private readonly services: CheckServices) {}

  /** By `task/outcome`; each locks the row of the consultation first. */
  get checks(): Checks {
    const locking =
      (check: RowCheck): Check =>
      async (tx, { process_id: id }, decision, completion) =>
        check(tx, await new ConsultationsRepository(tx).lock(id), decision, completion);
    const entries = Object.entries(this.ofRows).map(([name, check]) => [name, locking(check)] as const);
    return Object.fromEntries(entries);
  }

  /** Q1: clauses, explanation, method and period are there; Q2 and Q3: the law in force allows its days. */
  private async assertComplete(tx: EntityManager, row: ConsultationRow): Promise<void> {
    const draft = await readDraft(tx, row);
    const now = businessNow();
    const faults = missingParts(draft);
    if (draft.period !== null)
      faults.push(...plannedPeriod(draft, await daysAt(this.services, now), now).faults);
    const [first, ...more] = faults;
    if (first) throw incomplete(first, ...more);
  }

  private async assertHearing(tx: EntityManager, row: ConsultationRow, on: string): Promise<void> {
    const now = businessNow();
    const field = 'decision.on';
    await assertComputable(this.services.timeLimits, ['consultation'], now, { [field]: on });
    const papersBy = (await daysAt(this.services, now)).papersBy(on);
    const { papersSentAt } = await plannedHearing(tx, row);
    const from = dayOf(papersSentAt?.getTime() ?? now);
    const faults = hearingFaults(field, on, { today: from, closesOn: row.closesOn!, papersBy });
    if (parseDay(on) < dayOf(now)) faults.push(issue(field, 'consultations.hearingDayPast'));
    const [first, ...more] = faults;
    if (first) throw incomplete(first, ...more);
  }
}

/** @throws {DubanError} FOUR_EYES */
const assertNotDrafter: RowCheck = (tx, { id }, _decision, { account }) =>
  assertNotAuthor(tx, { recordId: id, part: CONSULTATION_DRAFT, account });

const today = (): string => formatDay(dayOf(businessNow()));

const incomplete = (...issues: [Issue, ...Issue[]]): DubanError =>
  DubanError.ofFields('CONSULTATION_INCOMPLETE', issues);

/** The tasks of a hearing are open only while one is planned. */
const plannedHearing = async (tx: EntityManager, { id }: ConsultationRow) =>
  (await new HearingsRepository(tx).planned(id))!;

const lockGate = (tx: EntityManager, { policyId }: ConsultationRow): Promise<PolicyGate> =>
  new PolicyDocumentsRepository(tx).lockGate(policyId);

/** Q4: every opinion has its verdict. */
async function assertAnswered(tx: EntityManager, { id }: ConsultationRow): Promise<void> {
  const { unanswered: count } = await new OpinionsRepository(tx).verdictCounts(id);
  if (count > 0) throw new DubanError('OPINIONS_UNANSWERED', detail('consultations.unanswered', { count }));
}

async function assertNotMajor(tx: EntityManager, row: ConsultationRow): Promise<void> {
  const { major } = await lockGate(tx, row);
  if (major) throw new DubanError('POLICY_GATE_CLOSED', detail('consultations.majorStaysMajor'));
}

/** Q7: a major policy needs the published feedback of its consultation. */
function assertGateOpen({ classifiedAt, major, answered }: PolicyGate): void {
  if (classifiedAt !== null && (!major || answered)) return;
  throw new DubanError('POLICY_GATE_CLOSED', detail('consultations.gateClosed'));
}

/** Q6: the period of the legal review is over. */
function assertReviewed({ reviewUntil }: PolicyGate): void {
  if (reviewUntil === null) throw new DubanError('TOO_EARLY', detail('consultations.reviewNotStarted'));
  if (today() <= reviewUntil)
    throw new DubanError('TOO_EARLY', detail('consultations.reviewLasts', { until: reviewUntil }));
}

function assertFinalText({ documentNumber, finalText }: PolicyGate): void {
  const [first, ...more] = [
    ...(documentNumber === null ? [issue('documentNumber', 'consultations.documentNumberMissing')] : []),
    ...(finalText === null ? [issue('finalText', 'consultations.finalTextMissing')] : []),
  ];
  if (first) throw DubanError.ofFields('POLICY_INCOMPLETE', [first, ...more]);
}
