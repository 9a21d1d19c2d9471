/**
 * The triggers of the consultations' migration: the last line of the policy gate (plan, part (三)). A major policy is neither
 * decided nor issued before the adoption feedback of its consultation is public, by any statement. SQLSTATE DB010: the gate
 * is closed; DB011: evidence is immutable; DB012: too early or too late.
 */
const REGISTER = `
  -- titles that differ in width, case, spaces and punctuation are the same
  CREATE FUNCTION policy_title_key(title text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT lower(regexp_replace(normalize(title, NFKC),
      '[\\s\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u00BF\\u2000-\\u206F\\u3000-\\u303F\\uFE30-\\uFE4F]+',
      '', 'g'))
  $$;

  CREATE FUNCTION opinions_unanswered(of_consultation uuid) RETURNS bigint STABLE LANGUAGE sql AS $$
    SELECT count(*) FROM opinion
    WHERE consultation_id = of_consultation
      AND (state = 'pending' OR (state = 'published' AND verdict IS NULL))
  $$;

  CREATE FUNCTION policy_is_answered(policy uuid) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM consultation c
      WHERE c.policy_id = policy AND c.state = 'answered' AND c.adoption_published_at IS NOT NULL)
  $$;

  CREATE FUNCTION policy_document_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.title_key := policy_title_key(NEW.title);
    IF TG_OP = 'INSERT' THEN
      IF NEW.state <> 'draft' OR NEW.classified_at IS NOT NULL OR NEW.unmarking_id IS NOT NULL THEN
        RAISE EXCEPTION 'a policy enters the register as a draft' USING ERRCODE = 'DB010';
      END IF;
      -- withdrawing a major policy and registering it again does not make it ordinary
      NEW.major := NEW.major OR EXISTS (SELECT 1 FROM policy_document o
        WHERE o.title_key = NEW.title_key AND o.markings > 0);
      NEW.markings := NEW.major::integer;
      RETURN NEW;
    END IF;
    IF OLD.state IN ('issued', 'withdrawn') THEN
      RAISE EXCEPTION 'policy % is %', OLD.id, OLD.state USING ERRCODE = 'DB011';
    END IF;
    IF (NEW.id, NEW.title, NEW.unit_code) IS DISTINCT FROM (OLD.id, OLD.title, OLD.unit_code) THEN
      RAISE EXCEPTION 'the register keeps title and unit of policy %', OLD.id USING ERRCODE = 'DB011';
    END IF;
    NEW.markings := OLD.markings + (NEW.major AND NOT OLD.major)::integer;
    IF OLD.classified_at IS NOT NULL AND NEW.classified_at IS NULL THEN
      RAISE EXCEPTION 'policy % is classified', OLD.id USING ERRCODE = 'DB011';
    END IF;
    -- two legal officers, for this policy, again for every marking
    IF OLD.major AND NOT NEW.major AND NOT EXISTS (
      SELECT 1 FROM policy_unmarking u
        JOIN account first ON first.id::text = u.requested_by AND 'legal-officer' = ANY (first.roles)
        JOIN account second ON second.id::text = u.decided_by AND 'legal-officer' = ANY (second.roles)
      WHERE u.id = NEW.unmarking_id AND u.policy_id = NEW.id AND u.marking = OLD.markings AND u.confirmed
        AND first.id <> second.id
    ) THEN
      RAISE EXCEPTION 'policy % stays major until two persons of the legal office say otherwise', OLD.id
        USING ERRCODE = 'DB010';
    END IF;
    IF NEW.state IN ('decided', 'issued') AND NEW.state <> OLD.state THEN
      IF NEW.state = 'issued' AND OLD.state <> 'decided' THEN
        RAISE EXCEPTION 'policy % is not decided', OLD.id USING ERRCODE = 'DB012';
      END IF;
      IF NEW.classified_at IS NULL THEN
        RAISE EXCEPTION 'whether policy % is major has not been decided', OLD.id USING ERRCODE = 'DB010';
      END IF;
      IF NEW.major AND NOT policy_is_answered(NEW.id) THEN
        RAISE EXCEPTION 'policy % is major and its adoption feedback is not public', OLD.id USING ERRCODE = 'DB010';
      END IF;
      IF NEW.review_until IS NULL OR NEW.decided_at IS NULL
        OR (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date <= NEW.review_until THEN
        RAISE EXCEPTION 'the legal review of policy % is not over', OLD.id USING ERRCODE = 'DB012';
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER policy_document_guard BEFORE INSERT OR UPDATE ON policy_document
    FOR EACH ROW EXECUTE FUNCTION policy_document_guard();

  CREATE FUNCTION policy_document_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'nothing is taken out of the policy register' USING ERRCODE = 'DB011';
  END $$;
  CREATE TRIGGER policy_document_kept BEFORE DELETE OR TRUNCATE ON policy_document
    FOR EACH STATEMENT EXECUTE FUNCTION policy_document_kept();

  CREATE FUNCTION policy_log_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the log of classifications is only appended to' USING ERRCODE = 'DB011';
  END $$;
  CREATE TRIGGER policy_classification_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_classification
    FOR EACH STATEMENT EXECUTE FUNCTION policy_log_kept();

  -- requested by one person, decided once by another; never removed
  CREATE FUNCTION policy_unmarking_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      SELECT markings INTO NEW.marking FROM policy_document WHERE id = NEW.policy_id AND major;
      IF NEW.decided_by IS NULL AND NEW.marking IS NOT NULL THEN RETURN NEW; END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.decided_by IS NULL
      AND (NEW.id, NEW.policy_id, NEW.marking, NEW.reason, NEW.requested_by, NEW.requested_at)
      IS NOT DISTINCT FROM (OLD.id, OLD.policy_id, OLD.marking, OLD.reason, OLD.requested_by, OLD.requested_at) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an unmarking is requested, and decided once' USING ERRCODE = 'DB011';
  END $$;
  CREATE TRIGGER policy_unmarking_guard BEFORE INSERT OR UPDATE OR DELETE ON policy_unmarking
    FOR EACH ROW EXECUTE FUNCTION policy_unmarking_guard();`;

