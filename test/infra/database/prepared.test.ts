import { expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { preparedShape } from '../../../infra/database/prepared.js';

it('preparedShape prepares the first 200 texts of lists and no more', async () => {
  const named: boolean[] = [];
  const pool = { query: (first: unknown) => void named.push(typeof first === 'object') } as unknown as Pool;
  const run = (shape: number) => preparedShape(pool, `SELECT ${shape} WHERE $1`, [true]);

  for (let shape = 1; shape <= 210; shape += 1) await run(shape);
  await run(1);
  await run(210);

  expect(named.filter(Boolean)).toHaveLength(201);
  expect(named.slice(198, 202)).toEqual([true, true, false, false]);
  expect(named.slice(-2)).toEqual([true, false]);
});
