import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fullName } from '../../domain/cases/units/formal-name.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it.each([
  ['ZWZX', '黔东南州政务服务中心'],
  ['ZFB', '黔东南州人民政府办公室'],
  ['522601-JYJ', '凯里市教育局'],
])('the office %s signs as %s', async (code, name) => {
  const [unit] = await database.dataSource.query(
    `SELECT ${fullName('u')} AS name FROM unit u WHERE u.code = $1`,
    [code],
  );

  expect(unit).toEqual({ name });
});
