import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The kernel: time limits and their calendar, processes and their read model, commands, incidents, files and documents. Instants are timestamptz; days are `date` in Asia/Shanghai. Open rows are found through partial indexes, so
 * a finished case leaves nothing in them.
 */
export class Cases1796000200000 implements MigrationInterface {
  name = 'Cases1796000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TIME_LIMITS);
    await runner.query(PROCESSES);
    await runner.query(TASKS_AND_CLOCKS);
    await runner.query(COMMANDS);
    await runner.query(FILES);
    await runner.query(SEARCH);
    await runner.query(CHANGES);
    await runner.query(DRAFTS);
    await runner.query(NOTIFICATIONS);
    await runner.query(FLOW);
    for (const table of SHORT_LIVED)
      await runner.query(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500)`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE record_author, assessment_fact, upload_reservation, attachment, document, incident, content, command, comment, clock,
        task, pending_event, timeline_entry, case_succession, process, rule_proposal, policy, recalculation, calendar_year, calendar_day,
        calendar_version, search_text, task_change, task_draft, notification,
        flow_day, flow_node, flow_way;
      DROP FUNCTION rule_proposal_guard(), flow_forget(), notify_of_order(), notify_of_redating(), notify_of_returned_task(), task_drafts_gone(), task_changed(), search_title(), search_forget(), search_bigrams(text);
    `);
  }
}

/**
 * Tables whose rows get a second version within seconds or days: a command once it is done, a task and its clock once
 * they are closed, a process at every event. Vacuum visits them more often, so that the space is reused soon.
 */
const SHORT_LIVED = ['command', 'task', 'clock', 'process'];

const TIME_LIMITS = `
  CREATE TABLE calendar_version (
    version integer PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), note text NOT NULL
  );
  CREATE TABLE calendar_day (
    region text NOT NULL, day date NOT NULL, kind text NOT NULL CHECK (kind IN ('holiday', 'workday')),
    note text NOT NULL, source text NOT NULL, PRIMARY KEY (region, day)
  );
  CREATE TABLE calendar_year (
    region text NOT NULL, year integer NOT NULL, source text NOT NULL, PRIMARY KEY (region, year)
  );
  -- recalculation of running clocks after a change of the calendar, and its progress
  CREATE TABLE recalculation (
    calendar_version integer PRIMARY KEY, requested_at timestamptz NOT NULL, requested_by text NOT NULL,
    reason text NOT NULL, notice text, changed_from date, changed_to date,
    state text NOT NULL CHECK (state IN ('running', 'done', 'superseded')),
    clocks integer NOT NULL DEFAULT 0, later integer NOT NULL DEFAULT 0, earlier integer NOT NULL DEFAULT 0,
    kept integer NOT NULL DEFAULT 0, limits integer NOT NULL DEFAULT 0, finished_at timestamptz
  );
  -- at most one runs: a newer change takes over the rest of an unfinished one
  CREATE UNIQUE INDEX recalculation_running ON recalculation (state) WHERE state = 'running';
  CREATE TABLE policy (
    id text NOT NULL, version integer NOT NULL, title text NOT NULL, effective_from date NOT NULL,
    active boolean NOT NULL, body jsonb NOT NULL, PRIMARY KEY (id, version)
  );
  -- changes of calendar, policies and other rules: proposed by one person, approved by another
  CREATE TABLE rule_proposal (
    id uuid PRIMARY KEY,
    kind text NOT NULL CONSTRAINT rule_proposal_kind_check CHECK (kind IN ('calendar', 'policy', 'consultation-rule')),
    subject text NOT NULL, title text NOT NULL, content jsonb NOT NULL,
    state text NOT NULL
      CONSTRAINT rule_proposal_state_check CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
    -- known once it is approved
    in_force_from date,
    proposed_by uuid NOT NULL REFERENCES account(id), proposed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES account(id), decided_at timestamptz, decision_reason text,
    -- one person did both: of a demonstration only
    alone boolean NOT NULL DEFAULT false,
    CONSTRAINT rule_proposal_decided_check CHECK (
      (state = 'proposed') = (decided_by IS NULL) AND (state = 'proposed') = (decided_at IS NULL)),
    CONSTRAINT rule_proposal_two_persons_check CHECK (state <> 'approved' OR alone = (decided_by = proposed_by)),
    CONSTRAINT rule_proposal_in_force_check CHECK ((state = 'approved') = (in_force_from IS NOT NULL)),
    CONSTRAINT rule_proposal_reason_check CHECK (state <> 'rejected' OR decision_reason IS NOT NULL),
    CONSTRAINT rule_proposal_withdrawn_check CHECK (state <> 'withdrawn' OR decided_by = proposed_by)
  );
  CREATE UNIQUE INDEX rule_proposal_open ON rule_proposal (kind) WHERE state = 'proposed';
  CREATE INDEX rule_proposal_proposed ON rule_proposal (proposed_at, id);
  CREATE FUNCTION rule_proposal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'proposed' THEN
      RAISE EXCEPTION 'a rule begins as a proposal' USING ERRCODE = 'DB012';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.state <> 'proposed' OR (NEW.kind, NEW.subject, NEW.title, NEW.content, NEW.proposed_by, NEW.proposed_at)
        IS DISTINCT FROM (OLD.kind, OLD.subject, OLD.title, OLD.content, OLD.proposed_by, OLD.proposed_at)) THEN
      RAISE EXCEPTION 'a proposal is decided once and never edited' USING ERRCODE = 'DB012';
    END IF;
    IF NEW.alone AND NOT (SELECT demo FROM account WHERE id = NEW.proposed_by) THEN
      RAISE EXCEPTION 'only a demo account approves its own proposal' USING ERRCODE = 'DB012';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER rule_proposal_guard BEFORE INSERT OR UPDATE ON rule_proposal
    FOR EACH ROW EXECUTE FUNCTION rule_proposal_guard();`;

