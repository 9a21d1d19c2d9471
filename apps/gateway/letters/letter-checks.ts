import type { EntityManager } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import { pausesSince, readSuspensions } from '../../../domain/cases/read-model/suspensions.repository.js';
import { extensionCheck, type ExtensionCheck } from '../../../domain/cases/time-limits/extension.js';
import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { durationOf, limitOf, type Duration } from '../../../domain/cases/time-limits/policy.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { DubanError, type ErrorCode } from '../../../workflows/engine/errors.js';
import { invalid } from '../platform/problems/validation.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';
import {
  assignment,
  checkAddressees,
  checkKnown,
  namedAtTriage,
  notAtWork,
  refusal,
} from './letter-addressees.js';
import { mergeTarget } from './merge-target.js';

interface ClockRow {
  readonly class: string | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly extended_days: number;
}

/** Checks of the decisions on letters. Sources: RULES.md 0.11, 5.1, 5.2. */
export class LetterChecks {
  readonly checks: Checks;

  constructor(private readonly timeLimits: TimeLimitService) {
    this.checks = {
      'register/accept': this.classified(namedAtTriage),
      'reconsider/accept': this.classified(namedAtTriage),
      'register/dispatch': this.classified(assignment),
      'assign/assign': this.classified(assignment),
      'superiorRule/assign': this.classified(assignment),
      'register/merge': mergeTarget,
      'sign/redispatch': async (tx, task, { unit }: { unit: string }, { content }) => {
        await checkAddressees(tx, task, { 'decision.unit': [unit] }, content);
        await insideCounty(tx, task, unit);
        const { coUnits = [] } = task.process.facts as { coUnits?: string[] };
        if (coUnits.includes(unit)) throw invalid(issue('decision.unit', 'letters.coHandles', { unit }));
      },
      'sign/dispute': async (tx, task, { suggestedUnit }: { suggestedUnit?: string }) => {
        if (suggestedUnit !== undefined)
          await checkKnown(tx, task, { 'decision.suggestedUnit': [suggestedUnit] });
        await this.disputeInTime(tx, task);
      },
      'reviewRating/reopen': reopened,
      'draft/askCoUnits': async (tx, task, { units }: { units: string[] }, { content }) => {
        await notAtWork(tx, task, units);
        await checkAddressees(tx, task, { 'decision.units': units }, content);
      },
      'draft/complex': (tx, task) => this.complex(tx, task),
      'decideComplex/approve': (tx, task) => this.complex(tx, task),
      'draft/extension': (tx, task, { workingDays }: { workingDays: number }) =>
        this.extension(tx, task, workingDays, businessNow()),
      // Whether it was asked for in time has been checked then.
      'decideExtension/approve': (tx, task, { workingDays }: { workingDays: number }) =>
        this.extension(tx, task, workingDays, null),
    };
  }

  /** Where the policy wants a decision for it, nobody makes a letter complex by forwarding it as such. */
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

  private async complex(tx: EntityManager, task: LoadedTask): Promise<void> {
    const running = await this.handling(tx, task, 'COMPLEX_NOT_ALLOWED');
    const own = durationOf(running.policy, 'handling', running.letterClass);
    const complex = durationOf(running.policy, 'handling', COMPLEX);
    if (running.letterClass === COMPLEX || !isLonger(complex, own))
      throw new DubanError('COMPLEX_NOT_ALLOWED', 'the limit of a complex letter is no longer than its own');
    const { extension } = limitOf(running.policy, running.limit);
    if (extension?.totalCap && running.extendedDays > 0)
      throw new DubanError('COMPLEX_NOT_ALLOWED', 'the limit has been extended already');
  }

  private async disputeInTime(tx: EntityManager, task: LoadedTask): Promise<void> {
    const from = task.opened_at.getTime();
    const suspensions = await readSuspensions(tx, [task.process_id]);
    const pauses = pausesSince(suspensions.get(task.process_id) ?? [], from);
    const until = await this.timeLimits.timeoutInstant({ limit: 'dispute', from, pauses });
    if (until === null || businessNow() <= until) return;
    throw new DubanError(
      'DISPUTE_TOO_LATE',
      detail('letters.disputeEnded', { until: new Date(until).toISOString() }),
    );
  }

