import type pg from 'pg';

const ORDERS = 3_000;

/** Writes orders of the supervisor to letters straight into the read model, an hour after each began. */
export async function seedOrders(database: pg.Client): Promise<void> {
  await database.query(
    'ALTER TABLE timeline_entry DISABLE TRIGGER USER; ALTER TABLE content DISABLE TRIGGER USER',
  );
  await database.query(FILL, [ORDERS]);
  await database.query(
    'ALTER TABLE timeline_entry ENABLE TRIGGER USER; ALTER TABLE content ENABLE TRIGGER USER',
  );
}

const FILL = `
  WITH chosen AS MATERIALIZED (
    SELECT p.id, p.timeline_seq + 1 AS seq, p.started_at, gen_random_uuid() AS command
    FROM process p WHERE p.key = 'mailbox-letter' ORDER BY md5(p.id::text) LIMIT $1
  ), texts AS (
    INSERT INTO content (command_id, process_id, body, decision)
    SELECT command, id, jsonb_build_object('text', '请抓紧办理。', 'replyBy', started_at + interval '4 days'), '{"kind": "ORDER"}'
    FROM chosen
  ), entries AS (
    INSERT INTO timeline_entry (process_id, seq, at, type, account, data)
    SELECT c.id, c.seq, c.started_at + interval '1 hour', 'message.received', a.id::text,
      jsonb_build_object('name', 'order', 'command', c.command)
    FROM chosen c CROSS JOIN (SELECT id FROM account WHERE username = 'supervisor') a
  )
  UPDATE process p SET timeline_seq = c.seq FROM chosen c WHERE p.id = c.id`;
