import { expect, it } from '@jest/globals';
import { createActivities, missingSteps, type ActivityDeps } from '../../activities/index.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { processes } from '../../workflows/registry.js';

it('every step that a definition declares has its activity', () => {
  const dataSource = createDataSource('postgresql://nobody@localhost/nothing');
  const activities = createActivities({ dataSource } as ActivityDeps);

  expect(missingSteps(processes, activities)).toEqual([]);
});
