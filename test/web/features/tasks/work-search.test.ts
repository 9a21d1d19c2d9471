import { describe, expect, it } from '@jest/globals';
import {
  activeConditions,
  filterOf,
  readWorkSearch,
  toTasksQuery,
  withCondition,
  withoutConditions,
} from '../../../../apps/web/src/features/tasks/work-search.js';

/** Thursday. */
const NOW = new Date('2026-11-26T10:00:00+08:00');

describe('the address of the workbench', () => {
  it('unknown values are left out', () => {
    const { tab, light, q } = readWorkSearch({ tab: 'all', light: 'blue', q: '' });

    expect([tab, light, q]).toEqual([undefined, undefined, undefined]);
  });

  it('a view does not depend on the open task', () => {
    const search = readWorkSearch({ light: 'red', unit: '522601', task: 'x.1' });

    expect(filterOf(search)).toBe('light=red&unit=522601');
  });

  it('the first tab needs no parameter', () => {
    expect(filterOf({ tab: 'mine', q: '路灯' })).toBe(filterOf({ q: '路灯' }));
  });

  it('conditions on the due time replace each other', () => {
    const search = withCondition({ light: 'red' }, 'time', 'week');

    expect([search.light, search.due]).toEqual([undefined, 'week']);
  });

  it('another process drops the class of the one before', () => {
    expect(withCondition({ processKey: 'a', class: 'HELP' }, 'processKey', 'b').class).toBeUndefined();
  });

  it('each condition can be dropped by itself', () => {
    const search = withCondition({ q: '路灯', card: 'red' }, 'card', undefined);

    expect(activeConditions(search)).toEqual([{ name: 'q', value: '路灯' }]);
  });

  it('all conditions can be dropped, and the tab stays', () => {
    const search = withoutConditions({ tab: 'unit', q: '路灯', light: 'red', unit: 'ZJJ' });

    expect([search.tab, activeConditions(search)]).toEqual(['unit', []]);
  });

  it('due today ends with the midnight that ends the day', () => {
    const { dueAfter, dueBefore } = toTasksQuery({ due: 'today' }, NOW);

    expect([dueAfter, dueBefore]).toEqual(['2026-11-25T16:00:00.000Z', '2026-11-26T16:00:00.001Z']);
  });

  it('due this week begins after today and ends with Sunday', () => {
    const { dueAfter, dueBefore } = toTasksQuery({ due: 'week' }, NOW);

    expect([dueAfter, dueBefore]).toEqual(['2026-11-26T16:00:00.001Z', '2026-11-29T16:00:00.001Z']);
  });

  it('closed tasks have no condition on the due time', () => {
    expect(toTasksQuery({ tab: 'done', light: 'red' }, NOW)).toMatchObject({ state: 'closed' });
    expect(toTasksQuery({ tab: 'done', light: 'red' }, NOW).light).toBeUndefined();
  });
});
