import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { frozenCampaign } from '../../domain/campaigns/stage.js';
import { registerRows } from '../../domain/consultations/register-rows.js';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

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

const query = <R = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<R[]> =>
  owner.query(sql, values);
const TABLES = ['campaign', 'survey', 'interview', 'consultation'];
/** The documents of each business as its own table had them, bytes included. */
const ownTables = () =>
  Promise.all(TABLES.map((of) => query(`SELECT d.* FROM ${of}_document d ORDER BY d.kind, d.format`)));

it('moves the documents of every business into one table, and back', async () => {
  const survey = randomUUID();
  await query(
    `INSERT INTO survey (id, title, unit_code, office_code, one_answer, results, opens_on, days, created_by, created_at)
     VALUES ($1, '调查', 'JYJ', 'XXB', 'device', 'always', '2026-01-05', 7, 'test', now())`,
    [survey],
  );
  const interview = randomUUID();
  await query(
    `INSERT INTO interview (id, topic, unit_code, office, form, planned_on, live_at, plan, background, guests, outline,
       points, created_by, created_at)
     VALUES ($1, '访谈', 'JYJ', 'XXB', 'text', '2026-01-05', now(), '', '', '[]', '[]', '[]', 'test', now())`,
    [interview],
  );
  const register = registerRows(query, () => []);
  const consultation = await register.consult(await register.register());
  const campaign = await frozenCampaign(owner, {
    url: 'http://127.0.0.1/',
    items: { JYJ: ['事项'] },
  });
  while ((await query(`SELECT to_regclass('survey_document') AS table`))[0]!['table'] === null)
    await owner.undoLastMigration();
  for (const [columns, values] of [
    ['campaign_document (campaign_id, kind, unit_code, version, id', `'${campaign}', 'report', '', 2`],
    ['campaign_document (campaign_id, kind, unit_code, version, id', `'${campaign}', 'notice', 'JYJ', 1`],
    ['survey_document (survey_id, kind, version, id', `'${survey}', 'adoption', 3`],
    ['interview_document (interview_id, kind, version, id', `'${interview}', 'transcript', 1`],
    ['consultation_document (consultation_id, kind, id', `'${consultation}', 'notice'`],
  ])
    await query(
      `INSERT INTO ${columns}, format, title, bytes, at)
       SELECT ${values}, gen_random_uuid(), format, '题目', decode(md5(format), 'hex'), now() - interval '1 day'
       FROM unnest(ARRAY['docx', 'pdf']) AS format`,
    );
  const before = await ownTables();
  expect(before.map(({ length }) => length)).toEqual([4, 2, 2, 2]);

  await owner.runMigrations();

  const moved = await query(
    'SELECT id, title, bytes, made_at AS at, kind, unit_code, version, format, process_id FROM document',
  );
  const asBefore = before
    .flat()
    .map(({ campaign_id, survey_id, interview_id, consultation_id, ...file }) => ({
      ...{ unit_code: '', version: 1, ...file },
      process_id: campaign_id ?? survey_id ?? interview_id ?? consultation_id,
    }));
  expect(moved).toHaveLength(asBefore.length);
  expect(moved).toEqual(expect.arrayContaining(asBefore));
  while ((await query(`SELECT to_regclass('document') AS table`))[0]!['table'] !== null)
    await owner.undoLastMigration();
  expect(await ownTables()).toEqual(before);
});
