import {
  Consultation,
  ConsultationClause,
  ConsultationExtension,
} from '../../infra/database/entities/consultations.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { and, sql, type Condition, type Sql } from '../../infra/database/sql.js';
import { DubanError } from '../../workflows/engine/errors.js';
import { AuthorsRepository } from '../cases/authors/authors.repository.js';
import { fullName } from '../cases/units/formal-name.js';
import { GOING_ON, type GoingOn } from '../cases/portal/portal.js';
import { detail } from '../messages/index.js';
import type { Clause } from './clauses.js';

/** The title of the draft that a consultation is about, over the row `p` of its process. */
export const TITLE_OF_CONSULTATION = sql`SELECT d.title FROM consultation c JOIN policy_document d ON d.id = c.policy_id WHERE c.id = p.id`;

/** A consultation with the title of its policy. Days are `YYYY-MM-DD`. */
export type ConsultationRow = Readonly<
  Omit<Consultation, 'ruleFrom' | 'closedAt' | 'withdrawnAt' | 'createdBy'>
> & { readonly title: string };

/** State as the public reads it; `cancelled`: its process ended without an answer and without a withdrawal. */
export type PublicState = Exclude<Consultation['state'], 'draft'> | 'cancelled';

/** A published consultation with the name of its unit. */
export type PublicConsultationRow = Omit<ConsultationRow, 'state' | 'publishedAt'> & {
  readonly state: PublicState;
  readonly publishedAt: Date;
  readonly unitName: string;
};

/** What its unit writes before the publication. */
export type DraftContent = Pick<
  Consultation,
  | 'explanation'
  | 'howToAnswer'
  | 'phone'
  | 'address'
  | 'postcode'
  | 'email'
  | 'period'
  | 'closesOn'
  | 'shortReason'
  | 'opinionsShown'
>;

/** Part of a consultation that has authors. */
export const CONSULTATION_DRAFT = 'draft';

const columns = (state: Sql): Sql => sql`c.id, c.policy_id AS "policyId", d.title, c.unit_code AS "unitCode",
  ${state} AS state, c.explanation, c.how_to_answer AS "howToAnswer", c.phone, c.address, c.postcode, c.email, c.period,
  c.closes_on::text AS "closesOn", c.short_reason AS "shortReason", c.opinions_shown AS "opinionsShown",
  c.minimum_on::text AS "minimumOn", c.published_at AS "publishedAt", c.closes_at AS "closesAt",
  c.sort_by::text AS "sortBy", c.answer_by::text AS "answerBy", c.adoption_published_at AS "adoptionPublishedAt",
  c.withdrawal_reason AS "withdrawalReason", c.created_at AS "createdAt"`;
/** Whether the opinions of the row `c` may be changed: not from their submission for signature on, unless they were returned. */
const OPINIONS_EDITABLE = sql`c.state IN ('open', 'closed') AND (
    NOT EXISTS (SELECT 1 FROM task t WHERE t.process_id = c.id AND t.name = 'sortOpinions')
    OR EXISTS (SELECT 1 FROM task t WHERE t.process_id = c.id AND t.name = 'sortOpinions' AND t.state = 'open'))`;
const DRAFT_EDITABLE = sql`c.published_at IS NULL AND EXISTS (
    SELECT 1 FROM task t WHERE t.process_id = c.id AND t.name = 'prepare' AND t.state = 'open')`;
const TABLES = sql`consultation c JOIN policy_document d ON d.id = c.policy_id`;
const SELECT = sql`SELECT ${columns(sql`c.state`)} FROM ${TABLES}`;

/**
 * State of the row `c` as the public reads it. A period is over at its instant, whether or not its timer has fired;
 * nobody answers opinions on a consultation whose process was cancelled or lost.
 */
export const publicState = (at: Date): Sql => sql`CASE WHEN c.state IN ('open', 'closed')
    AND EXISTS (SELECT 1 FROM process p WHERE p.id = c.id AND p.state = 'cancelled') THEN 'cancelled'
  WHEN c.state = 'open' AND c.closes_at <= ${at} THEN 'closed' ELSE c.state END`;

