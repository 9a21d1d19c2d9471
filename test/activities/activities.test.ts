import { expect, it } from '@jest/globals';
import { workerBusinesses, type StepDeps } from '../../activities/businesses.js';
import { createActivities, missingSteps, type ActivityDeps } from '../../activities/index.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { processes } from '../../workflows/registry.js';

it('every step that a definition declares has its activity', () => {
  const dataSource = createDataSource('postgresql://nobody@localhost/nothing');
  const activities = createActivities({ dataSource } as ActivityDeps);

  expect(missingSteps(processes, activities)).toEqual([]);
});

it('no two businesses have an activity of the same type', () => {
  const dataSource = createDataSource('postgresql://nobody@localhost/nothing');
  const types = workerBusinesses.flatMap(({ steps }) =>
    Object.keys(steps?.({ dataSource } as StepDeps) ?? {}),
  );

  expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
});