const PROCESSES = `
  CREATE TABLE process (
    id uuid PRIMARY KEY, key text NOT NULL, version integer NOT NULL, subject text NOT NULL,
    state text NOT NULL CHECK (state IN ('starting', 'running', 'suspended', 'completed', 'cancelled')),
    stage text, result text, parent_id uuid,
    facts jsonb NOT NULL DEFAULT '{}', input jsonb NOT NULL DEFAULT '{}',
    -- units that have or had a task: what an agency may see
    units text[] NOT NULL DEFAULT '{}',
    -- units that must never see it (a letter that accuses them)
    hidden_from text[] NOT NULL DEFAULT '{}',
    confidential boolean NOT NULL DEFAULT false,
    -- number of the last engine event applied; events are applied in order without gaps
    event_seq integer NOT NULL DEFAULT 0,
    -- number of the last timeline entry
    timeline_seq integer NOT NULL DEFAULT 0,
    -- how many events wait in pending_event for a gap to be filled; read under the row's lock
    pending integer NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL, ended_at timestamptz
  );
  CREATE INDEX process_open ON process (key, started_at, id) WHERE ended_at IS NULL;
  CREATE INDEX process_started ON process (started_at, id);
  -- figures of a period count what ended in it
  CREATE INDEX process_ended ON process (key, ended_at) WHERE ended_at IS NOT NULL;
  -- found by a prefix, too, whatever the collation
  CREATE INDEX process_subject ON process (subject text_pattern_ops);
  CREATE INDEX process_units ON process USING gin (units);
  -- the progress of a followed campaign is counted over its departments every second
  CREATE INDEX process_children ON process (parent_id) WHERE parent_id IS NOT NULL;
  -- cases whose part at an ended unit another unit continues, with the command that says so
  CREATE TABLE case_succession (
    process_id uuid NOT NULL, from_unit text NOT NULL, to_unit text NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (process_id, from_unit)
  );
  CREATE TABLE timeline_entry (
    process_id uuid NOT NULL, seq integer NOT NULL, at timestamptz NOT NULL, type text NOT NULL,
    stage text, task integer, account text, unit text, text text, data jsonb,
    PRIMARY KEY (process_id, seq)
  );
  -- orders of supervisors, latest first: few among many entries
  CREATE INDEX timeline_entry_order ON timeline_entry (at, process_id, seq)
    WHERE type = 'message.received' AND data ->> 'name' = 'order';
  CREATE TABLE pending_event (
    process_id uuid NOT NULL, seq integer NOT NULL, event jsonb NOT NULL, PRIMARY KEY (process_id, seq)
  );
  CREATE TABLE comment (
    id uuid PRIMARY KEY, process_id uuid NOT NULL, task integer, account uuid NOT NULL, unit text NOT NULL,
    body text NOT NULL, at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX comment_process ON comment (process_id, at);
  -- why a process does not continue, until it is resolved; no foreign key: a child whose first events cannot be
  -- projected has no row of its own yet
  CREATE TABLE incident (
    process_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('command', 'workflow', 'projection', 'clock', 'behaviour')),
    detail text NOT NULL, first_seen_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL,
    times integer NOT NULL DEFAULT 1, PRIMARY KEY (process_id, kind)
  );
  -- facts of the columns' cycles that the annual assessment reads
  CREATE TABLE assessment_fact (
    process_id uuid NOT NULL, unit text NOT NULL, fact text NOT NULL, year integer NOT NULL,
    column_key text NOT NULL, value integer NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (process_id, unit, fact)
  );
  CREATE INDEX assessment_fact_year ON assessment_fact (year, unit);
  -- who wrote or edited a part of a record (a survey, an interview, a policy), which somebody else has to approve
  CREATE TABLE record_author (
    record_id uuid NOT NULL, part text NOT NULL, account text NOT NULL, since timestamptz NOT NULL,
    PRIMARY KEY (record_id, part, account)
  );`;

