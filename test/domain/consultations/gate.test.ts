import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../infra/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { registerRows } from './register-rows.js';

/** What the triggers of the database refuse, whoever sends the statement, its owner included. */
let database: TestDatabase;
let owner: DataSource;
let officers: string[];

const query = <R = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> =>
  owner.query(sql, values) as Promise<R[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await createDataSource(database.ownerUrl).initialize();
  const rows = await query<{ id: string }>(
    `SELECT id FROM account WHERE username IN ('legal.officer', 'legal.reviewer') ORDER BY username`,
  );
  officers = rows.map(({ id }) => id);
});
afterAll(async () => {
  await owner?.destroy();
  await database?.drop();
});

const {
  register,
  ready,
  decide,
  issue,
  consult,
  open,
  say,
  close,
  answer,
  publish,
  answered,
  unmarking,
  unmark,
} = registerRows(query, () => officers);

const GATE = { driverError: { code: 'DB010' } };
const FROZEN = { driverError: { code: 'DB011' } };
const TIME = { driverError: { code: 'DB012' } };
const CHECK = { driverError: { code: '23514' } };

it('a major policy can be decided and issued once its feedback is public', async () => {
  const policy = await ready(await register());
  await answered(policy);
  await decide(policy);
  await issue(policy);

  const [row] = await query('SELECT state FROM policy_document WHERE id = $1', [policy]);
  expect(row).toEqual({ state: 'issued' });
});

describe.each([
  ['without a consultation', async () => undefined],
  ['with a draft consultation', consult],
  ['with an open consultation', open],
  ['with a closed, unanswered consultation', async (policy: string) => close(await open(policy))],
])('a major policy %s', (name, prepare) => {
  let policy: string;
  beforeAll(async () => {
    policy = await ready(await register());
    await prepare(policy);
  });

  it(`a major policy ${name} cannot be decided`, () => expect(decide(policy)).rejects.toMatchObject(GATE));

  it(`a major policy ${name} cannot be issued`, () => expect(issue(policy)).rejects.toMatchObject(TIME));

  it(`a major policy ${name} cannot be unmarked and issued by one statement`, () =>
    expect(
      query(`UPDATE policy_document SET state = 'issued', issued_at = now(), major = false WHERE id = $1`, [
        policy,
      ]),
    ).rejects.toMatchObject(GATE));
});

it('a policy cannot be registered as already issued', async () => {
  const inserted = query(
    `INSERT INTO policy_document (id, title, title_key, unit_code, kind, major, state, document_number, final_text,
       issued_at, created_by, created_at)
     VALUES ($1, '直接出台的规定', '', 'JTJ', 'OTHER', false, 'issued', 'X', 'X', now(), 'test', now())`,
    [randomUUID()],
  );

  await expect(inserted).rejects.toMatchObject(GATE);
});

it('a policy that was never classified cannot be decided', async () => {
  const unclassified = await register({ major: false });

  await expect(decide(unclassified)).rejects.toMatchObject(GATE);
});

it('a reopened policy that was marked major meanwhile cannot be decided again', async () => {
  const policy = await ready(await register({ major: false }));
  await decide(policy);
  await query('UPDATE policy_document SET major = true WHERE id = $1', [policy]);

  await query(`UPDATE policy_document SET state = 'draft', decided_at = NULL WHERE id = $1`, [policy]);
  await expect(decide(policy)).rejects.toMatchObject(GATE);
});

it('a decided policy that was marked major meanwhile cannot be issued', async () => {
  const policy = await ready(await register({ major: false }));
  await decide(policy);
  await query('UPDATE policy_document SET major = true WHERE id = $1', [policy]);

  await expect(issue(policy)).rejects.toMatchObject(GATE);
});

