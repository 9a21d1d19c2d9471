/** Columns of counts, in the tables of the tally: see TALLY_COUNTS in domain/letters/figures/tally-parts.ts. */
const COUNTS = [
  ...[
    'received',
    'rejected',
    'merged',
    'dispatched',
    'concluded',
    'due',
    'on_time',
    'late',
    'signed',
    'closed',
  ],
  ...['rated', 'satisfied', 'scored', 'solved', 'reworked', 'yellow', 'red', 'contested', 'revoked'],
];
const counts = (type: string): string => COUNTS.map((name) => `${name} ${type} NOT NULL`).join(', ');

/**
 * Figures of letters by the month (domain/letters/figures): what each letter adds (letter_tally_part), and the sums. Every change
 * of a row that a figure depends on marks its letter, so that reading counts it anew until the worker has added it.
 */
export const LETTER_TALLY = `
  CREATE TABLE letter_tally (
    month date NOT NULL, unit text NOT NULL, class text NOT NULL, hidden_from text[] NOT NULL, units text[] NOT NULL,
    ${counts('integer')}, used_seconds bigint NOT NULL,
    PRIMARY KEY (month, unit, class, hidden_from, units)
  );
  CREATE TABLE letter_step_tally (
    month date NOT NULL, unit text NOT NULL, class text NOT NULL, hidden_from text[] NOT NULL, units text[] NOT NULL,
    step integer NOT NULL, letters integer NOT NULL,
    PRIMARY KEY (month, unit, class, hidden_from, units, step)
  );
  CREATE TABLE letter_tally_part (
    process_id uuid NOT NULL, month date NOT NULL, unit text NOT NULL, class text NOT NULL,
    hidden_from text[] NOT NULL, units text[] NOT NULL,
    ${counts('smallint')}, used_seconds integer NOT NULL,
    -- step, working time and lateness in one number each: a letter has six of them
    steps integer[] NOT NULL,
    PRIMARY KEY (process_id, month, unit)
  );
  -- letters that have changed since they were added; only ever added to, so that writers do not wait for one another
  CREATE TABLE letter_tally_mark (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, process_id uuid NOT NULL);
  -- limits that end after this instant were not yet due when their letters were added
  CREATE TABLE letter_tally_state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), due_until timestamptz NOT NULL
  );
  INSERT INTO letter_tally_state (due_until) VALUES ('2000-01-01T00:00:00Z');

  CREATE FUNCTION letter_tally_mark() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_TABLE_NAME = 'process' THEN
      INSERT INTO letter_tally_mark (process_id) VALUES (NEW.id);
    ELSE
      INSERT INTO letter_tally_mark (process_id) VALUES (NEW.process_id);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER process_tally_added AFTER INSERT ON process
    FOR EACH ROW WHEN (NEW.key = 'mailbox-letter') EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER process_tally_changed AFTER UPDATE ON process
    FOR EACH ROW WHEN (NEW.key = 'mailbox-letter'
      AND (NEW.stage, NEW.result, NEW.ended_at, NEW.facts, NEW.units, NEW.hidden_from, NEW.confidential)
        IS DISTINCT FROM (OLD.stage, OLD.result, OLD.ended_at, OLD.facts, OLD.units, OLD.hidden_from, OLD.confidential))
    EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER letter_tally_added AFTER INSERT ON letter FOR EACH ROW EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER letter_tally_changed AFTER UPDATE ON letter
    FOR EACH ROW WHEN ((NEW.received_at, NEW.solved) IS DISTINCT FROM (OLD.received_at, OLD.solved))
    EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER clock_tally_added AFTER INSERT ON clock
    FOR EACH ROW WHEN (NEW.name = 'handling' AND NEW.task IS NULL) EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER clock_tally_changed AFTER UPDATE ON clock
    FOR EACH ROW WHEN (NEW.name = 'handling' AND NEW.task IS NULL
      AND (NEW.state, NEW.started_at, NEW.due_at, NEW.paused_at, NEW.fulfilled_at)
        IS DISTINCT FROM (OLD.state, OLD.started_at, OLD.due_at, OLD.paused_at, OLD.fulfilled_at))
    EXECUTE FUNCTION letter_tally_mark();
  -- open tasks are looked at when the figures are read
  CREATE TRIGGER task_tally_added AFTER INSERT ON task
    FOR EACH ROW WHEN (NEW.process_key = 'mailbox-letter' AND NEW.state <> 'open') EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER task_tally_changed AFTER UPDATE ON task
    FOR EACH ROW WHEN (NEW.process_key = 'mailbox-letter' AND NOT (NEW.state = 'open' AND OLD.state = 'open')
      AND (NEW.state, NEW.opened_at, NEW.due_at, NEW.closed_at) IS DISTINCT FROM (OLD.state, OLD.opened_at, OLD.due_at, OLD.closed_at))
    EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER card_tally_added AFTER INSERT ON card
    FOR EACH ROW WHEN (NEW.issued_at IS NOT NULL) EXECUTE FUNCTION letter_tally_mark();
  CREATE TRIGGER card_tally_changed AFTER UPDATE ON card
    FOR EACH ROW WHEN (NEW.issued_at IS NOT NULL
      AND (NEW.level, NEW.state, NEW.unit, NEW.issued_at) IS DISTINCT FROM (OLD.level, OLD.state, OLD.unit, OLD.issued_at))
    EXECUTE FUNCTION letter_tally_mark();

  -- working days are counted by the calendar in force
  CREATE FUNCTION letter_tally_mark_all() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO letter_tally_mark (process_id) SELECT process_id FROM letter;
    RETURN NULL;
  END $$;
  CREATE TRIGGER calendar_tally_changed AFTER INSERT ON calendar_version
    FOR EACH STATEMENT EXECUTE FUNCTION letter_tally_mark_all();`;

export const NO_LETTER_TALLY = `
  DROP TRIGGER process_tally_added ON process;
  DROP TRIGGER process_tally_changed ON process;
  DROP TRIGGER clock_tally_added ON clock;
  DROP TRIGGER clock_tally_changed ON clock;
  DROP TRIGGER task_tally_added ON task;
  DROP TRIGGER task_tally_changed ON task;
  DROP TRIGGER card_tally_added ON card;
  DROP TRIGGER card_tally_changed ON card;
  DROP TRIGGER calendar_tally_changed ON calendar_version;
  DROP TABLE letter_tally, letter_step_tally, letter_tally_part, letter_tally_mark, letter_tally_state;`;
