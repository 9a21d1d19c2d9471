import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { parsePolicy } from '../../domain/cases/time-limits/policy.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let owner: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await createDataSource(database.ownerUrl).initialize();
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

/** What a policy could say before nothing but what is read was taken. */
const BEFORE = {
  appeal: { hideFromRankWhilePending: true },
  extensionAbuse: { share: 0.3 },
  rating: { silence: 'UNRATED' },
  exposure: { from: 'RED', keepRectifiedDays: 30 },
  ledger: { day: 'MON', publishBy: '17:00', roll: 'next' },
  bulletin: { objectionWorkingDays: 2, issueByWorkingDay: 7, minRatedForRank: 3 },
  publication: { consent: 'required', secondPerson: true, neverKinds: ['REPORT'] },
  immediate: { falseClosure: 'off', leak: 'manual' },
};

it('a policy that was stored with settings that nothing read any more is read after the upgrade', async () => {
  while ((await owner.query(`SELECT to_regclass('card_number') AS t`))[0].t !== null)
    await owner.undoLastMigration();
  await owner.query(`UPDATE policy SET body = body || $1::jsonb WHERE id = 'QDN-2015'`, [
    JSON.stringify(BEFORE),
  ]);

  await owner.runMigrations();

  const [{ body }] = await owner.query(`SELECT body FROM policy WHERE id = 'QDN-2015'`);
  expect(parsePolicy(body)).toMatchObject({ immediate: { falseClosure: 'manual' } });
});
