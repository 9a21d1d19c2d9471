import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DROP_POLICY_GATE, POLICY_GATE } from './policy-gate.js';

/** The policy register, consultations on its policies, and opinions. */
export class Consultations1796000900000 implements MigrationInterface {
  name = 'Consultations1796000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consultation_rule (effective_from date PRIMARY KEY, title text NOT NULL, body jsonb NOT NULL);

      CREATE TABLE policy_unmarking (
        id uuid PRIMARY KEY, policy_id uuid NOT NULL, marking integer NOT NULL, reason text NOT NULL,
        requested_by text NOT NULL, requested_at timestamptz NOT NULL, decided_by text, decided_at timestamptz, confirmed boolean,
        decision_reason text,
        CONSTRAINT policy_unmarking_second_person_check CHECK (decided_by <> requested_by),
        CONSTRAINT policy_unmarking_decided_check CHECK ((confirmed IS NULL) = (decided_by IS NULL))
      );
      CREATE TABLE policy_document (
        id uuid PRIMARY KEY, title text NOT NULL, title_key text NOT NULL,
        unit_code text NOT NULL REFERENCES unit(code),
        kind text NOT NULL CHECK (kind IN ('NORMATIVE', 'PLAN', 'MEASURE', 'PROJECT', 'PRICE', 'OTHER')),
        major boolean NOT NULL, markings integer NOT NULL DEFAULT 0, classified_at timestamptz,
        unmarking_id uuid CONSTRAINT policy_document_unmarking_id_fkey REFERENCES policy_unmarking(id),
        state text NOT NULL CHECK (state IN ('draft', 'consulting', 'decided', 'issued', 'withdrawn')),
        review_until date, decided_at timestamptz, document_number text, final_text text, diff jsonb,
        issued_at timestamptz, withdrawn_at timestamptz, created_by text NOT NULL, created_at timestamptz NOT NULL,
        CONSTRAINT policy_document_issued_check CHECK ((state = 'issued') = (issued_at IS NOT NULL)),
        CONSTRAINT policy_document_text_check
          CHECK (state <> 'issued' OR (document_number IS NOT NULL AND final_text IS NOT NULL))
      );
      ALTER TABLE policy_unmarking ADD CONSTRAINT policy_unmarking_policy_id_fkey
        FOREIGN KEY (policy_id) REFERENCES policy_document(id);
      CREATE UNIQUE INDEX policy_document_title ON policy_document (title_key) WHERE state <> 'withdrawn';
      CREATE INDEX policy_document_created ON policy_document (created_at, id);
      CREATE TABLE policy_classification (
        id uuid PRIMARY KEY, policy_id uuid NOT NULL REFERENCES policy_document(id),
        act text NOT NULL CHECK (act IN ('PROPOSED_MAJOR', 'PROPOSED_ORDINARY', 'MAJOR', 'ORDINARY', 'MARKED',
          'UNMARKING_ASKED', 'UNMARKING_REFUSED', 'UNMARKED')),
        reason text NOT NULL, account text NOT NULL, at timestamptz NOT NULL
      );
      CREATE INDEX policy_classification_policy ON policy_classification (policy_id, at);