/** One index of `task` for each order in which the gateway pages through tasks (apps/gateway/cases/tasks/task-sections.ts). */
const TASKS_AND_CLOCKS = `
  CREATE TABLE task (
    process_id uuid NOT NULL, number integer NOT NULL, process_key text NOT NULL, name text NOT NULL, key text,
    stage text NOT NULL, unit text NOT NULL, role text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'completed', 'expired', 'cancelled')),
    without text[],
    -- the day on which its dated limits end: kept, so that a changed calendar counts from it
    due_on date,
    assignee uuid, acting uuid, opened_at timestamptz NOT NULL, due_at timestamptz, warn_at timestamptz,
    clock integer, closed_at timestamptz, outcome text, closed_by text, command_id uuid,
    PRIMARY KEY (process_id, number)
  );
  -- role and stage last: a walk in the order of due instants passes over other roles' tasks within the index; with
  -- warn_at, what is amber is found there alone
  CREATE INDEX task_open_unit ON task (unit, due_at, process_id, number, role, stage, warn_at) WHERE state = 'open';
  CREATE INDEX task_closed_unit ON task (unit, closed_at) WHERE state <> 'open';
  -- those of all units without what citizens do, which is in no staff list
  CREATE INDEX task_open_due ON task (due_at, process_id, number) WHERE state = 'open' AND role <> 'citizen';
  -- an instant alone is a third of a full key's size, and hardly two tasks are closed in the same millisecond
  CREATE INDEX task_closed ON task (closed_at) WHERE state <> 'open' AND role <> 'citizen';
  -- merged letters: the worker polls the letters that they follow every few seconds
  CREATE INDEX task_merged ON task (process_id) WHERE outcome = 'merge';

  CREATE TABLE clock (
    process_id uuid NOT NULL, number integer NOT NULL, name text NOT NULL, limit_key text NOT NULL,
    unit text NOT NULL, task integer, class text,
    -- the day it was started with, when its limit is dated
    due_on date,
    cap integer,
    policy_id text NOT NULL, policy_version integer NOT NULL, calendar_version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'paused', 'suspended', 'stopped')),
    started_at timestamptz NOT NULL, due_at timestamptz, warn_at timestamptz, provisional boolean NOT NULL DEFAULT false,
    -- threshold -> ISO instant, those still to come; null when the limit raises no cards
    thresholds jsonb,
    -- thresholds reached before the clock changed, whose cards are still to come
    missed jsonb,
    -- when the SLA monitor has to check it, in any state
    next_at timestamptz,
    paused_at timestamptz, stopped_at timestamptz, fulfilled_at timestamptz,
    extended_days integer NOT NULL DEFAULT 0,
    -- a clock that cannot be judged is skipped until retry_at, so that others need not wait
    error text, retry_at timestamptz,
    PRIMARY KEY (process_id, number)
  );
  CREATE INDEX clock_next ON clock (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX clock_retry ON clock (retry_at) WHERE retry_at IS NOT NULL;
  CREATE INDEX clock_error ON clock (process_id) WHERE error IS NOT NULL;
  -- clocks of whole processes, for figures: what fell due, and what was assigned, in a period
  CREATE INDEX clock_due ON clock (name, due_at) WHERE task IS NULL;
  CREATE INDEX clock_started ON clock (name, started_at) WHERE task IS NULL;`;