  /** @param askedAt null: only the length is checked */
  private async extension(
    tx: EntityManager,
    task: LoadedTask,
    workingDays: number,
    askedAt: number | null,
  ): Promise<void> {
    const running = await this.handling(tx, task, 'EXTENSION_NOT_ALLOWED');
    const extensions = Number((task.process.facts as { extensions?: number }).extensions ?? 0);
    const check = extensionCheck(running, { by: { workingDays }, at: askedAt, extensions });
    if (check.allowed) return;
    if (check.reason !== 'tooLong') throw new DubanError('EXTENSION_NOT_ALLOWED', WHY_NOT[check.reason]);
    const [most] = Object.values(check.atMost);
    const message = `at most ${most} working days are left under the policy`;
    throw refusal('EXTENSION_NOT_ALLOWED', 'decision.workingDays', message);
  }

  /** @throws {DubanError} with the given code when no handling limit is running */
  private async handling(tx: EntityManager, task: LoadedTask, refused: ErrorCode) {
    await this.timeLimits.ready();
    const [clock]: ClockRow[] = await tx.query(HANDLING_CLOCK, [task.process_id]);
    if (!clock) throw new DubanError(refused, detail('letters.noHandlingLimit'));
    return {
      policy: this.timeLimits.policy(clock.policy_id, clock.policy_version),
      calendar: this.timeLimits.calendar(),
      limit: 'handling',
      letterClass: clock.class ?? undefined,
      startedAt: clock.started_at.getTime(),
      dueAt: clock.due_at.getTime(),
      extendedDays: clock.extended_days,
    };
  }
}

const COMPLEX = 'COMPLEX';

/** Lengths in different units are not compared: then it is for the office to say. */
function isLonger(length: Duration | null, other: Duration | null): boolean {
  if (length === null || other === null) return false;
  if ('workingDays' in length && 'workingDays' in other) return length.workingDays > other.workingDays;
  return true;
}

/** A letter that was answered with the one it was merged into goes to a unit that it has not been sent to itself. */
const reopened: Check = async (tx, task, _decision, { content }) => {
  const { followed, lead } = task.process.facts as { followed?: string | null; lead?: string };
  if (followed != null && lead !== undefined) await checkAddressees(tx, task, { decision: [lead] }, content);
};

type WhyNot = Exclude<Extract<ExtensionCheck, { allowed: false }>['reason'], 'tooLong'>;
const WHY_NOT: Readonly<Record<WhyNot, string>> = {
  never: 'the policy allows no extension',
  otherForm: 'the policy extends in another way than by working days',
  notLater: 'it must end after the due day',
  tooOften: 'the letter has been extended already',
  capReached: 'the limit is as long as the policy allows',
  tooLate: 'it must be asked for at least one working day before the due day',
};

const HANDLING_CLOCK = `
  SELECT class, policy_id, policy_version, started_at, due_at, extended_days FROM clock
  WHERE process_id = $1 AND name = 'handling' AND task IS NULL AND state <> 'stopped' AND due_at IS NOT NULL
  ORDER BY number DESC LIMIT 1`;

const insideCounty = async (tx: EntityManager, task: LoadedTask, unit: string): Promise<void> => {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM unit own, unit county, unit other
     WHERE own.code = $1 AND county.kind = 'COUNTY' AND county.code = ANY (own.path)
       AND other.code = $2 AND county.code = ANY (other.path) AND other.code <> own.code`,
    [task.unit, unit],
  );
  if (rows.length === 0)
    throw DubanError.ofFields('UNIT_OUTSIDE_COUNTY', [
      issue('decision.unit', 'letters.outsideCounty', { unit: task.unit }),
    ]);
};
