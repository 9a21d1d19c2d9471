import type {
  RuleProposalKind,
  RuleProposalRow,
} from '../../../../domain/cases/rule-proposals/rule-proposals.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { ROLES } from '../../../../infra/database/seeds/roles.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { RuleKind } from '../registration/rule-kind.js';
import type { RuleAct } from './rule-proposals.dto.js';

/** Who may decide on proposals of which kind. */
export class RuleRights {
  private readonly kinds: ReadonlyMap<string, RuleKind>;

  /** @param isDemo of a demonstration, where one person may do both */
  constructor(
    kinds: readonly RuleKind[],
    private readonly isDemo: boolean,
  ) {
    this.kinds = new Map(kinds.map((one) => [one.kind, one]));
  }

  kind(kind: RuleProposalKind): RuleKind {
    return this.kinds.get(kind)!;
  }

  /** @throws {DubanError} SECOND_PERSON_NEEDED, FORBIDDEN */
  assertApproves(by: Actor, proposal: RuleProposalRow): void {
    if (this.mayApprove(by, proposal)) return;
    if (proposal.proposedBy === by.id)
      throw new DubanError('SECOND_PERSON_NEEDED', detail('cases.secondPersonRule'));
    throw this.forbidden(proposal);
  }

  /** @throws {DubanError} FORBIDDEN */
  assertRejects(by: Actor, proposal: RuleProposalRow): void {
    if (!this.isAnotherApprover(by, proposal)) throw this.forbidden(proposal);
  }

  /** What an account may do with a proposal. */
  acts(by: Actor, proposal: RuleProposalRow): RuleAct[] {
    if (proposal.state !== 'proposed') return [];
    const acts: readonly (readonly [RuleAct, boolean])[] = [
      ['approve', this.mayApprove(by, proposal)],
      ['reject', this.isAnotherApprover(by, proposal)],
      ['withdraw', proposal.proposedBy === by.id],
    ];
    return acts.flatMap(([act, isAllowed]) => (isAllowed ? [act] : []));
  }

  private mayApprove(by: Actor, proposal: RuleProposalRow): boolean {
    const isAlone = proposal.proposedBy === by.id;
    return isAlone ? this.isDemo && proposal.proposerIsDemo : this.isAnotherApprover(by, proposal);
  }

  /** Approvers reject as well; who proposed withdraws instead. */
  private isAnotherApprover(by: Actor, { kind, proposedBy }: RuleProposalRow): boolean {
    const { approvers, approvingUnit } = this.kind(kind);
    return (
      proposedBy !== by.id &&
      approvers.some((role) => by.roles.includes(role)) &&
      (approvingUnit === undefined || by.unit === approvingUnit)
    );
  }

  private forbidden({ kind }: RuleProposalRow): DubanError {
    const { approvers } = this.kind(kind);
    const roles = ROLES.flatMap(({ id, title }) => (approvers.includes(id) ? [title] : []));
    return new DubanError('FORBIDDEN', detail('cases.ruleApprovers', { roles }));
  }
}
