import type { EntityManager } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import { pausesSince, readSuspensions } from '../../../domain/cases/read-model/suspensions.repository.js';
import { extensionCheck } from '../../../domain/cases/time-limits/extension.js';
import type { RunningClock } from '../../../domain/cases/time-limits/ladder.js';
import { readRunningClock } from '../../../domain/cases/time-limits/running-clock.js';
import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { durationOf, limitOf, type Duration } from '../../../domain/cases/time-limits/policy.js';
import { LetterUnitsRepository } from '../../../domain/letters/letter-units.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import type { Database } from '../../../infra/database/query.js';
import { DubanError, type ErrorCode } from '../../../workflows/engine/errors.js';
import { invalid } from '../platform/problems/validation.js';
import type { Check, Checks, Preconditions } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';
import {
  checkAssignment,
  checkDispatch,
  checkAddressees,
  checkUnitsExist,
  checkNamedAtTriage,
  checkNotAtWork,
} from './letter-addressees.js';
import { checkMergeTarget } from './merge-target.js';

/** Checks of the decisions on letters. Reference: docs/letters.md. */
export class LetterChecks {
  readonly preconditions: Preconditions;
  readonly checks: Checks;

  constructor(private readonly timeLimits: TimeLimitService) {
    this.preconditions = {
      'sign/dispute': (db, task) => this.disputeInTime(db, task),
      'draft/complex': (db, task) => this.complex(db, task),
      'decideComplex/approve': (db, task) => this.complex(db, task),
      'draft/extension': (db, task) => this.extension(db, task, SHORTEST, businessNow()),
      'decideExtension/approve': (db, task) => this.extension(db, task, SHORTEST, null),
    };
    this.checks = {
      'register/accept': this.classified(checkNamedAtTriage),
      'reconsider/accept': this.classified(checkNamedAtTriage),
      'register/dispatch': this.classified(checkDispatch),
      'assign/assign': this.classified(checkAssignment),
      'superiorRule/assign': this.classified(checkAssignment),
      'register/merge': checkMergeTarget,
      'sign/redispatch': async (tx, task, { unit }: { unit: string }, { content }) => {
        await checkAddressees(tx, task, { 'decision.unit': [unit] }, content);
        await checkInsideCounty(tx, task, unit);
        const { coUnits = [] } = task.process.facts as { coUnits?: string[] };
        if (coUnits.includes(unit)) throw invalid(issue('decision.unit', 'letters.coHandles', { unit }));
      },
      'sign/dispute': async (tx, task, { suggestedUnit }: { suggestedUnit?: string }) => {
        if (suggestedUnit !== undefined)
          await checkUnitsExist(tx, task, { 'decision.suggestedUnit': [suggestedUnit] });
      },
      'reviewRating/reopen': checkReopened,
      'draft/askCoUnits': async (tx, task, { units }: { units: string[] }, { content }) => {
        await checkNotAtWork(tx, task, units);
        await checkAddressees(tx, task, { 'decision.units': units }, content);
      },
      'draft/extension': (tx, task, { workingDays }: { workingDays: number }) =>
        this.extension(tx, task, workingDays, businessNow()),
      // Whether the request was in time was checked when the unit made it.
      'decideExtension/approve': (tx, task, { workingDays }: { workingDays: number }) =>
        this.extension(tx, task, workingDays, null),
    };
  }

  /** Rejects the class COMPLEX where the policy requires a decision for it and there is none. */
  private classified(check: Check): Check {
    return async (tx, task, decision: { readonly class: string }, completion) => {
      const { complex } = task.process.facts as { complex?: boolean };
      if (decision.class === 'COMPLEX' && complex !== true) {
        await this.timeLimits.ready();
        const needsDecision = this.timeLimits.policyAt(businessNow()).complexNeedsDecision;
        if (needsDecision)
          throw DubanError.ofFields('COMPLEX_UNDECIDED', [issue('decision.class', 'letters.notComplexYet')]);
      }
      return check(tx, task, decision as never, completion);
    };
  }

