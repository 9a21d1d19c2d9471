import { randomUUID } from 'node:crypto';
import { CommandStore } from '../../activities/process-commands/command-store.js';
import { Cards } from '../../activities/supervision/cards.js';
import { createIssueDueCards } from '../../activities/watch/issue-due-cards.js';
import { TimeLimitService } from '../../activities/time-limits/time-limit-service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

it('bench', async () => {
  const db: TestDatabase = await createTestDatabase();
  const policies = new TimeLimitService(db.dataSource);
  const cards = new Cards(policies, new CommandStore(db.dataSource));
  const issue = createIssueDueCards({ dataSource: db.dataSource, policies, cards });
  const yellow = new Date('2015-07-15T16:00:00Z');
  const N = 10_000;
  for (const [name, at] of [['yellow', yellow]] as const) {
    await db.dataSource.query(`INSERT INTO process (id, key, version, subject, state, started_at, timeline_seq, event_seq, facts, units)
      SELECT gen_random_uuid(), 'mailbox-letter', 1, 'QDN' || g, 'running', now(), 10, 10, '{"kind":"HELP","class":"HELP","lead":"522601"}', '{522601}' FROM generate_series(1, $1) g`, [N]);
    await db.dataSource.query(`INSERT INTO clock (process_id, number, name, limit_key, unit, policy_id, policy_version, calendar_version, state, started_at, due_at, rungs, next_at)
     SELECT id, 1, 'handling', 'handling', '522601', 'QDN-2015', 1, 1, 'running', $1::timestamptz - interval '7 days', $1, jsonb_build_object($2::text, '2015-07-15T16:00:00.000Z', 'red', '2015-07-23T16:00:00.000Z'), $1 FROM process`, [at, name]);
  }
  await db.dataSource.query('VACUUM ANALYZE');
  for (const at of ['2015-07-15T16:00:00.000Z', '2015-07-16T01:30:00.000Z', '2015-07-20T16:00:00.000Z', '2015-07-23T16:00:00.000Z']) {
    const t = performance.now();
    const r = await issue({ now: Date.parse(at) });
    console.log(at, r, new Date(r.nextAt).toISOString(), Math.round(performance.now() - t), 'ms');
  }
  await db.dataSource.query(`UPDATE clock SET state = 'stopped'`);
  const t = performance.now();
  await issue({ now: Date.parse('2015-07-25T01:00:00Z') });
  console.log('rectified + red issued', Math.round(performance.now() - t));
  console.log(await db.dataSource.query('select level, rung, state, count(*), count(rectified_at) r from card group by 1,2,3'), await db.dataSource.query('select type, count(*) from supervision_event group by 1'), await db.dataSource.query('select type, count(*) from timeline_entry group by 1'));
  await db.drop();
}, 120000);
