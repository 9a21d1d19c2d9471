import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Online interviews: preparation, crew, citizens' questions and utterances, who is at the desk and how many read.
 * Constraints repeat the gates of process and API: an announcement is complete, the live time is not too early, and a dropped
 * question has a reason.
 */
export class Interviews1796000700000 implements MigrationInterface {
  name = 'Interviews1796000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE interview (
        id uuid PRIMARY KEY, topic text NOT NULL, unit_code text NOT NULL, office text NOT NULL,
        form text NOT NULL CONSTRAINT interview_form_check CHECK (form IN ('text', 'video')),
        arrangement_id uuid, planned_on date NOT NULL, live_at timestamptz NOT NULL,
        plan text NOT NULL, background text NOT NULL, guests jsonb NOT NULL, outline jsonb NOT NULL,
        video_url text, preview_at timestamptz, earliest_live_at timestamptz, live_started_at timestamptz,
        live_ended_at timestamptz, answers_at timestamptz, transcript_at timestamptz, points jsonb NOT NULL,
        report jsonb, reported_at timestamptz, report_accepted_at timestamptz, called_off_at timestamptz,
        archived_at timestamptz, created_by text NOT NULL, created_at timestamptz NOT NULL,
        CONSTRAINT interview_preview_check CHECK (preview_at IS NULL OR (earliest_live_at >= preview_at AND plan <> ''
          AND background <> '' AND jsonb_array_length(guests) > 0 AND jsonb_array_length(outline) > 0)),
        CONSTRAINT interview_lead_check CHECK (live_started_at IS NULL
          OR (earliest_live_at IS NOT NULL AND live_started_at >= earliest_live_at)),
        CONSTRAINT interview_end_check CHECK (live_ended_at IS NULL OR live_started_at IS NOT NULL)
      );
      CREATE TRIGGER interview_search AFTER INSERT OR UPDATE OF topic ON interview
        FOR EACH ROW EXECUTE FUNCTION search_title('topic');
      CREATE INDEX interview_created ON interview (created_at, id);
      CREATE INDEX interview_public ON interview (live_at, id) WHERE preview_at IS NOT NULL;

      CREATE TABLE interview_notice (
        id uuid PRIMARY KEY, interview_id uuid NOT NULL CONSTRAINT interview_notice_interview_id_fkey REFERENCES interview(id),
        kind text NOT NULL CONSTRAINT interview_notice_kind_check CHECK (kind IN ('postponed', 'calledOff')),
        text text NOT NULL, live_at timestamptz, created_by text NOT NULL, created_at timestamptz NOT NULL,
        published_at timestamptz
      );
      CREATE INDEX interview_notice_interview ON interview_notice (interview_id, published_at);

      CREATE TABLE interview_crew (
        interview_id uuid NOT NULL CONSTRAINT interview_crew_interview_id_fkey REFERENCES interview(id),
        account_id text NOT NULL,
        role text NOT NULL CONSTRAINT interview_crew_role_check CHECK (role IN ('host', 'guest', 'recorder', 'reviewer')),
        assigned_by text NOT NULL, assigned_at timestamptz NOT NULL, PRIMARY KEY (interview_id, account_id, role)
      );

      CREATE TABLE interview_question (
        id uuid PRIMARY KEY,
        interview_id uuid NOT NULL CONSTRAINT interview_question_interview_id_fkey REFERENCES interview(id),
        text text NOT NULL, nickname text, during_live boolean NOT NULL, asked_at timestamptz NOT NULL,
        held_for text CONSTRAINT interview_question_held_for_check CHECK (held_for IN ('REPEATED', 'FLOOD')),
        state text NOT NULL CONSTRAINT interview_question_state_check CHECK (state IN ('waiting', 'approved', 'dropped')),
        reason text, decided_by text, decided_at timestamptz, chosen boolean NOT NULL DEFAULT false,
        answer text, answered_by text, answered_at timestamptz,
        CONSTRAINT interview_question_drop_check CHECK (state <> 'dropped' OR coalesce(reason, '') <> ''),
        CONSTRAINT interview_question_decision_check CHECK (state = 'waiting' OR decided_by IS NOT NULL),
        CONSTRAINT interview_question_chosen_check CHECK (NOT chosen OR state = 'approved')
      );
      CREATE INDEX interview_question_list ON interview_question (interview_id, state, asked_at, id);

      CREATE TABLE interview_utterance (
        id uuid PRIMARY KEY,
        interview_id uuid NOT NULL CONSTRAINT interview_utterance_interview_id_fkey REFERENCES interview(id),
        role text NOT NULL CONSTRAINT interview_utterance_role_check CHECK (role IN ('host', 'guest', 'recorder')),
        speaker text NOT NULL, text text NOT NULL, images uuid[] NOT NULL,
        question_id uuid CONSTRAINT interview_utterance_question_id_fkey REFERENCES interview_question(id),
        state text NOT NULL CONSTRAINT interview_utterance_state_check
          CHECK (state IN ('draft', 'reviewed', 'approved', 'published', 'withdrawn', 'retracted')),
        number integer, published_at timestamptz, retraction integer, created_at timestamptz NOT NULL,
        idempotency_key uuid, body_hash uuid,
        CONSTRAINT interview_utterance_number_key UNIQUE (interview_id, number),
        CONSTRAINT interview_utterance_idempotency_key UNIQUE (interview_id, idempotency_key),
        CONSTRAINT interview_utterance_published_check CHECK ((state IN ('published', 'retracted')) = (number IS NOT NULL)),
        CONSTRAINT interview_utterance_retracted_check CHECK ((state = 'retracted') = (retraction IS NOT NULL))
      );
      CREATE INDEX interview_utterance_list ON interview_utterance (interview_id, created_at, id);
      CREATE INDEX interview_utterance_question ON interview_utterance (question_id) WHERE question_id IS NOT NULL;

      CREATE TABLE interview_utterance_act (
        utterance_id uuid NOT NULL CONSTRAINT interview_utterance_act_utterance_id_fkey REFERENCES interview_utterance(id),
        seq integer NOT NULL, act text NOT NULL, account_id text NOT NULL, at timestamptz NOT NULL, text text,
        reason text, PRIMARY KEY (utterance_id, seq)
      );

      CREATE TABLE interview_feed (
        interview_id uuid PRIMARY KEY CONSTRAINT interview_feed_interview_id_fkey REFERENCES interview(id),
        last integer NOT NULL
      );

      CREATE TABLE interview_presence (
        interview_id uuid NOT NULL CONSTRAINT interview_presence_interview_id_fkey REFERENCES interview(id),
        account_id text NOT NULL, seen_at timestamptz NOT NULL,
        writing_as text CONSTRAINT interview_presence_writing_as_check CHECK (writing_as IN ('host', 'guest', 'recorder')),
        writing_at timestamptz, PRIMARY KEY (interview_id, account_id)
      );

      CREATE TABLE interview_audience (
        interview_id uuid NOT NULL CONSTRAINT interview_audience_interview_id_fkey REFERENCES interview(id),
        gateway uuid NOT NULL, readers integer NOT NULL, counted_at timestamptz NOT NULL,
        PRIMARY KEY (interview_id, gateway)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE interview_audience, interview_presence, interview_feed, interview_utterance_act, interview_utterance, interview_question,
        interview_crew, interview_notice, interview`);
  }
}