      CREATE TABLE consultation (
        id uuid PRIMARY KEY, policy_id uuid NOT NULL REFERENCES policy_document(id) UNIQUE,
        unit_code text NOT NULL REFERENCES unit(code),
        state text NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'answered', 'withdrawn')),
        explanation text, how_to_answer text, phone text, address text, postcode text, email text,
        period text CHECK (period IN ('PRESET', 'DATED')), closes_on date, short_reason text,
        opinions_shown text NOT NULL CHECK (opinions_shown IN ('NEVER', 'AFTERWARDS', 'ALWAYS')),
        rule_from date CONSTRAINT consultation_rule_from_fkey REFERENCES consultation_rule(effective_from),
        minimum_on date, published_at timestamptz, closes_at timestamptz, closed_at timestamptz, sort_by date,
        answer_by date, adoption_published_at timestamptz, withdrawn_at timestamptz, withdrawal_reason text,
        created_by text NOT NULL, created_at timestamptz NOT NULL,
        CONSTRAINT consultation_complete_check CHECK (published_at IS NULL OR (explanation IS NOT NULL
          AND how_to_answer IS NOT NULL AND closes_on IS NOT NULL AND closes_at IS NOT NULL
          AND minimum_on IS NOT NULL AND rule_from IS NOT NULL)),
        CONSTRAINT consultation_minimum_check
          CHECK (published_at IS NULL OR closes_on >= minimum_on OR short_reason IS NOT NULL),
        CONSTRAINT consultation_order_check CHECK (closes_at > published_at AND closed_at >= closes_at
          AND adoption_published_at >= closed_at),
        CONSTRAINT consultation_published_check CHECK (state NOT IN ('open', 'closed', 'answered')
          OR published_at IS NOT NULL),
        CONSTRAINT consultation_answered_check
          CHECK ((adoption_published_at IS NOT NULL) = (state = 'answered'))
      );
      CREATE INDEX consultation_published ON consultation (published_at, id);
      CREATE TABLE consultation_clause (
        consultation_id uuid NOT NULL REFERENCES consultation(id), number integer NOT NULL, label text NOT NULL,
        heading text, text text NOT NULL, PRIMARY KEY (consultation_id, number), UNIQUE (consultation_id, label)
      );
      CREATE TABLE consultation_extension (
        consultation_id uuid NOT NULL REFERENCES consultation(id), closes_on date NOT NULL, was date NOT NULL,
        reason text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (consultation_id, closes_on)
      );
      CREATE TABLE consultation_hearing (
        consultation_id uuid NOT NULL REFERENCES consultation(id), number integer NOT NULL, held_on date NOT NULL,
        time text NOT NULL, place text NOT NULL, participants text NOT NULL, notice text NOT NULL,
        state text NOT NULL CHECK (state IN ('planned', 'postponed', 'cancelled', 'held')), papers_by date,
        papers_sent_at timestamptz, recorded_at timestamptz, summary text, reason text,
        PRIMARY KEY (consultation_id, number),
        CONSTRAINT consultation_hearing_papers_check CHECK (state <> 'held' OR (papers_sent_at IS NOT NULL
          AND (papers_sent_at AT TIME ZONE 'Asia/Shanghai')::date <= papers_by
          AND (recorded_at AT TIME ZONE 'Asia/Shanghai')::date >= held_on))
      );

      CREATE TABLE opinion_group (
        id uuid PRIMARY KEY, consultation_id uuid NOT NULL REFERENCES consultation(id), summary text NOT NULL,
        created_by text NOT NULL, created_at timestamptz NOT NULL, UNIQUE (consultation_id, id)
      );
      CREATE TABLE opinion (
        id uuid PRIMARY KEY, consultation_id uuid NOT NULL REFERENCES consultation(id), clause integer,
        name text NOT NULL, contact text NOT NULL, body text NOT NULL, received_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'published', 'setAside')), moderation_reason text,
        moderated_by text, moderated_at timestamptz, group_id uuid,
        verdict text CHECK (verdict IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED', 'ELSEWHERE')), verdict_reason text,
        verdict_by text, verdict_at timestamptz,
        CONSTRAINT opinion_clause_fkey FOREIGN KEY (consultation_id, clause)
          REFERENCES consultation_clause(consultation_id, number),
        CONSTRAINT opinion_group_id_fkey FOREIGN KEY (consultation_id, group_id)
          REFERENCES opinion_group(consultation_id, id),
        CONSTRAINT opinion_held_check CHECK (state <> 'setAside' OR moderation_reason IS NOT NULL),
        CONSTRAINT opinion_verdict_reason_check CHECK (verdict IS NULL OR (verdict_reason IS NOT NULL
          AND verdict_by IS NOT NULL AND verdict_at IS NOT NULL))
      );
      -- a verdict that somebody has begun, on an opinion or a group; nobody else reads it
      CREATE TABLE verdict_draft (
        consultation_id uuid NOT NULL REFERENCES consultation(id), account uuid NOT NULL, answers uuid NOT NULL,
        verdict text CHECK (verdict IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED', 'ELSEWHERE')), reason text NOT NULL,
        saved_at timestamptz NOT NULL, PRIMARY KEY (consultation_id, account, answers)
      );
      CREATE FUNCTION verdict_drafts_gone() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM verdict_draft WHERE consultation_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER verdict_drafts_gone AFTER UPDATE OF state ON consultation
        FOR EACH ROW WHEN (NEW.state IN ('answered', 'withdrawn')) EXECUTE FUNCTION verdict_drafts_gone();
      CREATE INDEX opinion_order ON opinion (consultation_id, received_at, id);
    `);
    for (const triggers of POLICY_GATE) await runner.query(triggers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_POLICY_GATE);
    await runner.query(`
      ALTER TABLE policy_unmarking DROP CONSTRAINT policy_unmarking_policy_id_fkey;
      DROP TABLE verdict_draft, opinion, opinion_group, consultation_hearing, consultation_extension,
        consultation_clause, consultation, policy_classification, policy_document, policy_unmarking, consultation_rule;
      DROP FUNCTION verdict_drafts_gone();
    `);
  }
}