const COMMANDS = `
  -- stored before it is sent to Temporal, so that nothing accepted is lost
  CREATE TABLE command (
    id uuid PRIMARY KEY, process_id uuid NOT NULL, kind text NOT NULL, envelope jsonb, account text NOT NULL,
    -- digests, 16 bytes each: of account and Idempotency-Key, and of the body; a digest is half a key's size
    idempotency_key uuid, body_hash uuid,
    state text NOT NULL CHECK (state IN ('accepted', 'done', 'refused', 'withdrawn')),
    -- whether its end is to be recorded in the audit log
    audited boolean NOT NULL DEFAULT false,
    code text,
    -- code and parameters of the refusal; its text is created when it is shown
    detail jsonb,
    accepted_at timestamptz NOT NULL,
    -- commands are executed in the order in which they were stored: two may be accepted in one millisecond
    seq bigserial NOT NULL,
    -- null once it is done: only the sweeper reads it, for those that are not
    sent_at timestamptz,
    attempts integer NOT NULL DEFAULT 0, last_error text, first_failed_at timestamptz,
    stuck boolean NOT NULL DEFAULT false, withdrawn_at timestamptz
  );
  CREATE INDEX command_unsent ON command (sent_at) WHERE state = 'accepted';
  CREATE INDEX command_unfinished ON command (process_id, seq) WHERE state <> 'done';
  CREATE INDEX command_accepted ON command (process_id) WHERE state = 'accepted';
  CREATE UNIQUE INDEX command_idempotency ON command (idempotency_key) WHERE idempotency_key IS NOT NULL;
  -- deferred: every transaction takes the lock of the chain last, which prevents deadlocks
  CREATE CONSTRAINT TRIGGER command_settled AFTER UPDATE OF state ON command DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.audited AND OLD.state NOT IN ('done', 'refused', 'withdrawn')
      AND NEW.state IN ('done', 'refused', 'withdrawn'))
    EXECUTE FUNCTION audit_command_settled();
  CREATE TABLE content (
    command_id uuid PRIMARY KEY, process_id uuid NOT NULL,
    -- free text and names, which must never be in a history; erased by setting it to null
    body jsonb,
    -- the decision that the process received
    decision jsonb
  );
  CREATE INDEX content_process ON content (process_id);`;

