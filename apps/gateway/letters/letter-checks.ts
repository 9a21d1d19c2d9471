import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { businessNow } from '../../../activities/business-clock.js';
import { isSecret } from '../../../activities/read-model/secrecy.js';
import { pausesSince, readSuspensions } from '../../../activities/read-model/suspensions.js';
import { dayOf, formatDay } from '../../../activities/time-limits/civil-time.js';
import { extensionCheck, type ExtensionCheck } from '../../../activities/time-limits/extension.js';
import { TimeLimitService } from '../../../activities/time-limits/time-limit-service.js';
import { preparedIn } from '../../../infra/database/prepared.js';
import { DubanError, type ErrorCode } from '../../../workflows/engine/errors.js';
import { TaskChecks, type Check, type Checks } from '../tasks/task-checks.js';
import type { LoadedTask } from '../tasks/task-rows.js';

interface Assignment {
  readonly lead: string;
  readonly coUnits: readonly string[];
}
interface ClockRow {
  readonly class: string | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly extended_days: number;
}

const refusal = (code: ErrorCode, field: string, message: string): DubanError =>
  new DubanError(code, `${field}: ${message}`, { issues: [{ field, message }] });

/** Checks of the decisions on letters. Sources: RULES.md 0.11, 5.1, 5.2. */
@Injectable()
export class LetterChecks implements OnModuleInit {
  private readonly checks: Checks;

  constructor(
    private readonly registry: TaskChecks,
    private readonly timeLimits: TimeLimitService,
  ) {
    const assignment: Check = (tx, task, { lead, coUnits }: Assignment) =>
      this.addressees(tx, task, { 'decision.lead': [lead], 'decision.coUnits': coUnits });
    this.checks = {
      'register/dispatch': assignment,
      'assign/assign': assignment,
      'superiorRule/assign': assignment,
      'register/merge': mergeTarget,
      'sign/redispatch': async (tx, task, { unit }: { unit: string }) => {
        await this.addressees(tx, task, { 'decision.unit': [unit] });
        await insideCounty(tx, task, unit);
      },
      'sign/dispute': async (tx, task, { suggestedUnit }: { suggestedUnit?: string }) => {
        if (suggestedUnit !== undefined)
          await this.addressees(tx, task, { 'decision.suggestedUnit': [suggestedUnit] });
        await this.disputeInTime(tx, task);
      },
      'draft/askCoUnits': (tx, task, { units }: { units: string[] }) =>
        this.addressees(tx, task, { 'decision.units': units }),
      'draft/extension': (tx, task, { workingDays }: { workingDays: number }) =>
        this.extension(tx, task, workingDays, businessNow()),
      // Whether it was asked for in time has been checked then.
      'decideExtension/approve': (tx, task, { workingDays }: { workingDays: number }) =>
        this.extension(tx, task, workingDays, null),
    };
  }

  onModuleInit(): void {
    this.registry.register('mailbox-letter', this.checks);
  }

  /**
   * Units that a case shall go to, by the field that names them.
   *
   * @throws {DubanError} UNIT_UNKNOWN, and CONFLICT_OF_INTEREST for a unit that the letter accuses, or one below it
   */
  async addressees(
    tx: EntityManager,
    task: LoadedTask,
    fields: Record<string, readonly string[]>,
  ): Promise<void> {
    const rows = await preparedIn<{ code: string; conflict: boolean }>(tx, ADDRESSEES, [
      [...new Set(Object.values(fields).flat())],
      task.process_id,
      formatDay(dayOf(businessNow())),
    ]);
    const known = new Map(rows.map(({ code, conflict }) => [code, conflict]));
    for (const [field, codes] of Object.entries(fields)) {
      for (const code of codes) {
        if (!known.has(code))
          throw refusal('UNIT_UNKNOWN', field, `no unit '${code}': see GET /api/v1/units`);
        if (known.get(code)) {
          throw refusal('CONFLICT_OF_INTEREST', field, `the letter accuses '${code}' or a unit above it`);
        }
      }
    }
  }

  private async disputeInTime(tx: EntityManager, task: LoadedTask): Promise<void> {
    const from = task.opened_at.getTime();
    const suspensions = await readSuspensions(tx, [task.process_id]);
    const pauses = pausesSince(suspensions.get(task.process_id) ?? [], from);
    const until = await this.timeLimits.courseInstant({ limit: 'dispute', from, pauses });
    if (until === null || businessNow() <= until) return;
    throw new DubanError(
      'DISPUTE_TOO_LATE',
      `a return could be asked for until ${new Date(until).toISOString()}`,
    );
  }

  /** @param askedAt null: only the length is checked */
  private async extension(
    tx: EntityManager,
    task: LoadedTask,
    workingDays: number,
    askedAt: number | null,
  ): Promise<void> {
    await this.timeLimits.ready();
    const [clock]: ClockRow[] = await tx.query(HANDLING_CLOCK, [task.process_id]);
    if (!clock) throw new DubanError('EXTENSION_NOT_ALLOWED', 'no handling limit is running');
    const startedAt = clock.started_at.getTime();
    const running = {
      policy: this.timeLimits.policy(clock.policy_id, clock.policy_version),
      calendar: this.timeLimits.calendar(),
      limit: 'handling',
      letterClass: clock.class ?? undefined,
      startedAt,
      dueAt: clock.due_at.getTime(),
      extendedDays: clock.extended_days,
    };
    const extensions = Number((task.process.facts as { extensions?: number }).extensions ?? 0);
    const allowed = extensionCheck(running, { at: askedAt ?? startedAt, extensions });
    if (!allowed.allowed) throw new DubanError('EXTENSION_NOT_ALLOWED', WHY_NOT[allowed.reason]);
    if (allowed.maxWorkingDays !== null && workingDays > allowed.maxWorkingDays) {
      const message = `at most ${allowed.maxWorkingDays} working days are left under the policy`;
      throw refusal('EXTENSION_NOT_ALLOWED', 'decision.workingDays', message);
    }
  }
}

const WHY_NOT: Readonly<Record<Extract<ExtensionCheck, { allowed: false }>['reason'], string>> = {
  tooOften: 'the letter has been extended already',
  capReached: 'the limit is as long as the policy allows',
  tooLate: 'it must be asked for at least one working day before the due day',
};

/** Bodies that exist today and take cases; the prefecture as a whole is none of them. */
const ADDRESSEES = `
  SELECT u.code, u.path && p.hidden_from AS conflict FROM unit u, process p
  WHERE u.code = ANY ($1) AND p.id = $2 AND u.kind <> 'PREFECTURE'
    AND coalesce(u.valid_from <= $3::date, true)
    AND coalesce(u.valid_to >= $3::date, true)`;

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
    throw refusal('UNIT_OUTSIDE_COUNTY', 'decision.unit', `must be of the same county as ${task.unit}`);
};

const mergeTarget: Check = async (tx, task, { into }: { into: string }) => {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM process p WHERE p.id = $1 AND p.id <> $2 AND p.key = 'mailbox-letter'
       AND p.state IN ('running', 'suspended') AND NOT p.facts ? 'mergedInto' AND NOT ${isSecret('p')}`,
    [into, task.process_id],
  );
  if (rows.length > 0) return;
  throw refusal(
    'MERGE_TARGET_INVALID',
    'decision.into',
    'must be another open letter that is not merged itself',
  );
};
