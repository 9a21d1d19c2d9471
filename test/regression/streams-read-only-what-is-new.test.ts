import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { progressStatement } from '../../domain/campaigns/campaigns.repository.js';
import { newsStatement } from '../../domain/cases/timeline/timeline.repository.js';
import { feedStatement } from '../../domain/interviews/feed.repository.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { registeredVisibility } from '../support/visibility.js';

const PROCESSES = 20_000;
const ENTRIES_EACH = 10;
const FIRST = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const { dataSource } = database;
  await dataSource.query(
    `INSERT INTO process (id, key, version, subject, state, started_at, timeline_seq, parent_id)
     SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'mailbox-letter', 1, 'ZX' || n, 'running', now(), $2,
       CASE WHEN n % 2 = 0 THEN ('00000000-0000-4000-8000-' || lpad((n / 2)::text, 12, '0'))::uuid END
     FROM generate_series(1, $1::int) n`,
    [PROCESSES, ENTRIES_EACH],
  );
  await dataSource.query(
    `INSERT INTO timeline_entry (process_id, seq, at, type, data)
     SELECT p.id, n, now(), 'stage.entered', '{}' FROM process p CROSS JOIN generate_series(1, $1::int) n`,
    [ENTRIES_EACH],
  );
  await dataSource.query(
    `INSERT INTO interview (id, topic, unit_code, office, form, planned_on, live_at, plan, background, guests, outline,
       points, created_by, created_at)
     SELECT id, '访谈', 'ZJJ', 'XXB', 'text', now(), now(), '', '', '[]', '[]', '[]', 'someone', now()
     FROM process ORDER BY id LIMIT 50`,
  );
  await dataSource.query('INSERT INTO interview_feed (interview_id, last) SELECT id, 400 FROM interview');
  await dataSource.query(
    `INSERT INTO interview_utterance (id, interview_id, role, speaker, text, images, state, number, published_at, created_at)
     SELECT gen_random_uuid(), i.id, 'host', '主持人', '欢迎', '{}', 'published', n, now(), now()
     FROM interview i CROSS JOIN generate_series(1, 400) n`,
  );
  await dataSource.query('ANALYZE');
}, 60_000);
afterAll(() => database.drop());

/** Tables that the plan of a statement reads from end to end. */
async function readWhole(sql: string, values: unknown[]): Promise<string[]> {
  const [row] = await database.dataSource.query(`EXPLAIN (FORMAT JSON) ${sql}`, values);
  const found: string[] = [];
  const walk = (node: Record<string, unknown>): void => {
    if (node['Node Type'] === 'Seq Scan') found.push(String(node['Relation Name']));
    for (const child of (node['Plans'] ?? []) as Record<string, unknown>[]) walk(child);
  };
  for (const { Plan } of row['QUERY PLAN'] as { Plan: Record<string, unknown> }[]) walk(Plan);
  return found;
}

describe('with many processes and entries', () => {
  it.each([1, 50])('news of %i followed processes are read by index', async (followed) => {
    const ids = Array.from(
      { length: followed },
      (_, n) => `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`,
    );
    const readings = ids.map((process) => ({ process, after: ENTRIES_EACH - 2 }));
    const news = newsStatement(registeredVisibility().parties, readings, 500);
    const whole = await readWhole(news.text, [...news.values]);

    expect(whole).not.toContain('timeline_entry');
    expect(whole).not.toContain('process');
  });

  it('the progress of a campaign is read by index', async () => {
    const { text, values } = progressStatement([FIRST]);

    const whole = await readWhole(text, [...values]);

    expect(whole).not.toContain('process');
  });

  it('news of a live feed are read by index', async () => {
    const { text, values } = feedStatement(FIRST, 390, 500);

    expect(await readWhole(text, [...values])).not.toContain('interview_utterance');
  });
});
