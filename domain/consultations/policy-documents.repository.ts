import { In } from 'typeorm';
import { PolicyDocument } from '../../infra/database/entities/consultations.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { and, sql, type Condition } from '../../infra/database/sql.js';
import { AuthorsRepository } from '../cases/authors/authors.repository.js';
import type { ClauseChange } from './compare-texts.js';

/** A policy of the register with its consultation, if it has one. */
export type PolicyRow = Readonly<
  Pick<
    PolicyDocument,
    | 'id'
    | 'title'
    | 'kind'
    | 'unitCode'
    | 'major'
    | 'classifiedAt'
    | 'state'
    | 'reviewUntil'
    | 'documentNumber'
    | 'finalText'
    | 'issuedAt'
    | 'createdAt'
  >
> & {
  /** Whether the gate lets it be decided and issued. */
  readonly gateOpen: boolean;
  readonly consultationId: string | null;
  readonly consultationState: string | null;
};

/** An issued policy as the public reads it. */
export interface IssuedPolicyRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** Name of the unit that drafted it. */
  readonly unit: string;
  readonly documentNumber: string;
  readonly issuedAt: Date;
  /** Id of its consultation, if that was published. */
  readonly consultation: string | null;
}

/** An issued policy with its text and the changes to its draft. */
export interface IssuedPolicyText extends IssuedPolicyRow {
  readonly finalText: string;
  /** Null without a consultation. */
  readonly diff: ClauseChange[] | null;
}

/** What decisions on a policy depend on, of a locked row. */
export type PolicyGate = Pick<
  PolicyDocument,
  'major' | 'classifiedAt' | 'reviewUntil' | 'documentNumber' | 'finalText'
> & {
  /** Whether the adoption feedback of its consultation is public. */
  readonly answered: boolean;
};

/** How far the consultation on a policy is. */
export interface ConsultationProgress {
  readonly closesOn: string;
  readonly closesAt: Date;
  readonly unanswered: number;
  readonly isAnswered: boolean;
}

/** Part of a policy that has authors. */
export const FINAL_TEXT = 'finalText';

const SELECT = sql`SELECT d.id, d.title, d.kind, d.unit_code AS "unitCode", d.major, d.classified_at AS "classifiedAt",
    d.state, d.classified_at IS NOT NULL AND (NOT d.major OR policy_is_answered(d.id)) AS "gateOpen",
    d.review_until::text AS "reviewUntil", d.document_number AS "documentNumber", d.final_text AS "finalText",
    d.issued_at AS "issuedAt", d.created_at AS "createdAt", c.id AS "consultationId", c.state AS "consultationState"
  FROM policy_document d LEFT JOIN consultation c ON c.policy_id = d.id`;

const ISSUED_COLUMNS = sql`d.id, d.title, d.kind, u.name AS unit, d.document_number AS "documentNumber",
  d.issued_at AS "issuedAt", CASE WHEN c.published_at IS NOT NULL THEN c.id END AS consultation`;
const ISSUED_TABLES = sql`policy_document d JOIN unit u ON u.code = d.unit_code
  LEFT JOIN consultation c ON c.policy_id = d.id`;

/**
 * The policy register. Triggers refuse what the gate does not allow (policy-gate-errors.ts). Conditions are over the rows
 * `d` of the policy and `c` of its consultation.
 */
export class PolicyDocumentsRepository {
  constructor(private readonly db: Database) {}

  /** @throws a unique violation of `policy_document_title` when the title is registered already */
  async add(
    policy: Pick<PolicyDocument, 'id' | 'title' | 'unitCode' | 'kind' | 'major' | 'createdBy' | 'createdAt'>,
  ): Promise<void> {
    await this.policies.insert({ ...policy, titleKey: '', state: 'draft' }); // the key is set by a trigger
  }