const CONSULTATIONS = `
  CREATE FUNCTION consultation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.state <> 'draft' OR NEW.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a consultation begins as a draft' USING ERRCODE = 'DB010';
      END IF;
      IF NEW.unit_code <> (SELECT unit_code FROM policy_document WHERE id = NEW.policy_id) THEN
        RAISE EXCEPTION 'a consultation is held by the unit of its policy' USING ERRCODE = 'DB011';
      END IF;
      RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'a consultation is withdrawn, not deleted' USING ERRCODE = 'DB011';
    END IF;
    IF (NEW.id, NEW.policy_id, NEW.unit_code) IS DISTINCT FROM (OLD.id, OLD.policy_id, OLD.unit_code) THEN
      RAISE EXCEPTION 'consultation % stays with its policy', OLD.id USING ERRCODE = 'DB011';
    END IF;
    IF OLD.state IN ('answered', 'withdrawn') THEN
      RAISE EXCEPTION 'consultation % is %', OLD.id, OLD.state USING ERRCODE = 'DB011';
    END IF;
    IF OLD.published_at IS NOT NULL THEN
      IF (NEW.explanation, NEW.how_to_answer, NEW.phone, NEW.address, NEW.postcode, NEW.email, NEW.short_reason,
          NEW.rule_from, NEW.minimum_on, NEW.published_at)
        IS DISTINCT FROM (OLD.explanation, OLD.how_to_answer, OLD.phone, OLD.address, OLD.postcode, OLD.email,
          OLD.short_reason, OLD.rule_from, OLD.minimum_on, OLD.published_at) THEN
        RAISE EXCEPTION 'consultation % is published', OLD.id USING ERRCODE = 'DB011';
      END IF;
      IF NEW.closes_on < OLD.closes_on OR NEW.closes_at < OLD.closes_at THEN
        RAISE EXCEPTION 'the period of consultation % may only become longer', OLD.id USING ERRCODE = 'DB011';
      END IF;
    ELSIF NEW.published_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM consultation_clause WHERE consultation_id = NEW.id) THEN
      RAISE EXCEPTION 'consultation % has no draft', OLD.id USING ERRCODE = 'DB012';
    END IF;
    IF NEW.state = 'answered' THEN
      IF OLD.state <> 'closed' THEN
        RAISE EXCEPTION 'consultation % is not over', OLD.id USING ERRCODE = 'DB012';
      END IF;
      IF opinions_unanswered(NEW.id) > 0 THEN
        RAISE EXCEPTION 'opinions of consultation % have no verdict', OLD.id USING ERRCODE = 'DB010';
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER consultation_guard BEFORE INSERT OR UPDATE OR DELETE ON consultation
    FOR EACH ROW EXECUTE FUNCTION consultation_guard();
  CREATE TRIGGER consultation_kept BEFORE TRUNCATE ON consultation
    FOR EACH STATEMENT EXECUTE FUNCTION policy_document_kept();

  -- locked first: a publication must wait while clauses are still being written
  CREATE FUNCTION consultation_draft_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of_consultation uuid := coalesce(NEW.consultation_id, OLD.consultation_id);
  BEGIN
    PERFORM 1 FROM consultation WHERE id = of_consultation AND published_at IS NULL FOR SHARE;
    IF NOT FOUND OR (TG_OP = 'UPDATE' AND NEW.consultation_id <> OLD.consultation_id) THEN
      RAISE EXCEPTION 'the draft of consultation % is published', of_consultation USING ERRCODE = 'DB011';
    END IF;
    RETURN coalesce(NEW, OLD);
  END $$;
  CREATE TRIGGER consultation_clause_guard BEFORE INSERT OR UPDATE OR DELETE ON consultation_clause
    FOR EACH ROW EXECUTE FUNCTION consultation_draft_guard();`;

