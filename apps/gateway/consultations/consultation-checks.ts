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
import type { Database } from '../../../infra/database/query.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay, parseDay } from '../../../domain/time/civil-time.js';
import { DubanError, type Issue } from '../../../workflows/engine/errors.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import type { CheckServices } from '../cases/registration/business.js';
import { assertNotAuthor, ownText } from '../cases/tasks/author-checks.js';
import type {
  Check,
  Checks,
  Precondition,
  PreconditionOptions,
  Preconditions,
} from '../cases/tasks/task-checks.js';

type RowCheck = (tx: EntityManager, row: ConsultationRow, decision: never) => Promise<void>;
type RowCondition = (db: Database, row: ConsultationRow, options: PreconditionOptions) => Promise<void>;

/**
 * Conditions of decisions in a consultation that only the database knows. A major policy is issued only after its adoption
 * feedback is published (plan, part (三)).
 */
export class ConsultationChecks {
  private readonly conditionsOfRows: Readonly<Record<string, RowCondition>> = {
    'classify/ordinary': assertNotMajor,
    'choose/without': assertNotMajor,
    'prepare/submit': (db, row) => this.assertComplete(db, row),
    'checkDraft/accept': assertNotDrafter,
    'publish/publish': async (db, row, options) => {
      await assertNotDrafter(db, row, options);
      await this.assertComplete(db, row);
    },
    'collect/finish': async (_, { closesAt }) => {
      if (businessNow() < closesAt!.getTime())
        throw new DubanError('TOO_EARLY', detail('consultations.openUntil', { at: closesAt!.toISOString() }));
    },
    'collect/extend': async (_, { closesAt }) => {
      if (businessNow() >= closesAt!.getTime())
        throw new DubanError('CONSULTATION_CLOSED', detail('consultations.periodIsOver'));
    },
    'sendPapers/send': async (db, row) => {
      const { papersBy } = await plannedHearing(db, row);
      if (today() > papersBy!)
        throw incomplete(issue('decision', 'consultations.papersOverdue', { papersBy: papersBy! }));
    },
    'holdHearing/hold': async (db, row) => {
      const { heldOn } = await plannedHearing(db, row);
      if (today() < heldOn)
        throw new DubanError('TOO_EARLY', detail('consultations.hearingIsOn', { on: heldOn }));
    },
    'sortOpinions/submit': assertAnswered,
    'signAdoption/publish': async (db, row, options) => {
      if (await new OpinionsRepository(db).hasVerdictBy(row.id, options.account)) throw ownText();
      await assertAnswered(db, row);
    },
    'awaitDecision/proceed': async (db, row, options) => assertReviewed(await readGate(db, row, options)),
    'decide/adopt': async (db, row, options) => {
      const gate = await readGate(db, row, options);
      assertGateOpen(gate);
      assertReviewed(gate);
    },
    'issue/issue': async (db, row, options) => {
      await assertNotAuthor(db, { recordId: row.policyId, part: FINAL_TEXT, account: options.account });
      const gate = await readGate(db, row, options);
      assertGateOpen(gate);
      assertFinalText(gate);
    },
  };

  private readonly checksOfRows: Readonly<Record<string, RowCheck>> = {
    'collect/extend': async (_, { closesOn }, { closesOn: on }: { closesOn: string }) => {
      await assertComputable(this.services.timeLimits, ['consultation'], businessNow(), {
        'decision.closesOn': on,
      });
      if (on <= closesOn!)
        throw incomplete(issue('decision.closesOn', 'consultations.notLater', { closesOn: closesOn! }));
    },
    'moveHearing/postpone': (tx, row, { on }: { on: string }) => this.assertHearing(tx, row, on),
    'holdHearing/postpone': (tx, row, { on }: { on: string }) => this.assertHearing(tx, row, on),
  };

  constructor(private readonly services: CheckServices) {}

  /** By `task/outcome`; on completion, each locks the row of the consultation first. */
  get preconditions(): Preconditions {
    const reading =
      (condition: RowCondition): Precondition =>
      async (db, { process_id: id }, options) => {
        const consultations = new ConsultationsRepository(db);
        await condition(db, await (options.lock ? consultations.lock(id) : consultations.get(id)), options);
      };
    return mapValues(this.conditionsOfRows, reading);
  }

  /** By `task/outcome`; each locks the row of the consultation first. */
  get checks(): Checks {
    const locking =
      (check: RowCheck): Check =>
      async (tx, { process_id: id }, decision) =>
        check(tx, await new ConsultationsRepository(tx).lock(id), decision);
    return mapValues(this.checksOfRows, locking);
  }

  /** Q1: clauses, explanation, method and period are there; Q2 and Q3: the law in force allows its days. */
  private async assertComplete(db: Database, row: ConsultationRow): Promise<void> {
    const draft = await readDraft(db, row);
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
const assertNotDrafter: RowCondition = (db, { id }, { account }) =>
  assertNotAuthor(db, { recordId: id, part: CONSULTATION_DRAFT, account });

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

const today = (): string => formatDay(dayOf(businessNow()));

const incomplete = (...issues: [Issue, ...Issue[]]): DubanError =>
  DubanError.ofFields('CONSULTATION_INCOMPLETE', issues);

/** The tasks of a hearing are open only while one is planned. */
const plannedHearing = async (db: Database, { id }: ConsultationRow) =>
  (await new HearingsRepository(db).planned(id))!;

const readGate = (
  db: Database,
  { policyId }: ConsultationRow,
  { lock }: PreconditionOptions,
): Promise<PolicyGate> => new PolicyDocumentsRepository(db).gate(policyId, { lock });

/** Q4: every opinion has its verdict. */
async function assertAnswered(db: Database, { id }: ConsultationRow): Promise<void> {
  const { unanswered: count } = await new OpinionsRepository(db).verdictCounts(id);
  if (count > 0) throw new DubanError('OPINIONS_UNANSWERED', detail('consultations.unanswered', { count }));
}

async function assertNotMajor(
  db: Database,
  row: ConsultationRow,
  options: PreconditionOptions,
): Promise<void> {
  const { major } = await readGate(db, row, options);
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
