import type { EntityManager } from 'typeorm';
import { letterRoute } from '../../../domain/letters/letter-route.js';
import { LetterUnitsRepository, type Addressee } from '../../../domain/letters/letter-units.repository.js';
import { assertUnits, unitTakesNoCases } from '../../../domain/cases/units/assert-units.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { issue } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { invalid } from '../platform/problems/validation.js';
import type { Check } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';
import { accusationWords, mentionOf } from './letter-hints.js';

interface Assignment {
  readonly lead: string;
  readonly coUnits: readonly string[];
}
/** What triage decides about a letter. */
interface TriageDecision {
  readonly class: string;
  readonly namedUnits?: readonly string[];
}
/** Unit codes by the field of the request that names them. */
type Fields = Readonly<Record<string, readonly string[]>>;

/** Checks the lead unit and the co-handling units of an assignment. */
export const checkAssignment: Check = (tx, task, { lead, coUnits }: Assignment, { content }) =>
  checkAddressees(tx, task, { 'decision.lead': [lead], 'decision.coUnits': coUnits }, content);

/**
 * Checks registration and assignment in one step. A letter about the office that registers it is accepted only, so that
 * another office assigns it.
 *
 * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST, CONFLICT_UNACKNOWLEDGED
 */
export const checkDispatch: Check = async (tx, task, decision: TriageDecision & Assignment, completion) => {
  const { namedUnits = [], lead, coUnits } = decision;
  await checkNamedAtTriage(tx, task, decision as never, completion);
  if (namedUnits.includes(task.unit))
    throw DubanError.ofFields('CONFLICT_OF_INTEREST', [
      issue('decision.namedUnits', 'letters.acceptOwnFirst'),
    ]);
  const fields = { 'decision.lead': [lead], 'decision.coUnits': coUnits };
  return checkAddressees(tx, task, fields, completion.content, namedUnits);
};

/**
 * Checks the units that a letter is to go to. An accusation never reaches a unit that it names. An ordinary letter reaches a
 * unit that it is about, or mentions beside words of an accusation, only with a reason.
 *
 * @param content content of the form, with `conflictReason`
 * @param named units that the same decision finds the letter to be about
 * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST, CONFLICT_UNACKNOWLEDGED
 */
export async function checkAddressees(
  tx: EntityManager,
  task: LoadedTask,
  fields: Fields,
  content: unknown,
  named: readonly string[] = [],
): Promise<void> {
  const rows = await readAddressees(tx, task, fields, named);
  const { conflictReason } = (content ?? {}) as { conflictReason?: string };
  const accuses = accusationWords([...rows.values()][0]?.text ?? '').length > 0;
  for (const [field, codes] of Object.entries(fields)) {
    for (const code of codes) {
      const row = rows.get(code)!;
      if (row.conflict && row.secret) throw conflictOf(field, code);
      const isAbout = row.conflict || (accuses && mentionOf(row, row.text ?? '') !== null);
      if (!isAbout || conflictReason !== undefined) continue;
      throw DubanError.ofFields('CONFLICT_UNACKNOWLEDGED', [
        issue(field, 'letters.aboutUnit', { unit: code }),
        issue('content.conflictReason', 'fields.fillIn', { title: '理由' }),
      ]);
    }
  }
}

/** Checks that units exist today. @throws {DubanError} UNIT_UNKNOWN */
export async function checkUnitsExist(tx: EntityManager, task: LoadedTask, fields: Fields): Promise<void> {
  await readAddressees(tx, task, fields);
}

/**
 * Checks that the units which triage names leave an office to handle the letter.
 *
 * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST
 */
export const checkNamedAtTriage: Check = async (
  tx,
  task,
  { class: letterClass, namedUnits }: TriageDecision,
) => {
  const accuses = letterClass === 'REPORT';
  if (!accuses && namedUnits === undefined) return;
  const field = 'decision.namedUnits';
  if (namedUnits) await assertUnits(tx, { [field]: namedUnits });
  const hidden = await new LetterUnitsRepository(tx).hiddenAfterTriage(task.process_id, {
    namedUnits,
    accuses,
  });
  if ((await letterRoute(tx, hidden)) !== null) return;
  throw DubanError.ofFields('CONFLICT_OF_INTEREST', [
    issue(namedUnits ? field : 'decision.class', 'letters.noOfficeLeft'),
  ]);
};

/**
 * Checks that requested co-handling units are neither the lead unit nor at work on the letter already.
 *
 * @throws {DubanError} VALIDATION_FAILED naming `decision.units`
 */
export async function checkNotAtWork(
  tx: EntityManager,
  task: LoadedTask,
  units: readonly string[],
): Promise<void> {
  const atWork = [task.unit, ...(await new LetterUnitsRepository(tx).coHandling(task.process_id))];
  const busy = units.filter((unit) => atWork.includes(unit));
  if (busy.length === 0) return;
  throw invalid(...busy.map((unit) => issue('decision.units', 'letters.atWork', { unit })));
}

async function readAddressees(
  tx: EntityManager,
  task: LoadedTask,
  fields: Fields,
  named: readonly string[] = [],
): Promise<Map<string, Addressee>> {
  const codes = [...new Set(Object.values(fields).flat())];
  const today = formatDay(dayOf(businessNow()));
  const rows = await new LetterUnitsRepository(tx).addressees(task.process_id, codes, { named, today });
  const known = new Map(rows.map((row) => [row.code, row]));
  for (const [field, named] of Object.entries(fields)) {
    const unknown = named.find((code) => !known.has(code));
    if (unknown !== undefined) throw unitTakesNoCases(field, unknown);
  }
  return known;
}

const conflictOf = (field: string, code: string): DubanError =>
  DubanError.ofFields('CONFLICT_OF_INTEREST', [issue(field, 'letters.accusesUnit', { unit: code })]);