describe('unmarking', () => {
  it('two persons of the legal office can unmark a policy', async () => {
    const policy = await register();
    await unmark(policy, await unmarking(policy));

    const [row] = await query('SELECT major FROM policy_document WHERE id = $1', [policy]);
    expect(row).toEqual({ major: false });
  });

  it('one person cannot confirm an unmarking alone', async () => {
    const policy = await register();

    await expect(unmarking(policy, { second: officers[0] })).rejects.toMatchObject(CHECK);
  });

  it.each([
    ['without a request', async () => null],
    ['by a refused request', (policy: string) => unmarking(policy, { confirmed: false })],
    ['by the request of another policy', async () => unmarking(await register())],
  ])('a policy cannot be unmarked %s', async (_, request) => {
    const policy = await register();
    const by = await request(policy);

    await expect(unmark(policy, by)).rejects.toMatchObject(GATE);
  });

  it('a person of another office cannot confirm an unmarking', async () => {
    const policy = await register();
    const [clerk] = await query<{ id: string }>(`SELECT id FROM account WHERE username = 'jtj.clerk'`);
    const by = await unmarking(policy, { second: clerk!.id });

    await expect(unmark(policy, by)).rejects.toMatchObject(GATE);
  });

  it('requests from before a second marking cannot unmark a policy', async () => {
    const policy = await register();
    const [first, second] = [await unmarking(policy), await unmarking(policy)];
    await unmark(policy, first);
    await query('UPDATE policy_document SET major = true, unmarking_id = NULL WHERE id = $1', [policy]);

    for (const by of [first, second]) await expect(unmark(policy, by)).rejects.toMatchObject(GATE);
  });

  it('decided requests and the classification log cannot be changed or deleted', async () => {
    const policy = await register();
    const id = await unmarking(policy, { confirmed: false });
    await query(`INSERT INTO policy_classification VALUES ($1, $2, 'MARKED', '理由', 'test', now())`, [
      randomUUID(),
      policy,
    ]);

    await expect(
      query('UPDATE policy_unmarking SET confirmed = true WHERE id = $1', [id]),
    ).rejects.toMatchObject(FROZEN);
    await expect(query('DELETE FROM policy_unmarking WHERE id = $1', [id])).rejects.toMatchObject(FROZEN);
    await expect(query('DELETE FROM policy_classification')).rejects.toMatchObject(FROZEN);
    await expect(query(`UPDATE policy_classification SET act = 'UNMARKED'`)).rejects.toMatchObject(FROZEN);
  });
});

describe('another row for the same matter', () => {
  it('titles that differ in width, case, spaces or punctuation are the same', async () => {
    await register({ title: '黔东南州《公共交通》管理办法(2026)' });

    await expect(
      register({ title: ' 黔东南州“公共交通”管理办法（２０２６）', major: false }),
    ).rejects.toMatchObject({
      driverError: { code: '23505' },
    });
  });

  it('a title that was major is major again after its withdrawal', async () => {
    const first = await register({ title: '可撤回的办法' });
    await query(`UPDATE policy_document SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1`, [
      first,
    ]);
    const second = await register({ title: '可撤回的办法', major: false });

    const [row] = await query('SELECT major FROM policy_document WHERE id = $1', [second]);
    expect(row).toEqual({ major: true });
  });

  it('title and unit of a policy, and the state of a withdrawn one, cannot be changed', async () => {
    const policy = await register({ major: false });
    const withdrawn = await register();
    await query(`UPDATE policy_document SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1`, [
      withdrawn,
    ]);

    await expect(
      query(`UPDATE policy_document SET title = '改名' WHERE id = $1`, [policy]),
    ).rejects.toMatchObject(FROZEN);
    await expect(
      query(`UPDATE policy_document SET unit_code = 'JYJ' WHERE id = $1`, [policy]),
    ).rejects.toMatchObject(FROZEN);
    await expect(
      query(`UPDATE policy_document SET state = 'draft' WHERE id = $1`, [withdrawn]),
    ).rejects.toMatchObject(FROZEN);
    await expect(query('DELETE FROM policy_document WHERE id = $1', [policy])).rejects.toMatchObject(FROZEN);
  });
});