const FILES = `
  CREATE TABLE attachment (
    id uuid PRIMARY KEY, process_id uuid, uploaded_by text NOT NULL, uploader uuid NOT NULL, name text NOT NULL,
    media_type text NOT NULL, size integer NOT NULL, sha256 bytea NOT NULL, at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX attachment_process ON attachment (process_id);
  CREATE INDEX attachment_orphans ON attachment (uploader) WHERE process_id IS NULL;
  CREATE TABLE upload_reservation (
    id uuid PRIMARY KEY, uploader uuid NOT NULL, anonymous boolean NOT NULL, bytes bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
  );
  -- the documents of every business
  CREATE TABLE document (
    id uuid PRIMARY KEY, process_id uuid NOT NULL, kind text NOT NULL, unit_code text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    format text NOT NULL CHECK (format IN ('docx', 'pdf', 'xlsx')),
    title text NOT NULL, digest bytea NOT NULL, bytes bytea NOT NULL, made_at timestamptz NOT NULL,
    -- characters that it could not print, so that no 〓 is issued undetected
    unprintable jsonb NOT NULL DEFAULT '[]',
    CONSTRAINT document_key UNIQUE (process_id, kind, unit_code, version, format)
  );`;

/**
 * Full-text search. Chinese words have two characters as a rule, which trigrams cannot find, so texts are indexed by their
 * pairs of characters. The index stores a case's title, body and answers once, and never a secret case: the row goes when
 * its process becomes secret. Triggers of the businesses write it, so that it cannot miss an erasure.
 */
const SEARCH = `
  CREATE TABLE search_text (process_id uuid PRIMARY KEY, text text NOT NULL);

  -- distinct pairs of adjacent characters, without those across a space; the cost makes the planner compare texts first
  CREATE FUNCTION search_bigrams(written text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
    SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
      SELECT c || lead(c) OVER (ORDER BY n) AS pair
      FROM unnest(string_to_array(lower(written), NULL)) WITH ORDINALITY AS chars (c, n)) pairs
    WHERE pair = translate(pair, E' \\t\\r\\n\\u3000', '')
  $$;
  -- pending entries are scanned one by one: few, so that a search stays fast between vacuums
  CREATE INDEX search_text_bigrams ON search_text USING gin (search_bigrams(text)) WITH (gin_pending_list_limit = 256);

  -- for tables whose row has the id of its process; the argument names the column with the title
  CREATE FUNCTION search_title() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO search_text (process_id, text) VALUES (NEW.id, to_jsonb(NEW) ->> TG_ARGV[0])
    ON CONFLICT (process_id) DO UPDATE SET text = EXCLUDED.text;
    RETURN NULL;
  END $$;

  CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM search_text WHERE process_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER process_search_forget AFTER UPDATE OF confidential, facts ON process
    FOR EACH ROW WHEN (NEW.confidential OR NEW.facts @> '{"confidential": true}') EXECUTE FUNCTION search_forget();`;

/**
 * Changes of tasks for event streams. A reader that has read everything below an xid reads from there on later: rows of
 * transactions that are still running have a higher one. Unlogged and short-lived: after a crash readers connect anew.
 */
