import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import {
  RuleProposalsRepository,
  type RuleProposalRow,
  type WholeRuleProposal,
} from '../../../../domain/cases/rule-proposals/rule-proposals.repository.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { detail, textOf } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import { isUniqueViolation } from '../../../../infra/database/database-errors.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { AuditLog } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Page } from '../../platform/paging/page.js';
import type { RuleKind } from '../registration/rule-kind.js';
import type { RuleRights } from './rule-rights.js';
import type { RuleProposalDetail, RuleProposalsQuery, RuleProposalView } from './rule-proposals.dto.js';

/** An account that acts, and the address that it acts from. */
export interface RuleActor {
  readonly by: Actor;
  readonly ip: string;
}

export interface NewRule {
  readonly subject: string;
  readonly title: string;
  readonly content: object;
}

/** Rules that two persons change. A kind has one open proposal at a time, so what was previewed is what is approved. */
export class RuleProposalsService {
  private readonly proposals: RuleProposalsRepository;

  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
    private readonly timeLimits: TimeLimitService,
    private readonly rights: RuleRights,
  ) {
    this.proposals = new RuleProposalsRepository(dataSource);
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  list(by: Actor, { kind, state, ...query }: RuleProposalsQuery): Promise<Page<RuleProposalView>> {
    return this.proposals.page(query, { kind, state }, (row) => this.view(by, row));
  }

  /** @throws {DubanError} NOT_FOUND */
  async get(by: Actor, id: string): Promise<RuleProposalDetail> {
    const proposal = found(await this.proposals.find(id));
    const kind = this.rights.kind(proposal.kind);
    const { content } = proposal;
    const differences =
      proposal.state === 'proposed' ? [...(await kind.differences(this.dataSource, content))] : [];
    return { ...this.view(by, proposal), content, differences };
  }

  /**
   * Stores a proposal; nothing changes until another person approves it.
   *
   * @param check of what is stored, in the transaction
   * @throws {DubanError} PROPOSAL_OPEN
   */
  async propose(
    { by, ip }: RuleActor,
    { kind }: RuleKind,
    rule: NewRule,
    check?: (tx: EntityManager) => Promise<void>,
  ): Promise<RuleProposalDetail> {
    const id = randomUUID();
    const proposal = { ...rule, id, kind, proposedBy: by.id, proposedAt: new Date(businessNow()) };
    try {
      await transaction(this.dataSource, async (tx) => {
        await check?.(tx);
        await new RuleProposalsRepository(tx).add(proposal);
        const record = { account: by.id, action: 'rule.propose', subject: `${kind} ${rule.subject}`, ip };
        await this.audit.append({ ...record, result: 'done', reason: rule.title }, tx);
      });
    } catch (error) {
      if (isUniqueViolation(error, 'rule_proposal_open'))
        throw new DubanError('PROPOSAL_OPEN', detail('cases.proposalOpen'));
      throw error;
    }
    return this.get(by, id);
  }

  /**
   * Puts a proposal in force; the calendar's starts the recalculation of running clocks.
   *
   * @throws {DubanError} NOT_FOUND, PROPOSAL_DECIDED, SECOND_PERSON_NEEDED, FORBIDDEN, VERSION_CONFLICT
   */
  async approve(actor: RuleActor, id: string): Promise<RuleProposalDetail> {
    const now = businessNow();
    await this.decide(actor, id, 'rule.approve', async (tx, proposal) => {
      this.rights.assertApproves(actor.by, proposal);
      const { content, proposedBy } = proposal;
      const today = formatDay(dayOf(now));
      const inForceFrom = await this.rights.kind(proposal.kind).apply(tx, { content, proposedBy, today });
      const alone = proposedBy === actor.by.id;
      return { state: 'approved', inForceFrom, alone };
    });
    this.timeLimits.invalidate();
    return this.get(actor.by, id);
  }

  /** @throws {DubanError} NOT_FOUND, PROPOSAL_DECIDED, FORBIDDEN */
  async reject(actor: RuleActor, id: string, reason: string): Promise<RuleProposalDetail> {
    await this.decide(actor, id, 'rule.reject', async (_tx, proposal) => {
      this.rights.assertRejects(actor.by, proposal);
      return { state: 'rejected', decisionReason: reason };
    });
    return this.get(actor.by, id);
  }

  /** The proposer takes it back. @throws {DubanError} NOT_FOUND, PROPOSAL_DECIDED, FORBIDDEN */
  async withdraw(actor: RuleActor, id: string): Promise<RuleProposalDetail> {
    await this.decide(actor, id, 'rule.withdraw', async (_tx, { proposedBy }) => {
      if (proposedBy !== actor.by.id) throw new DubanError('FORBIDDEN', detail('cases.notOwnProposal'));
      return { state: 'withdrawn' };
    });
    return this.get(actor.by, id);
  }

  private async decide(
    { by, ip }: RuleActor,
    id: string,
    action: string,
    decision: (tx: EntityManager, proposal: WholeRuleProposal) => Promise<Decision>,
  ): Promise<void> {
    const decidedAt = new Date(businessNow());
    await transaction(this.dataSource, async (tx) => {
      const proposals = new RuleProposalsRepository(tx);
      const proposal = found(await proposals.lock(id));
      if (proposal.state !== 'proposed')
        throw new DubanError('PROPOSAL_DECIDED', detail('cases.proposalDecided'));
      const decided = await decision(tx, proposal);
      await proposals.decide(id, { ...decided, decidedBy: by.id, decidedAt });
      const reason = decided.alone ? textOf('cases.approvedAlone') : decided.decisionReason;
      const subject = `${proposal.kind} ${proposal.subject}`;
      const record = { account: by.id, action, subject, ip, result: 'done' } as const;
      await this.audit.append({ ...record, ...(reason && { reason }) }, tx);
    });
  }

  private view(by: Actor, row: RuleProposalRow): RuleProposalView {
    const { id, kind, subject, title, state, inForceFrom, decisionReason, alone, decider, deciderTitle } =
      row;
    return {
      ...{ id, kind, subject, title, state, inForceFrom, decisionReason, alone },
      proposedBy: { username: row.proposer, title: row.proposerTitle },
      proposedAt: row.proposedAt.toISOString(),
      decidedBy: decider === null ? null : { username: decider, title: deciderTitle! },
      decidedAt: row.decidedAt?.toISOString() ?? null,
      acts: this.rights.acts(by, row),
    };
  }
}

interface Decision {
  readonly state: 'approved' | 'rejected' | 'withdrawn';
  readonly inForceFrom?: string;
  readonly decisionReason?: string;
  readonly alone?: boolean;
}

function found<T>(proposal: T | undefined): T {
  if (!proposal) throw new DubanError('NOT_FOUND', detail('cases.noProposal'));
  return proposal;
}
