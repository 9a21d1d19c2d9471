import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { assertUnits } from '../../../../domain/cases/units/assert-units.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('a refusal of unit codes names each field and each unknown code', async () => {
  const checked = assertUnits(database.dataSource, {
    lead: ['ZJJ', 'NONE'],
    coUnits: ['JTJ', 'NONE', 'NO2'],
  });

  await expect(checked).rejects.toMatchObject({
    code: 'UNIT_UNKNOWN',
    details: {
      issues: [
        { field: 'lead', code: 'cases.unitUnknown', params: { unit: 'NONE' } },
        { field: 'coUnits', code: 'cases.unitUnknown', params: { unit: 'NONE' } },
        { field: 'coUnits', code: 'cases.unitUnknown', params: { unit: 'NO2' } },
      ],
    },
  });
});

it('known unit codes pass', async () => {
  await expect(assertUnits(database.dataSource, { unit: ['5226', 'ZJJ'] })).resolves.toBeUndefined();
});

it('the prefecture is unknown where only units that take cases count', async () => {
  const checked = assertUnits(database.dataSource, { unit: ['5226'] }, { withoutPrefecture: true });

  await expect(checked).rejects.toMatchObject({ code: 'UNIT_UNKNOWN' });
});
