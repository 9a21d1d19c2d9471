import { expect, it } from '@jest/globals';
import { plannedSteps, reachedSteps, type StepTask } from '../../../../apps/web/src/features/cases/steps.js';
import { letterWay } from '../../../../apps/web/src/features/letters/way.js';
import { addTexts } from '../../../../apps/web/src/messages/t.js';
import { letters } from '../../../../apps/web/src/messages/zh-CN/letters.js';
import { WorkingDays } from '../../../../apps/web/src/lib/working-days.js';
import { mailboxLetter } from '../../../../workflows/letters/definition.js';

addTexts({ letters });
const days = new WorkingDays([]);
const now = '2026-11-30T02:00:00Z';
type Stays = Parameters<typeof reachedSteps>[0]['stays'];

/** Stays one after another; the last one lasts. */
const stays = (...entered: readonly (readonly [stage: string, at: string, workingDays: number])[]): Stays =>
  entered.map(([stage, enteredAt, workingDays], index) => ({
    ...{ stage, title: mailboxLetter.definition.stages[stage as 'submitted'], enteredAt, workingDays },
    leftAt: entered[index + 1]?.[1] ?? null,
  }));
const task = (
  stage: string,
  openedAt: string,
  dueAt: string | null,
  closedAt: string | null = null,
): StepTask => ({
  ...{ stage, openedAt, dueAt, closedAt },
});
const way = (of: Stays, tasks: readonly StepTask[] = [], isEnded = false) =>
  plannedSteps(letterWay(), { stays: of, tasks, isEnded, now }, days);

it('each stage of a letter on its way belongs to one step', () => {
  const stages = letterWay().flatMap((step) => step.stages);
  expect(new Set(stages).size).toBe(stages.length);
  expect(Object.keys(mailboxLetter.definition.stages)).toEqual(expect.arrayContaining(stages));
});

it('a step that is done says how many working days it took, and how many it had', () => {
  const [register] = way(
    stays(['submitted', '2026-11-23T02:00:00Z', 1], ['triaged', '2026-11-24T02:00:00Z', 4]),
    [task('submitted', '2026-11-23T02:00:00Z', '2026-11-25T16:00:00Z', '2026-11-24T02:00:00Z')],
  );
  expect(register).toMatchObject({ state: 'done', took: 1, limit: 2, isLate: false });
});

it('a step whose task was completed after its due time is late', () => {
  const [register] = way(
    stays(['submitted', '2026-11-23T02:00:00Z', 2], ['triaged', '2026-11-25T02:00:00Z', 3]),
    [task('submitted', '2026-11-23T02:00:00Z', '2026-11-24T16:00:00Z', '2026-11-25T02:00:00Z')],
  );
  expect(register!.isLate).toBe(true);
});

it('a step whose open task is overdue is late', () => {
  const [register] = way(stays(['submitted', '2026-11-23T02:00:00Z', 5]), [
    task('submitted', '2026-11-23T02:00:00Z', '2026-11-24T16:00:00Z'),
  ]);
  expect(register).toMatchObject({ state: 'now', isLate: true });
});

it('stages of one step count together', () => {
  const handle = way(
    stays(
      ['inProgress', '2026-11-16T02:00:00Z', 3],
      ['extensionPending', '2026-11-19T02:00:00Z', 1],
      ['inProgress', '2026-11-20T02:00:00Z', 6],
    ),
  ).find(({ id }) => id === 'handle');
  expect(handle).toMatchObject({ took: 10, times: 1, enteredAt: '2026-11-16T02:00:00Z' });
});

it('a letter that was sent back is handled a second time, and its review is ahead again', () => {
  const steps = way(
    stays(
      ['inProgress', '2026-11-16T02:00:00Z', 3],
      ['signOff', '2026-11-19T02:00:00Z', 0],
      ['replyReview', '2026-11-19T03:00:00Z', 1],
      ['rework', '2026-11-20T02:00:00Z', 6],
    ),
  );
  expect(steps.find(({ id }) => id === 'handle')).toMatchObject({ state: 'now', times: 2, took: 6 });
  expect(steps.find(({ id }) => id === 'review')).toMatchObject({ state: 'ahead' });
});

it('a letter that has left its way shows the steps that it reached, and where it went', () => {
  const steps = way(stays(['submitted', '2026-11-23T02:00:00Z', 1], ['rejected', '2026-11-24T02:00:00Z', 4]));
  expect(steps.map(({ title }) => title)).toEqual(['登记', '不予受理']);
});

it('a closed letter shows no steps that it has skipped', () => {
  const of = stays(
    ['submitted', '2026-11-16T02:00:00Z', 1],
    ['triaged', '2026-11-17T02:00:00Z', 1],
    ['replyReview', '2026-11-18T02:00:00Z', 1],
    ['replied', '2026-11-19T02:00:00Z', 1],
    ['closed', '2026-11-20T02:00:00Z', 0],
  );
  expect(way(of, [], true).map(({ id }) => id)).toEqual(['register', 'assign', 'review', 'rate', 'close']);
});

it('steps of any case are its stages in the order in which they were reached', () => {
  const steps = reachedSteps(
    {
      stays: stays(
        ['inProgress', '2026-11-16T02:00:00Z', 3],
        ['signOff', '2026-11-19T02:00:00Z', 0],
        ['inProgress', '2026-11-19T03:00:00Z', 7],
      ),
      ...{ tasks: [], isEnded: false, now },
    },
    days,
  );
  expect(steps.map(({ id, times, state }) => [id, times, state])).toEqual([
    ['inProgress', 2, 'now'],
    ['signOff', 1, 'done'],
  ]);
});
