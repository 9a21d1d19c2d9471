import { describe, expect, it } from '@jest/globals';
import { commonOutcomes, performerOfAll } from '../../../../apps/web/src/features/tasks/batch.js';

const task = (name: string, ...outcomes: string[]) => ({
  processKey: 'mailbox-letter',
  name,
  outcomes: outcomes.map((outcome) => ({ name: outcome, title: outcome, example: {} as never })),
});

describe('a batch', () => {
  it('offers the outcomes that every task has', () => {
    const tasks = [task('register', 'dispatch', 'accept', 'merge'), task('register', 'accept', 'dispatch')];

    expect(commonOutcomes(tasks).map(({ name }) => name)).toEqual(['dispatch', 'accept']);
  });

  it('offers nothing for different steps', () => {
    expect(commonOutcomes([task('register', 'accept'), task('review', 'accept')])).toEqual([]);
  });

  it('tasks of two units have no common performer', () => {
    const role = 'agency-clerk';

    expect(
      performerOfAll([
        { unit: 'ZJJ', role },
        { unit: 'JTJ', role },
      ]),
    ).toBeUndefined();
  });
});
