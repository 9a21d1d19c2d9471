import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LETTER_TALLY, NO_LETTER_TALLY } from './letter-tally.js';

/** Letters to the mailbox, with the personal data of their writers. */
export class Letters1796000400000 implements MigrationInterface {
  name = 'Letters1796000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE letter_number (year integer PRIMARY KEY, last integer NOT NULL);
      CREATE TABLE letter (
        process_id uuid PRIMARY KEY, letter_no text NOT NULL UNIQUE, query_code_hash bytea NOT NULL,
        kind text NOT NULL, title text NOT NULL, body text, writer_name text, writer_phone text, writer_email text,
        writer_address text, event_on date, event_place text, wants_public boolean NOT NULL, named_units text[] NOT NULL DEFAULT '{}',
        received_at timestamptz NOT NULL, erased_at timestamptz,
        -- why it looks like one of many: a hint for the registering office
        flagged text CHECK (flagged IN ('REPEATED', 'FLOOD')),
        -- the writer's score for the solution in the rating that stands; kept when the letter is erased
        solved smallint CHECK (solved BETWEEN 1 AND 5)
      );
      -- lists show the newest first
      CREATE INDEX letter_received ON letter (received_at, process_id);
    `);
    await runner.query(SEARCH);
    await runner.query(SCORES);
    await runner.query(LETTER_TALLY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(NO_LETTER_TALLY);
    await runner.query(`
      DROP TRIGGER content_search_added ON content;
      DROP TRIGGER content_search_changed ON content;
      DROP TRIGGER letter_rated ON timeline_entry;
      DROP TRIGGER letter_rated_finally ON task;
      DROP TABLE letter, letter_number;
      DROP FUNCTION search_letter(), keep_solved(), letter_tally_mark(), letter_tally_mark_all();
    `);
  }
}

/**
 * A letter is found by its title and body, by what its writer has added since (supplement, objection, follow-up question: a
 * `text`, as orders have one too) and by its answers. Secret and erased letters are in no index.
 */
const SEARCH = `
  CREATE FUNCTION search_letter() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE changed uuid := coalesce(NEW.process_id, OLD.process_id);
  BEGIN
    -- other businesses have contents with a text as well, and index their cases themselves
    IF NOT EXISTS (SELECT FROM letter WHERE process_id = changed) THEN
      RETURN NULL;
    END IF;
    -- two answers at once: the second one has to see the first
    PERFORM 1 FROM search_text WHERE process_id = changed FOR UPDATE;
    INSERT INTO search_text (process_id, text)
    SELECT p.id, concat_ws(E'\\n', l.title, l.body, (
      SELECT string_agg(coalesce(c.body ->> 'reply', c.body ->> 'text'), E'\\n' ORDER BY m.seq)
      FROM content c JOIN command m ON m.id = c.command_id
      WHERE c.process_id = p.id AND (c.body ? 'reply' OR c.body ? 'text' AND m.account = 'citizen')))
    FROM letter l JOIN process p ON p.id = l.process_id
    WHERE p.id = changed AND l.erased_at IS NULL AND NOT p.confidential AND NOT p.facts @> '{"confidential": true}'
    ON CONFLICT (process_id) DO UPDATE SET text = EXCLUDED.text;
    IF NOT FOUND THEN
      DELETE FROM search_text WHERE process_id = changed;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER letter_search AFTER INSERT OR UPDATE OF title, body, erased_at ON letter
    FOR EACH ROW EXECUTE FUNCTION search_letter();
  CREATE TRIGGER content_search_added AFTER INSERT ON content
    FOR EACH ROW WHEN (NEW.body ?| '{text,reply}') EXECUTE FUNCTION search_letter();
  CREATE TRIGGER content_search_changed AFTER UPDATE OF body OR DELETE ON content
    FOR EACH ROW WHEN (OLD.body ?| '{text,reply}') EXECUTE FUNCTION search_letter();`;

/**
 * A rating is changed by a message and made final by its task; the last one stands, with its score or without. Figures read
 * the score of thousands of letters, which are too many to look for among contents.
 */
const SCORES = `
  CREATE FUNCTION keep_solved() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE rating uuid := CASE TG_TABLE_NAME WHEN 'task' THEN to_jsonb(NEW) ->> 'command_id'
    ELSE to_jsonb(NEW) #>> '{data,command}' END;
  BEGIN
    UPDATE letter SET solved = (SELECT (body ->> 'solved')::smallint FROM content WHERE command_id = rating)
    WHERE process_id = NEW.process_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER letter_rated AFTER INSERT ON timeline_entry
    FOR EACH ROW WHEN (NEW.type = 'message.received' AND NEW.data ->> 'name' = 'rate') EXECUTE FUNCTION keep_solved();
  CREATE TRIGGER letter_rated_finally AFTER UPDATE OF state ON task
    FOR EACH ROW WHEN (NEW.state = 'completed' AND NEW.process_key = 'mailbox-letter' AND NEW.name = 'rate')
    EXECUTE FUNCTION keep_solved();`;