describe('a consultation', () => {
  it('a consultation cannot be moved, deleted, repeated or reopened', async () => {
    const policy = await register();
    const other = await register();
    const id = await answered(policy);

    await expect(
      query('UPDATE consultation SET policy_id = $2 WHERE id = $1', [id, other]),
    ).rejects.toMatchObject(FROZEN);
    await expect(query('DELETE FROM consultation WHERE id = $1', [id])).rejects.toMatchObject(FROZEN);
    await expect(consult(policy)).rejects.toMatchObject({ driverError: { code: '23505' } });
    await expect(query('TRUNCATE consultation CASCADE')).rejects.toMatchObject(FROZEN);
    await expect(query(`UPDATE consultation SET state = 'open' WHERE id = $1`, [id])).rejects.toMatchObject(
      FROZEN,
    );
  });

  it('a consultation cannot be inserted as answered or for another unit', async () => {
    const policy = await register();

    await expect(
      query(
        `INSERT INTO consultation (id, policy_id, unit_code, state, opinions_shown, published_at, closes_at, closed_at,
           adoption_published_at, created_by, created_at)
         VALUES ($1, $2, 'JTJ', 'answered', 'NEVER', now(), now(), now(), now(), 'test', now())`,
        [randomUUID(), policy],
      ),
    ).rejects.toMatchObject(GATE);
    await expect(
      query(
        `INSERT INTO consultation (id, policy_id, unit_code, state, opinions_shown, created_by, created_at)
         VALUES ($1, $2, 'JYJ', 'draft', 'NEVER', 'test', now())`,
        [randomUUID(), policy],
      ),
    ).rejects.toMatchObject(FROZEN);
  });

  it('a consultation needs clauses, and a reason for a short period, to be published', async () => {
    const id = await consult(await register());
    const publishing = (minimum: string, reason: string | null) =>
      query(
        `UPDATE consultation SET state = 'open', explanation = 'x', how_to_answer = 'x', closes_on = '2026-01-31',
           closes_at = now() + interval '1 day', minimum_on = $2, rule_from = '2019-09-01', published_at = now(),
           short_reason = $3 WHERE id = $1`,
        [id, minimum, reason],
      );

    await expect(publishing('2026-01-31', null)).rejects.toMatchObject(TIME);
    await query(`INSERT INTO consultation_clause VALUES ($1, 1, '第一条', NULL, '内容')`, [id]);
    await expect(publishing('2026-02-01', null)).rejects.toMatchObject(CHECK);
    await expect(publishing('2026-02-01', '紧急')).resolves.toBeDefined();
  });

  it('a published draft cannot be changed and its period cannot be shortened', async () => {
    const id = await open(await register());

    for (const change of [
      `explanation = '另一说明'`,
      `short_reason = '另一理由'`,
      `closes_on = '2026-01-30'`,
      `closes_at = now()`,
      `published_at = NULL`,
    ])
      await expect(query(`UPDATE consultation SET ${change} WHERE id = $1`, [id])).rejects.toMatchObject(
        FROZEN,
      );
    await expect(
      query(`UPDATE consultation_clause SET text = '改' WHERE consultation_id = $1`, [id]),
    ).rejects.toMatchObject(FROZEN);
    await expect(
      query('DELETE FROM consultation_clause WHERE consultation_id = $1', [id]),
    ).rejects.toMatchObject(FROZEN);
  });

  it('a consultation is answered only after its period, with every opinion moderated and answered', async () => {
    const id = await open(await register());
    const opinion = await say(id);
    await expect(publish(id)).rejects.toBeDefined();
    await close(id);

    await expect(publish(id)).rejects.toMatchObject(GATE);
    await answer(opinion);
    await query(`UPDATE opinion SET state = 'pending' WHERE id = $1`, [opinion]);
    await expect(publish(id)).rejects.toMatchObject(GATE);
    await query(`UPDATE opinion SET state = 'published' WHERE id = $1`, [opinion]);
    await publish(id);
  });
});

describe('opinions', () => {
  it('opinions are accepted only while the consultation is open, on existing clauses', async () => {
    const id = await open(await register());
    await say(id, null);
    await expect(say(id, 2)).rejects.toMatchObject({ driverError: { code: '23503' } });
    await close(id);

    await expect(say(id)).rejects.toMatchObject(TIME);
  });

  it('opinions cannot be deleted or rewritten, except for erasing the name', async () => {
    const id = await open(await register());
    const opinion = await say(id);
    await answer(opinion);
    await close(id);
    await publish(id);

    await expect(query('DELETE FROM opinion WHERE id = $1', [opinion])).rejects.toMatchObject(FROZEN);
    await expect(query(`UPDATE opinion SET body = '改' WHERE id = $1`, [opinion])).rejects.toMatchObject(
      FROZEN,
    );
    await expect(
      query(`UPDATE opinion SET verdict = 'NOT_ADOPTED' WHERE id = $1`, [opinion]),
    ).rejects.toMatchObject(FROZEN);
    await query(`UPDATE opinion SET name = '' WHERE id = $1`, [opinion]);
  });

  it('an opinion cannot be held without a reason', async () => {
    const opinion = await say(await open(await register()));

    await expect(
      query(`UPDATE opinion SET state = 'setAside' WHERE id = $1`, [opinion]),
    ).rejects.toMatchObject(CHECK);
  });
});

it('a policy is decided after its legal review, and its text is fixed once issued', async () => {
  const policy = await ready(await register({ major: false }));
  await query(
    `UPDATE policy_document SET review_until = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE id = $1`,
    [policy],
  );
  await expect(decide(policy)).rejects.toMatchObject(TIME);
  await query(`UPDATE policy_document SET review_until = '2020-01-01' WHERE id = $1`, [policy]);
  await decide(policy);
  await issue(policy);

  await expect(
    query(`UPDATE policy_document SET final_text = '改' WHERE id = $1`, [policy]),
  ).rejects.toMatchObject(FROZEN);
});
