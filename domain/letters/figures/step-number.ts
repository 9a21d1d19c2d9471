import { integer, join, sql, type Sql } from '../../../infra/database/sql.js';
import { LETTER_STEP_KEYS, LETTER_STEPS, type LetterStep } from './figures.js';

/** Numbers of one step. Two for each tenth of a working day: in time and late. */
const NUMBERS = 100_000;
const MOST_TENTHS = NUMBERS / 2 - 1;

/** How a letter passed a step. */
export interface StepPassed {
  readonly step: LetterStep;
  readonly tenths: number;
  readonly late: boolean;
}

const steps = LETTER_STEP_KEYS.map(
  (step, index) => sql`WHEN t.name = ANY (${LETTER_STEPS[step].tasks}::text[]) THEN ${integer(index)}`,
);
/** Place of the step that the task `t` belongs to; null for other tasks. */
export const STEP_PLACE = sql`CASE ${join(steps, ' ')} END`;

/** Names of the tasks that belong to a step. */
export const STEP_TASKS: readonly string[] = Object.values(LETTER_STEPS).flatMap(({ tasks }) => [...tasks]);

/** Step, working time and lateness in one number, by which passages are summed. @param days working days */
export const stepNumber = (place: Sql, days: Sql, late: Sql): Sql =>
  sql`(${place} * ${integer(NUMBERS)} + least(round((coalesce(${days}, 0) * 10)::numeric), ${integer(MOST_TENTHS)}) * 2 + ${late}::int)::int`;

export const stepOfNumber = (number: number): StepPassed => ({
  step: LETTER_STEP_KEYS[Math.floor(number / NUMBERS)]!,
  tenths: Math.floor((number % NUMBERS) / 2),
  late: number % 2 === 1,
});

/** Over a column with such a number. */
export const placeIn = (number: Sql): Sql => sql`${number} / ${integer(NUMBERS)}`;
export const isLateIn = (number: Sql): Sql => sql`${number} % 2 = 1`;
export const stepAt = (place: number): LetterStep => LETTER_STEP_KEYS[place]!;
