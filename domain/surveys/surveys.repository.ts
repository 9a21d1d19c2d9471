import { In, IsNull, type Repository } from 'typeorm';
import { ArrangementEntry } from '../../infra/database/entities/arrangements.js';
import { Task } from '../../infra/database/entities/processes.js';
import { Survey } from '../../infra/database/entities/surveys.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql, type Sql } from '../../infra/database/sql.js';
import { AuthorsRepository } from '../cases/authors/authors.repository.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../cases/processes/process-row.js';
import { fullName } from '../cases/units/formal-name.js';
import type { AdoptionItem } from './documents/facts.js';
import type { Questionnaire } from './questionnaire-schema.js';
import { isVisibleTo, type SurveyReader } from './survey-readers.js';
import type { Tally } from './tallies.js';

/** The title of a survey, over the row `p` of its process. */
export const TITLE_OF_SURVEY = sql`SELECT s.title FROM survey s WHERE s.id = p.id`;

/** The row of a survey. */
export type StoredSurvey = Omit<Survey, 'questionnaire' | 'adoption' | 'finalTally'> & {
  readonly questionnaire: Questionnaire | null;
};

/** A survey as staff see it, with its process. */
export type SurveyRow = ProcessRow &
  Omit<StoredSurvey, 'id' | 'createdBy'> & {
    /** Suggestions of the signed report; null before. */
    readonly suggestions: string[] | null;
    /** Responses that count, and those that do not. */
    readonly answers: number;
    readonly setAside: number;
  };

/** Contents of a survey while it is drafted. */
export type SurveyDraft = Pick<
  StoredSurvey,
  | 'title'
  | 'kind'
  | 'purpose'
  | 'notice'
  | 'anonymity'
  | 'retentionMonths'
  | 'oneAnswer'
  | 'addressHours'
  | 'results'
  | 'opensOn'
  | 'days'
  | 'questionnaire'
>;
export type NewSurvey = SurveyDraft &
  Pick<Survey, 'id' | 'unitCode' | 'officeCode' | 'arrangementId' | 'createdBy' | 'createdAt'>;

/** What documents say of a survey. */
export type DocumentedSurvey = Pick<Survey, 'title'> & {
  readonly purpose: string;
  readonly unit: string;
  readonly office: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly answers: number;
  readonly setAside: number;
};

/** Part of a survey that has authors: all that its unit drafts. */
export const SURVEY_DRAFT = 'draft';

/** Tasks in which a unit drafts a survey. */
const DRAFTING = ['submit', 'revise'];

/**
 * Suggestions of the analysis report that is signed (its last version), as a jsonb array of texts; null before.
 *
 * @param survey its id, as an expression
 */
const signedSuggestions = (survey: Sql): Sql => sql`
  (SELECT c.body -> 'suggestions' FROM task t JOIN content c ON c.command_id = t.command_id
   WHERE t.process_id = ${survey} AND t.name = 'report' AND t.state = 'completed'
     AND EXISTS (SELECT 1 FROM task s WHERE s.process_id = t.process_id AND s.name = 'signReport' AND s.outcome = 'sign')
   ORDER BY t.number DESC LIMIT 1)`;

const STAFF_VIEW = sql`
  SELECT ${PROCESS_COLUMNS}, s.title, s.kind, s.unit_code AS "unitCode", s.office_code AS "officeCode",
    s.arrangement_id AS "arrangementId", s.purpose, s.notice, s.anonymity, s.retention_months AS "retentionMonths",
    s.one_answer AS "oneAnswer", s.address_hours AS "addressHours", s.results, s.opens_on::text AS "opensOn", s.days,
    s.questionnaire, s.revision, s.published_at AS "publishedAt", s.opens_at AS "opensAt", s.closes_at AS "closesAt",
    s.closed_at AS "closedAt", s.figures_at AS "figuresAt", s.reported_at AS "reportedAt", s.adopted_at AS "adoptedAt",
    s.answers_deleted_at AS "answersDeletedAt",
    CASE WHEN s.reported_at IS NOT NULL THEN ${signedSuggestions(sql`s.id`)} END AS suggestions,
    s.created_at AS "createdAt", n.answers, n."setAside"
  FROM survey s JOIN process p ON p.id = s.id CROSS JOIN LATERAL (
    SELECT coalesce((s.final_tally ->> 'answers')::int, count(*) FILTER (WHERE a.state = 'counted'))::int AS answers,
      coalesce((s.final_tally ->> 'setAside')::int, count(*) FILTER (WHERE a.state = 'set-aside'))::int AS "setAside"
    FROM survey_answer a WHERE a.survey_id = s.id) n`;

/** Surveys as staff and steps see them. Responses, and what the public reads, have repositories of their own. */
export class SurveysRepository {
  private readonly surveys: Repository<Survey>;

  constructor(private readonly db: Database) {
    this.surveys = db.getRepository(Survey);
  }

  /** In the transaction that starts its process. */
  async add(survey: NewSurvey): Promise<void> {
    await this.surveys.insert(survey);
    await this.addAuthor(survey.id, { by: survey.createdBy, at: survey.createdAt });
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, reader: SurveyReader, view: (row: SurveyRow) => V): Promise<Page<V>> {
    return keysetPage<SurveyRow, V>(this.db, query, {
      select: STAFF_VIEW,
      where: [isVisibleTo(reader)],
      order: descending(['s.created_at', 'createdAt', 'instant'], ['s.id', 'id', 'uuid']),
      view,
    });
  }

  /** @returns undefined also when the reader may not see it */
  find(id: string, reader: SurveyReader): Promise<SurveyRow | undefined> {
    return queryRow(this.db, sql`${STAFF_VIEW} WHERE s.id = ${id} AND ${isVisibleTo(reader)}`);
  }