const selectPublic = (at: Date): Sql =>
  sql`SELECT ${columns(publicState(at))}, u.name AS "unitName" FROM ${TABLES} JOIN unit u ON u.code = c.unit_code`;

/** Consultations with their clauses and extensions. Conditions are over the rows `c` of the consultation and `d` of its policy. */
export class ConsultationsRepository {
  constructor(private readonly db: Database) {}

  /** Adds the consultation of a policy. @throws a unique violation of `consultation_policy_id_key` for a second one */
  async add(
    row: Pick<Consultation, 'id' | 'policyId' | 'unitCode' | 'createdBy' | 'createdAt'>,
  ): Promise<void> {
    await this.db.getRepository(Consultation).insert({ ...row, state: 'draft', opinionsShown: 'AFTERWARDS' });
  }

  /** @throws {DubanError} NOT_FOUND */
  async get(id: string, visible?: Condition): Promise<ConsultationRow> {
    return found(await queryRow(this.db, sql`${SELECT} WHERE ${and(sql`c.id = ${id}`, visible)}`));
  }

  /** Locks the row until the transaction ends. @throws {DubanError} NOT_FOUND */
  async lock(id: string): Promise<ConsultationRow> {
    return found(await queryRow(this.db, sql`${SELECT} WHERE c.id = ${id} FOR UPDATE OF c`));
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    where: readonly Condition[],
    view: (row: ConsultationRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<ConsultationRow, V>(this.db, query, {
      select: SELECT,
      where,
      order: descending(['c.created_at', 'createdAt', 'instant'], ['c.id', 'id', 'uuid']),
      view,
    });
  }

  /** @throws {DubanError} NOT_FOUND before its publication */
  async getPublished(id: string, at: Date): Promise<PublicConsultationRow> {
    return found(
      await queryRow(this.db, sql`${selectPublic(at)} WHERE c.id = ${id} AND c.published_at IS NOT NULL`),
    );
  }

  /** Those whose period is open, by its end. */
  goingOn(at: Date): Promise<GoingOn[]> {
    return queryRows(
      this.db,
      sql`SELECT 'consultation' AS kind, c.id, d.title, u.name AS unit, 'open' AS state, c.published_at AS from,
          c.closes_at AS until
        FROM ${TABLES} JOIN unit u ON u.code = c.unit_code
        WHERE c.published_at IS NOT NULL AND ${publicState(at)} = 'open' ORDER BY c.closes_at, c.id LIMIT ${GOING_ON}`,
    );
  }

  /** Latest publication first. @throws {DubanError} CURSOR_INVALID */
  pagePublished<V>(
    query: KeysetQuery,
    at: Date,
    where: readonly Condition[],
    view: (row: PublicConsultationRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<PublicConsultationRow, V>(this.db, query, {
      select: selectPublic(at),
      where: [sql`c.published_at IS NOT NULL`, ...where],
      order: descending(['c.published_at', 'publishedAt', 'instant'], ['c.id', 'id', 'uuid']),
      view,
    });
  }

  /** In the order of the draft. */
  clauses(consultationId: string): Promise<Clause[]> {
    return this.db.getRepository(ConsultationClause).find({
      select: { number: true, label: true, heading: true, text: true },
      where: { consultationId },
      order: { number: 'ASC' },
    });
  }

  hasClause(consultationId: string, number: number): Promise<boolean> {
    return this.db.getRepository(ConsultationClause).existsBy({ consultationId, number });
  }

  /** Name of a unit as documents write it: 黔东南州交通运输局. */
  async formalUnitName(code: string): Promise<string> {
    const statement = sql`SELECT ${fullName('u')} AS name FROM unit u WHERE u.code = ${code}`;
    return (await queryRow<{ name: string }>(this.db, statement))!.name;
  }

  /** Oldest first. */
  extensions(consultationId: string): Promise<Omit<ConsultationExtension, 'consultationId'>[]> {
    return this.db.getRepository(ConsultationExtension).find({
      select: { closesOn: true, was: true, reason: true, at: true },
      where: { consultationId },
      order: { at: 'ASC', closesOn: 'ASC' },
    });
  }

  /**
   * Locks the draft of one of these units.
   *
   * @returns whether its unit may change it now: `prepare` is open and nothing is published; undefined when they have
   * no such consultation
   */
  async lockDraft(id: string, units: readonly string[]): Promise<boolean | undefined> {
    const row = await queryRow<{ editable: boolean }>(
      this.db,
      sql`SELECT ${DRAFT_EDITABLE} AS editable
        FROM consultation c WHERE c.id = ${id} AND c.unit_code = ANY (${units}::text[]) FOR UPDATE`,
    );
    return row?.editable;
  }

  /** Locks the row until the transaction ends. @returns whether its opinions, their groups and verdicts may be changed now */
  async lockOpinions(id: string): Promise<boolean> {
    const statement = sql`SELECT ${OPINIONS_EDITABLE} AS editable FROM consultation c WHERE c.id = ${id} FOR UPDATE`;
    return (await queryRow<{ editable: boolean }>(this.db, statement))!.editable;
  }

  /** Whether draft and opinions may be changed now, by those who may. */
  async editable(id: string): Promise<{ readonly draft: boolean; readonly opinions: boolean }> {
    const statement = sql`SELECT ${DRAFT_EDITABLE} AS draft, ${OPINIONS_EDITABLE} AS opinions
      FROM consultation c WHERE c.id = ${id}`;
    return (await queryRow<{ draft: boolean; opinions: boolean }>(this.db, statement))!;
  }

  /** In a transaction: replaces the draft and its clauses. */
  async replaceDraft(
    id: string,
    draft: { readonly content: DraftContent; readonly clauses: readonly Clause[] },
    { by, at }: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const { content, clauses } = draft;
    const all = this.db.getRepository(ConsultationClause);
    await all.delete({ consultationId: id });
    await execute(
      this.db,
      sql`INSERT INTO consultation_clause (consultation_id, number, label, heading, text)
        SELECT ${id}, * FROM jsonb_to_recordset(${JSON.stringify(clauses)}::jsonb)
          AS c(number integer, label text, heading text, text text)`,
    );
    await this.db.getRepository(Consultation).update({ id }, content);
    const author = { recordId: id, part: CONSULTATION_DRAFT, account: by, since: at };
    await new AuthorsRepository(this.db).add(author);
  }

  /** Makes the draft public and opens the period. */
  async open(
    id: string,
    published: Pick<Consultation, 'publishedAt' | 'closesOn' | 'closesAt' | 'minimumOn' | 'ruleFrom'>,
  ): Promise<void> {
    await this.db.getRepository(Consultation).update({ id }, { ...published, state: 'open' });
  }

  /** Extends the period to a later day, and keeps the former one. @param closesAt 24:00 of that day */
  async extend(extension: ConsultationExtension, closesAt: Date): Promise<void> {
    const { consultationId: id, closesOn } = extension;
    await this.db.getRepository(ConsultationExtension).insert(extension);
    await this.db.getRepository(Consultation).update({ id }, { closesOn, closesAt });
  }

  /** Ends the period. */
  async close(id: string, closed: Pick<Consultation, 'closedAt' | 'sortBy' | 'answerBy'>): Promise<void> {
    await this.db.getRepository(Consultation).update({ id }, { ...closed, state: 'closed' });
  }

  /** Makes the adoption feedback public. */
  async answer(id: string, adoptionPublishedAt: Date): Promise<void> {
    await this.db.getRepository(Consultation).update({ id }, { state: 'answered', adoptionPublishedAt });
  }

  /** Withdraws it unless it is answered; published material stays public. */
  async withdraw(id: string, withdrawnAt: Date, reason: string | null): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE consultation SET state = 'withdrawn', withdrawn_at = ${withdrawnAt}, withdrawal_reason = ${reason}
        WHERE id = ${id} AND state NOT IN ('answered', 'withdrawn')`,
    );
  }
}

function found<R>(row: R | undefined): R {
  if (!row) throw new DubanError('NOT_FOUND', detail('consultations.noConsultation'));
  return row;
}