  find(id: string, visible: Condition): Promise<PolicyRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE ${and(sql`d.id = ${id}`, visible)}`);
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, where: readonly Condition[], view: (row: PolicyRow) => V): Promise<Page<V>> {
    return keysetPage<PolicyRow, V>(this.db, query, {
      select: SELECT,
      where,
      order: descending(['d.created_at', 'createdAt', 'instant'], ['d.id', 'id', 'uuid']),
      view,
    });
  }

  /** Latest issue first. @throws {DubanError} CURSOR_INVALID */
  pageIssued<V>(query: KeysetQuery, view: (row: IssuedPolicyRow) => V): Promise<Page<V>> {
    return keysetPage<IssuedPolicyRow, V>(this.db, query, {
      select: sql`SELECT ${ISSUED_COLUMNS} FROM ${ISSUED_TABLES}`,
      where: [sql`d.state = 'issued'`],
      order: descending(['d.issued_at', 'issuedAt', 'instant'], ['d.id', 'id', 'uuid']),
      view,
    });
  }

  findIssued(id: string): Promise<IssuedPolicyText | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${ISSUED_COLUMNS}, d.final_text AS "finalText", d.diff FROM ${ISSUED_TABLES}
        WHERE d.id = ${id} AND d.state = 'issued'`,
    );
  }

  /** Titles of the other policies, newest first. @param limit rows at most */
  otherTitles(
    id: string,
    limit: number,
  ): Promise<Pick<PolicyDocument, 'id' | 'title' | 'major' | 'state'>[]> {
    return queryRows(
      this.db,
      sql`SELECT id, title, major, state FROM policy_document WHERE id <> ${id} ORDER BY created_at DESC LIMIT ${limit}`,
    );
  }

  async finalText(id: string): Promise<string | null> {
    const { finalText } = await this.policies.findOneOrFail({ select: { finalText: true }, where: { id } });
    return finalText;
  }

  /** In a transaction. @returns false when none of the units has such a policy */
  async setFinalText(
    { id, units }: { readonly id: string; readonly units: readonly string[] },
    text: Pick<PolicyDocument, 'documentNumber' | 'finalText'>,
    { by, at }: { readonly by: string; readonly at: Date },
  ): Promise<boolean> {
    const { affected } = await this.policies.update({ id, unitCode: In([...units]) }, text);
    if (affected !== 1) return false;
    const author = { recordId: id, part: FINAL_TEXT, account: by, since: at };
    await new AuthorsRepository(this.db).add(author);
    return true;
  }

  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<PolicyDocument | null> {
    return this.policies.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** What the gate depends on. @param id of a policy of the register @param options.lock as `lock` does */
  async gate(id: string, options: { readonly lock: boolean }): Promise<PolicyGate> {
    const gate = await queryRow<PolicyGate>(
      this.db,
      sql`SELECT major, classified_at AS "classifiedAt", policy_is_answered(id) AS answered,
          review_until::text AS "reviewUntil", document_number AS "documentNumber", final_text AS "finalText"
        FROM policy_document WHERE id = ${id} ${options.lock ? sql`FOR UPDATE` : sql``}`,
    );
    return gate!;
  }

  /** Of its published consultation; undefined without one. */
  consultationProgress(id: string): Promise<ConsultationProgress | undefined> {
    return queryRow(
      this.db,
      sql`SELECT closes_on::text AS "closesOn", closes_at AS "closesAt", opinions_unanswered(id)::int AS unanswered,
          adoption_published_at IS NOT NULL AS "isAnswered"
        FROM consultation WHERE policy_id = ${id} AND published_at IS NOT NULL`,
    );
  }

  /** Records the decision of the legal office; a policy that its unit calls major stays major. Idempotent. */
  async classify(id: string, major: boolean, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE policy_document SET major = major OR ${major}, classified_at = coalesce(classified_at, ${at})
        WHERE id = ${id}`,
    );
  }

  async markMajor(id: string): Promise<void> {
    await this.policies.update({ id }, { major: true });
  }

  /** @param unmarkingId of the request that a second person has confirmed */
  async unmark(id: string, unmarkingId: string): Promise<void> {
    await this.policies.update({ id }, { major: false, unmarkingId });
  }

  async startConsulting(id: string): Promise<void> {
    await this.policies.update({ id, state: 'draft' }, { state: 'consulting' });
  }

  /** @param reviewUntil last day of the legal review */
  async setReviewUntil(id: string, reviewUntil: string): Promise<void> {
    await this.policies.update({ id }, { reviewUntil });
  }

  /** Idempotent. @throws SQLSTATE DB010 while the gate is closed */
  async decide(id: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE policy_document SET state = 'decided', decided_at = ${at} WHERE id = ${id} AND state <> 'decided'`,
    );
  }

  /** Takes a decision back: the policy is a draft again, or consulted on. */
  async reopen(id: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE policy_document d SET decided_at = NULL,
          state = CASE WHEN c.published_at IS NULL THEN 'draft' ELSE 'consulting' END
        FROM consultation c WHERE d.id = ${id} AND c.policy_id = d.id AND d.state = 'decided'`,
    );
  }

  /** Idempotent. @param diff null without a consultation. @throws SQLSTATE DB010 while the gate is closed */
  async issue(id: string, diff: readonly ClauseChange[] | null, at: Date): Promise<void> {
    const json = diff && JSON.stringify(diff);
    await execute(
      this.db,
      sql`UPDATE policy_document SET state = 'issued', issued_at = ${at}, diff = ${json}
        WHERE id = ${id} AND state <> 'issued'`,
    );
  }

  async withdraw(id: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE policy_document SET state = 'withdrawn', withdrawn_at = ${at}, decided_at = NULL
        WHERE id = ${id} AND state NOT IN ('issued', 'withdrawn')`,
    );
  }

  private get policies() {
    return this.db.getRepository(PolicyDocument);
  }
}