  private async complex(db: Database, task: LoadedTask): Promise<void> {
    const running = await this.handling(db, task, 'COMPLEX_NOT_ALLOWED');
    const own = durationOf(running.policy, 'handling', running.caseClass);
    const complex = durationOf(running.policy, 'handling', COMPLEX);
    if (running.caseClass === COMPLEX || !isLonger(complex, own))
      throw new DubanError('COMPLEX_NOT_ALLOWED', detail('letters.complexNoLonger'));
    const { extension } = limitOf(running.policy, running.limit);
    if (extension?.totalCap && (running.extendedDays ?? 0) > 0)
      throw new DubanError('COMPLEX_NOT_ALLOWED', detail('letters.complexExtended'));
  }

  private async disputeInTime(db: Database, task: LoadedTask): Promise<void> {
    const from = task.opened_at.getTime();
    const suspensions = await readSuspensions(db, [task.process_id]);
    const pauses = pausesSince(suspensions.get(task.process_id) ?? [], from);
    const until = await this.timeLimits.timeoutInstant({ limit: 'dispute', from, pauses });
    if (until === null || businessNow() <= until) return;
    throw new DubanError(
      'DISPUTE_TOO_LATE',
      detail('letters.disputeEnded', { until: new Date(until).toISOString() }),
    );
  }

  /** @param askedAt epoch ms of the request; null checks the length only */
  private async extension(
    db: Database,
    task: LoadedTask,
    workingDays: number,
    askedAt: number | null,
  ): Promise<void> {
    const running = await this.handling(db, task, 'EXTENSION_NOT_ALLOWED');
    const extensions = Number((task.process.facts as { extensions?: number }).extensions ?? 0);
    const check = extensionCheck(running, { by: { workingDays }, at: askedAt, extensions });
    if (check.allowed) return;
    if (check.reason !== 'tooLong')
      throw new DubanError('EXTENSION_NOT_ALLOWED', detail(WHY_NOT[check.reason]));
    const [max] = Object.values(check.atMost) as [number];
    throw DubanError.ofFields('EXTENSION_NOT_ALLOWED', [
      issue('decision.workingDays', 'letters.extensionTooLong', { max }),
    ]);
  }

  /** @throws {DubanError} with the given code when no handling limit is running */
  private async handling(db: Database, task: LoadedTask, refused: ErrorCode): Promise<RunningClock> {
    const named = { process: task.process_id, name: 'handling' };
    const clock = await readRunningClock(db, this.timeLimits, named);
    if (!clock) throw new DubanError(refused, detail('letters.noHandlingLimit'));
    return clock;
  }
}

const COMPLEX = 'COMPLEX';
/** Working days of the shortest extension: where it is refused, any is. */
const SHORTEST = 1;

/** Why a letter gets no more time, by the reason of `extensionCheck`. */
const WHY_NOT = {
  never: 'letters.extensionNever',
  otherForm: 'letters.extensionOtherForm',
  notLater: 'letters.extensionNotLater',
  tooOften: 'letters.extensionTooOften',
  capReached: 'letters.extensionCapReached',
  tooLate: 'letters.extensionTooLate',
} as const;

/** True also for lengths in different units, which are not compared: the office decides. */
function isLonger(length: Duration | null, other: Duration | null): boolean {
  if (length === null || other === null) return false;
  if ('workingDays' in length && 'workingDays' in other) return length.workingDays > other.workingDays;
  return true;
}

/** Checks the unit of a shared answer: a reopened letter is the first that the unit gets of it. */
const checkReopened: Check = async (tx, task, _decision, { content }) => {
  const { followed, lead } = task.process.facts as { followed?: string | null; lead?: string };
  if (followed != null && lead !== undefined) await checkAddressees(tx, task, { decision: [lead] }, content);
};

const checkInsideCounty = async (tx: EntityManager, task: LoadedTask, unit: string): Promise<void> => {
  if (await new LetterUnitsRepository(tx).shareCounty(task.unit, unit)) return;
  throw DubanError.ofFields('UNIT_OUTSIDE_COUNTY', [
    issue('decision.unit', 'letters.outsideCounty', { unit: task.unit }),
  ]);
};