const CHANGES = `
  CREATE UNLOGGED TABLE task_change (
    xid bigint NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, process_id uuid NOT NULL, number integer NOT NULL,
    unit text NOT NULL, change text NOT NULL CHECK (change IN ('opened', 'assigned', 'moved', 'due', 'closed')),
    at timestamptz NOT NULL, PRIMARY KEY (xid, id)
  );

  CREATE FUNCTION task_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO task_change (xid, process_id, number, unit, change, at)
    SELECT pg_current_xact_id()::text::bigint, NEW.process_id, NEW.number, affected, CASE
      WHEN TG_OP = 'INSERT' THEN 'opened' WHEN NEW.state <> OLD.state THEN 'closed' WHEN NEW.unit <> OLD.unit THEN 'moved'
      WHEN NEW.assignee IS DISTINCT FROM OLD.assignee THEN 'assigned' ELSE 'due' END, clock_timestamp()
    FROM unnest(CASE WHEN TG_OP = 'INSERT' OR NEW.unit = OLD.unit THEN ARRAY[NEW.unit] ELSE ARRAY[OLD.unit, NEW.unit] END)
      AS affected;
    RETURN NULL;
  END $$;
  CREATE TRIGGER task_opened AFTER INSERT ON task
    FOR EACH ROW WHEN (NEW.role <> 'citizen' AND NEW.state = 'open') EXECUTE FUNCTION task_changed();
  CREATE TRIGGER task_changed AFTER UPDATE ON task
    FOR EACH ROW WHEN (NEW.role <> 'citizen' AND (NEW.state, NEW.unit) IS DISTINCT FROM (OLD.state, OLD.unit)
      OR NEW.role <> 'citizen' AND NEW.state = 'open'
        AND (NEW.assignee, NEW.due_at, NEW.warn_at) IS DISTINCT FROM (OLD.assignee, OLD.due_at, OLD.warn_at))
    EXECUTE FUNCTION task_changed();`;

/** Unfinished forms of open tasks. They hold personal data, so they go with the task, whoever closes it. */
const DRAFTS = `
  CREATE TABLE task_draft (
    process_id uuid NOT NULL, number integer NOT NULL, account uuid NOT NULL,
    -- changes with every save: the entity tag
    version uuid NOT NULL,
    outcome text, decision jsonb, content jsonb, saved_at timestamptz NOT NULL,
    PRIMARY KEY (process_id, number, account)
  );
  CREATE FUNCTION task_drafts_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM task_draft WHERE process_id = NEW.process_id AND number = NEW.number;
    RETURN NULL;
  END $$;
  CREATE TRIGGER task_drafts_gone AFTER UPDATE OF state ON task
    FOR EACH ROW WHEN (NEW.state <> 'open' AND OLD.state = 'open') EXECUTE FUNCTION task_drafts_gone();`;

/** Notifications in the page. Kept for 90 days; those of cards are written by the trigger beside their table. */
const NOTIFICATIONS = `
  CREATE TABLE notification (
    id uuid PRIMARY KEY, account uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('taskAssigned', 'taskBack', 'limitWarning', 'cardIssued', 'appealDecided',
      'ordered', 'redated')),
    process_id uuid NOT NULL, task integer, card uuid, at timestamptz NOT NULL, read_at timestamptz,
    on_behalf_of uuid
  );
  CREATE INDEX notification_account ON notification (account, at, id);
  CREATE INDEX notification_unread ON notification (account) WHERE read_at IS NULL;

  -- a task comes back to the account that did the last one of its unit and role, unless that account brought it about
  CREATE FUNCTION notify_of_returned_task() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO notification (id, account, kind, process_id, task, at)
    SELECT gen_random_uuid(), a.id, 'taskBack', NEW.process_id, NEW.number, NEW.opened_at
    FROM (
      SELECT closed_by FROM task WHERE process_id = NEW.process_id AND state = 'completed' AND unit = NEW.unit
        AND role = NEW.role AND number < NEW.number ORDER BY closed_at DESC, number DESC LIMIT 1
    ) own JOIN account a ON a.id::text = own.closed_by AND a.unit_code = NEW.unit AND a.state = 'active'
    WHERE own.closed_by <> (
      SELECT closed_by FROM task WHERE process_id = NEW.process_id AND state = 'completed'
      ORDER BY closed_at DESC, number DESC LIMIT 1);
    RETURN NULL;
  END $$;
  CREATE TRIGGER task_returned AFTER INSERT ON task
    FOR EACH ROW WHEN (NEW.state = 'open' AND NEW.role <> 'citizen' AND NEW.number > 1)
    EXECUTE FUNCTION notify_of_returned_task();

  -- an order reaches who has the case: the holder of an open task, or who may take it. Nobody is told of a secret case
  CREATE FUNCTION notify_of_order() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO notification (id, account, kind, process_id, task, at)
    SELECT gen_random_uuid(), a.id, 'ordered', t.process_id, t.number, NEW.at
    FROM process p JOIN task t ON t.process_id = p.id AND t.state = 'open'
    JOIN account a ON a.unit_code = t.unit AND a.state = 'active'
      AND CASE WHEN t.assignee IS NULL THEN t.role = ANY (a.roles) ELSE a.id = t.assignee END
    WHERE p.id = NEW.process_id AND NOT p.confidential AND NOT p.facts @> '{"confidential": true}';
    RETURN NULL;
  END $$;
  CREATE TRIGGER order_received AFTER INSERT ON timeline_entry
    FOR EACH ROW WHEN (NEW.type = 'message.received' AND NEW.data ->> 'name' = 'order')
    EXECUTE FUNCTION notify_of_order();

  -- corrected days reach who does the dated tasks of the case, unless that account has corrected them
  CREATE FUNCTION notify_of_redating() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO notification (id, account, kind, process_id, at)
    SELECT gen_random_uuid(), a.id, 'redated', NEW.process_id, NEW.at
    FROM process p JOIN account a ON a.state = 'active' AND a.id::text <> NEW.account AND EXISTS (
      SELECT 1 FROM task t WHERE t.process_id = p.id AND t.due_on IS NOT NULL AND t.unit = a.unit_code
        AND t.role = ANY (a.roles))
    WHERE p.id = NEW.process_id AND NOT p.confidential AND NOT p.facts @> '{"confidential": true}';
    RETURN NULL;
  END $$;
  CREATE TRIGGER process_redated AFTER INSERT ON timeline_entry
    FOR EACH ROW WHEN (NEW.type = 'process.redated') EXECUTE FUNCTION notify_of_redating();`;

