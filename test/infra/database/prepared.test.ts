import { expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { preparedShape } from '../../../infra/database/prepared.js';

it('prepares the first two hundred shapes of lists, and no more', async () => {
  const named: boolean[] = [];
  const pool = { query: (first: unknown) => void named.push(typeof first === 'object') } as unknown as Pool;
  const ask = (shape: number) => preparedShape(pool, `SELECT ${shape} WHERE $1`, [true]);

  for (let shape = 1; shape <= 210; shape += 1) await ask(shape);
  await ask(1);
  await ask(210);

  expect(named.filter(Boolean)).toHaveLength(201);
  expect(named.slice(198, 202)).toEqual([true, true, false, false]);
  expect(named.slice(-2)).toEqual([true, false]);
});