  /** A survey that exists. */
  async get(id: string): Promise<StoredSurvey> {
    return (await this.surveys.findOneByOrFail({ id })) as StoredSurvey;
  }

  /** In a transaction, until whose end nobody else changes it, and no response is accepted. */
  async getLocked(id: string): Promise<StoredSurvey> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await this.surveys.findOneOrFail({ where: { id }, lock })) as StoredSurvey;
  }

  /** Whether a task to draft the survey is open. */
  isDrafted(id: string): Promise<boolean> {
    return this.db.getRepository(Task).existsBy({ processId: id, state: 'open', name: In(DRAFTING) });
  }

  /** In a transaction: changes the fields that are given, and raises the revision. */
  async edit(id: string, draft: Partial<SurveyDraft>, edited: { by: string; at: Date }): Promise<void> {
    await this.surveys.update({ id }, { ...draft, revision: () => 'revision + 1' });
    await this.addAuthor(id, edited);
  }

  async publish(id: string, period: { publishedAt: Date; opensAt: Date; closesAt: Date }): Promise<void> {
    await this.surveys.update({ id }, period);
  }

  async withdraw(id: string): Promise<void> {
    await this.surveys.update({ id }, { publishedAt: null, opensAt: null, closesAt: null });
  }

  /** Does nothing once it is closed. */
  async extend(id: string, closesAt: Date): Promise<void> {
    await this.surveys.update({ id, closedAt: IsNull() }, { closesAt });
  }

  /** Waits for responses that are being stored; none is accepted afterwards. @param isEarly before its time has run out */
  async close(id: string, at: Date, isEarly: boolean): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE survey SET closed_at = ${at},
          closes_at = CASE WHEN ${isEarly} THEN least(closes_at, ${at}::timestamptz) ELSE closes_at END
        WHERE id = ${id} AND closed_at IS NULL`,
    );
  }

  /** Frees the topic of the year that the survey has become: another process can fulfil it. */
  async freeTopic(processId: string): Promise<void> {
    await this.db.getRepository(ArrangementEntry).update({ processId }, { processId: null });
  }

  /** Idempotent: the first instant stays. */
  async publishFigures(id: string, figuresAt: Date): Promise<void> {
    await this.surveys.update({ id, figuresAt: IsNull() }, { figuresAt });
  }

  async setReported(id: string, reportedAt: Date): Promise<void> {
    await this.surveys.update({ id }, { reportedAt });
  }

  async setAdoption(id: string, adoption: readonly AdoptionItem[], adoptedAt: Date): Promise<void> {
    await this.surveys.update({ id }, { adoption, adoptedAt });
  }

  /** What documents say of it. */
  async documented(id: string): Promise<DocumentedSurvey> {
    const row = await queryRow<DocumentedSurvey>(
      this.db,
      sql`SELECT s.title, s.purpose, ${fullName('u')} AS unit, o.name AS office, s.opens_at AS "opensAt",
          s.closes_at AS "closesAt",
          (SELECT count(*)::int FROM survey_answer a WHERE a.survey_id = s.id AND a.state = 'counted') AS answers,
          (SELECT count(*)::int FROM survey_answer a WHERE a.survey_id = s.id AND a.state = 'set-aside') AS "setAside"
        FROM survey s JOIN unit u ON u.code = s.unit_code JOIN unit o ON o.code = s.office_code WHERE s.id = ${id}`,
    );
    return row!;
  }

  /** Content that was submitted with a task; undefined while the read model lacks the task. @param task its number */
  async contentOf<T>(process: string, task: number): Promise<T | undefined> {
    const row = await queryRow<{ body: T }>(
      this.db,
      sql`SELECT c.body FROM task t JOIN content c ON c.command_id = t.command_id
        WHERE t.process_id = ${process} AND t.number = ${task}`,
    );
    return row?.body;
  }

  /** Suggestions of the signed report; none before. */
  async suggestions(id: string): Promise<string[]> {
    const row = await queryRow<{ suggestions: string[] | null }>(
      this.db,
      sql`SELECT ${signedSuggestions(sql`${id}::uuid`)} AS suggestions`,
    );
    return row?.suggestions ?? [];
  }

  /** Due time of the latest clock of this name; null: no limit. */
  async dueAt(id: string, clock: 'report' | 'adoption'): Promise<Date | null> {
    const row = await queryRow<{ dueAt: Date | null }>(
      this.db,
      sql`SELECT due_at AS "dueAt" FROM clock WHERE process_id = ${id} AND name = ${clock} ORDER BY number DESC LIMIT 1`,
    );
    return row?.dueAt ?? null;
  }

  /**
   * Surveys whose responses have been kept for `retentionMonths` by the calendar in Shanghai, since they closed or ended
   * otherwise. A survey whose process runs keeps them.
   */
  async expired(now: Date): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`SELECT s.id FROM survey s JOIN process p ON p.id = s.id
        WHERE s.answers_deleted_at IS NULL AND p.ended_at IS NOT NULL
          AND (coalesce(s.closes_at, p.ended_at) AT TIME ZONE 'Asia/Shanghai' + make_interval(months => s.retention_months))
            AT TIME ZONE 'Asia/Shanghai' <= ${now}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Stores the last tally before the responses are deleted. */
  async setFinalTally(id: string, finalTally: Tally, answersDeletedAt: Date): Promise<void> {
    await this.surveys.update({ id, answersDeletedAt: IsNull() }, { finalTally, answersDeletedAt });
  }

  private addAuthor(id: string, { by, at }: { by: string; at: Date }): Promise<void> {
    const author = { recordId: id, part: SURVEY_DRAFT, account: by, since: at };
    return new AuthorsRepository(this.db).add(author);
  }
}