/**
 * Counts by day of what passes the places of the process maps. A job of the worker writes them. They hold no case; a case
 * that becomes secret has its days counted again without it.
 */
const FLOW = `
  CREATE TABLE flow_day (day date PRIMARY KEY, counted_at timestamptz NOT NULL);
  CREATE TABLE flow_node (
    key text NOT NULL, version integer NOT NULL, unit text NOT NULL, day date NOT NULL, node text NOT NULL,
    passed integer NOT NULL, again integer NOT NULL, due integer NOT NULL, late integer NOT NULL,
    lengths jsonb NOT NULL, limits jsonb NOT NULL, PRIMARY KEY (key, version, unit, day, node)
  );
  CREATE INDEX flow_node_day ON flow_node (day);
  CREATE TABLE flow_way (
    key text NOT NULL, version integer NOT NULL, unit text NOT NULL, day date NOT NULL,
    from_node text NOT NULL, via text NOT NULL, to_node text NOT NULL, passed integer NOT NULL,
    PRIMARY KEY (key, version, unit, day, from_node, via, to_node)
  );
  CREATE INDEX flow_way_day ON flow_way (day);

  CREATE FUNCTION flow_forget() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM flow_day WHERE day IN (
      SELECT (closed_at AT TIME ZONE 'Asia/Shanghai')::date FROM task WHERE process_id = NEW.id AND closed_at IS NOT NULL
      UNION SELECT (NEW.started_at AT TIME ZONE 'Asia/Shanghai')::date
      UNION SELECT (NEW.ended_at AT TIME ZONE 'Asia/Shanghai')::date);
    RETURN NULL;
  END $$;
  CREATE TRIGGER process_flow_forget AFTER UPDATE OF confidential, facts, hidden_from ON process
    FOR EACH ROW WHEN (
      (NEW.confidential OR NEW.facts @> '{"confidential": true}' OR NEW.hidden_from <> '{}')
      AND NOT (OLD.confidential OR OLD.facts @> '{"confidential": true}' OR OLD.hidden_from <> '{}'))
    EXECUTE FUNCTION flow_forget();`;