const OPINIONS = `
  -- Names and contacts may be erased at any time; published opinions and answers are evidence.
  CREATE FUNCTION opinion_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of_state text;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      PERFORM 1 FROM consultation
        WHERE id = NEW.consultation_id AND state = 'open' AND NEW.received_at < closes_at FOR SHARE;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'consultation % takes no opinions now', NEW.consultation_id USING ERRCODE = 'DB012';
      END IF;
      RETURN NEW;
    END IF;
    IF (NEW.id, NEW.consultation_id, NEW.clause, NEW.body, NEW.received_at)
      IS DISTINCT FROM (OLD.id, OLD.consultation_id, OLD.clause, OLD.body, OLD.received_at) THEN
      RAISE EXCEPTION 'opinion % stays as it came', OLD.id USING ERRCODE = 'DB011';
    END IF;
    IF (NEW.state, NEW.moderation_reason, NEW.group_id, NEW.verdict, NEW.verdict_reason)
      IS NOT DISTINCT FROM (OLD.state, OLD.moderation_reason, OLD.group_id, OLD.verdict, OLD.verdict_reason) THEN
      RETURN NEW;
    END IF;
    SELECT state INTO of_state FROM consultation WHERE id = OLD.consultation_id FOR SHARE;
    IF of_state NOT IN ('open', 'closed') THEN
      RAISE EXCEPTION 'the opinions of consultation % are answered', OLD.consultation_id USING ERRCODE = 'DB011';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER opinion_guard BEFORE INSERT OR UPDATE ON opinion
    FOR EACH ROW EXECUTE FUNCTION opinion_guard();

  CREATE FUNCTION opinion_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'opinions are held for moderation, never deleted' USING ERRCODE = 'DB011';
  END $$;
  CREATE TRIGGER opinion_kept BEFORE DELETE OR TRUNCATE ON opinion
    FOR EACH STATEMENT EXECUTE FUNCTION opinion_kept();`;

/** In the order of their creation, after the tables. */
export const POLICY_GATE = [REGISTER, CONSULTATIONS, OPINIONS];

export const DROP_POLICY_GATE = `
  DROP FUNCTION policy_document_guard(), policy_document_kept(), policy_log_kept(), policy_unmarking_guard(),
    consultation_guard(), consultation_draft_guard(), opinion_guard(), opinion_kept() CASCADE;
  DROP FUNCTION policy_title_key(text), policy_is_answered(uuid), opinions_unanswered(uuid);`;
