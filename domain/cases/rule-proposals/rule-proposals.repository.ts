import { RuleProposal } from '../../../infra/database/entities/time-limits.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { queryRow, type Database } from '../../../infra/database/query.js';
import { equal, sql } from '../../../infra/database/sql.js';

export type RuleProposalKind = RuleProposal['kind'];
export type RuleProposalState = RuleProposal['state'];

/** A proposal with the names of those who proposed and decided it. */
export type RuleProposalRow = Omit<RuleProposal, 'content'> & {
  readonly proposer: string;
  readonly proposerTitle: string;
  /** Of a demonstration. */
  readonly proposerIsDemo: boolean;
  readonly decider: string | null;
  readonly deciderTitle: string | null;
};
export type WholeRuleProposal = RuleProposalRow & Pick<RuleProposal, 'content'>;

const COLUMNS = sql`r.id, r.kind, r.subject, r.title, r.state, r.in_force_from::text AS "inForceFrom",
  r.proposed_by AS "proposedBy", r.proposed_at AS "proposedAt", p.username AS proposer, p.title AS "proposerTitle",
  p.demo AS "proposerIsDemo",
  r.decided_by AS "decidedBy", r.decided_at AS "decidedAt", d.username AS decider, d.title AS "deciderTitle",
  r.decision_reason AS "decisionReason", r.alone`;
const TABLES = sql`rule_proposal r JOIN account p ON p.id = r.proposed_by LEFT JOIN account d ON d.id = r.decided_by`;

/** Proposed changes of rules, and how they were decided. The database keeps a decided one as it is. */
export class RuleProposalsRepository {
  constructor(private readonly db: Database) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    filter: { readonly kind: string | undefined; readonly state: RuleProposalState | undefined },
    view: (row: RuleProposalRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<RuleProposalRow, V>(this.db, query, {
      select: sql`SELECT ${COLUMNS} FROM ${TABLES}`,
      where: [equal('r.kind', filter.kind), equal('r.state', filter.state)],
      order: descending(['r.proposed_at', 'proposedAt', 'instant'], ['r.id', 'id', 'uuid']),
      view,
    });
  }

  find(id: string): Promise<WholeRuleProposal | undefined> {
    return queryRow(this.db, sql`SELECT ${COLUMNS}, r.content FROM ${TABLES} WHERE r.id = ${id}`);
  }

  /** As `find`; locked until the end of the transaction. */
  lock(id: string): Promise<WholeRuleProposal | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${COLUMNS}, r.content FROM ${TABLES} WHERE r.id = ${id} FOR UPDATE OF r`,
    );
  }

  async add(
    proposal: Pick<
      RuleProposal,
      'id' | 'kind' | 'subject' | 'title' | 'content' | 'proposedBy' | 'proposedAt'
    >,
  ): Promise<void> {
    await this.db.getRepository(RuleProposal).insert({ ...proposal, state: 'proposed' });
  }

  async decide(
    id: string,
    decision: Pick<RuleProposal, 'state' | 'decidedBy' | 'decidedAt'> &
      Partial<Pick<RuleProposal, 'inForceFrom' | 'decisionReason' | 'alone'>>,
  ): Promise<void> {
    await this.db.getRepository(RuleProposal).update({ id }, decision);
  }
}
