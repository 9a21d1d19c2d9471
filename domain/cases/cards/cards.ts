import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { detail } from '../../messages/index.js';
import { DubanError, type Detail } from '../../../workflows/engine/errors.js';
import { timeoutInstant, redWithoutStatement } from '../time-limits/ladder.js';
import { startAccountability, type ProcessStarter } from './accountability.js';
import { cardEvent } from './card-events.js';
import { drawNumbers } from './card-numbers.js';
import { basisOf, type CardPolicies, type PolicyRef } from './card-policies.js';
import { CardRecordsRepository } from './card-records.repository.js';
import { NO_CLOCK, VALID_STATES, type CardLevel, type CardRow, type CardState } from './card-rows.js';
import { appendSupervisionEvents } from './supervision-events.repository.js';
import { cardEntry } from './card-timeline.js';
import { LEVEL_TITLES, STATE_TITLES } from './card-titles.js';
import { CardRevocationsRepository } from './card-revocations.repository.js';
import { appendTimeline, lockProcesses } from '../timeline/append-timeline.js';

/** An act on a card: by whom, and when (epoch ms). */
export interface CardAct {
  readonly card: string;
  readonly account: string;
  readonly unit?: string;
  readonly at: number;
}

export interface RaiseRequest {
  /** @default a new one. Idempotent by this id. */
  readonly id?: string;
  readonly process: string;
  readonly unit: string;
  readonly level: CardLevel;
  readonly at: number;
  /** An automatic card is raised once for each process and threshold. */
  readonly source: 'auto' | 'manual';
  readonly threshold: string;
  readonly reason: string;
  readonly account?: string;
}

export type CardDecision = 'revoke' | 'uphold' | 'escalate';

/** The state after a decision, and the states in which a card can be decided on without an appeal. */
export const DECISIONS: Readonly<
  Record<CardDecision, { to: 'revoked' | 'upheld' | 'escalated'; from: readonly CardState[] }>
> = {
  revoke: { to: 'revoked', from: ['issued', 'upheld', 'escalated'] },
  uphold: { to: 'upheld', from: ['escalated'] },
  escalate: { to: 'escalated', from: ['issued', 'upheld'] },
};

/** Levels with points; a card that only reminds cannot be appealed. */
const APPEALABLE: readonly CardLevel[] = ['yellow', 'red'];

/**
 * The life of a card: raised, issued, explained, appealed, decided. Everything here runs in the caller's transaction,
 * locks the card's process first and appends supervision events last.
 */
export class Cards {
  constructor(
    private readonly policies: CardPolicies,
    private readonly starter: ProcessStarter,
  ) {}

  /** Resolves once policies and calendar are in memory; to be awaited before a transaction begins. */
  ready(): Promise<void> {
    return this.policies.ready();
  }

  /**
   * Raises a card without a clock, and issues it at once. Null when it exists already, and for an automatic card in a case
   * that was entered by mistake.
   *
   * @throws {DubanError} POLICY_MISSING; PROCESS_ENDED for a manual card in such a case
   */
  async raise(tx: EntityManager, request: RaiseRequest): Promise<string | null> {
    const { process, level, at } = request;
    await lockProcesses(tx, [process]);
    if (await new CardRevocationsRepository(tx).wasMistaken(process)) {
      if (request.source === 'auto') return null;
      throw new DubanError('PROCESS_ENDED', detail('cards.caseMistaken'));
    }
    const pinned = await this.pinOf(tx, process, at);
    const instant = new Date(at).toISOString();
    const id = request.id ?? randomUUID();
    const made = await new CardRecordsRepository(tx).insert([
      {
        id,
        process_id: process,
        clock: NO_CLOCK,
        threshold: request.threshold,
        level,
        unit: request.unit,
        source: request.source,
        state: 'pending',
        points: pointsOf(this.policies, pinned, level),
        absorbs: false, // no clock, so no yellow card of its clock
        due_at: null,
        reached_at: instant,
        created_at: instant,
        issue_at: instant,
        issued_at: null,
        reason: request.reason,
        issued_by: request.source === 'manual' ? (request.account ?? null) : null,
        ...pinned,
        calendar_version: this.policies.calendar().version,
      },
    ]);
    if (made.size === 0) return null;
    await this.issue(tx, [id], { at, account: request.account, reason: request.reason });
    return id;
  }

  /**
   * Issues cards whose processes the transaction has locked: from then on they count.
   *
   * @param waiting ids of cards raised in the same transaction that may still be stopped: their timeline entries come afterwards
   */
  async issue(
    tx: EntityManager,
    ids: readonly string[],
    act: { readonly at: number; readonly account?: string; readonly reason?: string },
    waiting: readonly string[] = [],
  ): Promise<void> {
    const { at } = act;
    const records = new CardRecordsRepository(tx);
    const raised = ids.length + waiting.length === 0 ? [] : await records.find([...ids, ...waiting]);
    const ready = new Set(ids);
    const issued = raised.filter(({ id }) => ready.has(id));
    const numbers = await drawNumbers(tx, issued, at, this.policies);
    const cards = issued.map((card) => ({ ...card, number: numbers.get(card.id)! }));
    if (cards.length > 0) {
      const rows = cards.map((card) => ({
        id: card.id,
        number: card.number,
        statement_due_at: this.statementDue(card, at),
      }));
      await records.issue(rows, new Date(at));
    }
    await appendTimeline(tx, [
      ...cards.map((card) => cardEntry('issued', card, act)),
      ...raised.filter(({ id }) => !ready.has(id)).map((card) => cardEntry('raised', card, act)),
    ]);
    for (const card of cards) {
      if (this.opensAccountability(card)) await startAccountability(tx, this.starter, card, at);
    }
    await appendSupervisionEvents(
      tx,
      cards.map((card) => cardEvent(`duban.card.${card.level}`, card, at, this.policies)),
    );
  }

  /** Whether a card starts a process in which the supervising office proposes the consequences. */
  private opensAccountability({ level, limit_key: limit, ...ref }: CardRow): boolean {
    if (level === 'accountability') return true;
    if (level !== 'red' || limit === null) return false;
    return basisOf(this.policies, ref).policy.cards[limit]?.red?.toSupervisor ?? false;
  }

  /** @throws {DubanError} NOT_FOUND; CARD_STATE once it is issued */
  async stop(tx: EntityManager, act: CardAct & { readonly reason: string }): Promise<void> {
    const card = await this.lock(tx, act.card);
    this.assertStoppable(card);
    await new CardRecordsRepository(tx).stop(card.id, act.reason, new Date(act.at));
    await appendTimeline(tx, [cardEntry('stopped', card, act)]);
  }

  /**
   * Stores the unit's written statement (书面说明), without which a yellow card turns red.
   *
   * @throws {DubanError} NOT_FOUND; CARD_STATE when it is not in force, or has a statement already
   */
  async explain(tx: EntityManager, act: CardAct & { readonly statement: string }): Promise<void> {
    const card = await this.lock(tx, act.card);
    this.assertExplainable(card);
    await new CardRecordsRepository(tx).explain(card.id, act.statement, new Date(act.at));
    await appendTimeline(tx, [cardEntry('explained', card, act)]);
  }

  /**
   * Records that an appeal has begun. Until its decision the card is left out of rankings, and no statement is due.
   *
   * @throws {DubanError} NOT_FOUND; APPEAL_NOT_ALLOWED
   */
  async appeal(tx: EntityManager, act: CardAct & { readonly appeal: string }): Promise<void> {
    const card = await this.lock(tx, act.card);
    this.assertAppealable(card, act.at);
    await new CardRecordsRepository(tx).appeal(card.id, act.appeal);
    await appendTimeline(tx, [cardEntry('appealed', card, act)]);
    await appendSupervisionEvents(tx, [cardEvent('duban.card.appealed', card, act.at, this.policies)]);
  }

  /** Applies the decision of an appeal's process. Idempotent. */
  async decideAppeal(
    tx: EntityManager,
    act: Omit<CardAct, 'account'> & { readonly appeal: string; readonly decision: CardDecision },
  ): Promise<void> {
    const card = await this.lock(tx, act.card);
    if (card.state !== 'appealed' || card.appeal_process_id !== act.appeal) return;
    const reason = await new CardRecordsRepository(tx).appealReason(act.appeal);
    await this.applyDecision(tx, card, { ...act, reason });
  }

  /**
   * Decides on a card without an appeal.
   *
   * @throws {DubanError} NOT_FOUND; CARD_STATE
   */
  async decide(
    tx: EntityManager,
    act: CardAct & { readonly decision: CardDecision; readonly reason: string },
  ): Promise<void> {
    const card = await this.lock(tx, act.card);
    expectState(card, DECISIONS[act.decision].from);
    await this.applyDecision(tx, card, act);
  }

  private async applyDecision(
    tx: EntityManager,
    card: CardRow,
    act: {
      decision: CardDecision;
      at: number;
      reason: string | null;
      account?: string;
      unit?: string;
      appeal?: string;
    },
  ): Promise<void> {
    const { to } = DECISIONS[act.decision];
    const due = to === 'revoked' || card.statement_at ? null : this.statementDue(card, act.at);
    const { at, reason } = act;
    await new CardRecordsRepository(tx).decide(card.id, {
      state: to,
      at: new Date(at),
      reason,
      statementDueAt: due,
    });
    // The reason of an appeal's decision is stored with its process, where the timeline finds it.
    await appendTimeline(tx, [
      cardEntry(to, card, act.appeal === undefined ? act : { ...act, reason: null }),
    ]);
    await appendSupervisionEvents(tx, [cardEvent(`duban.card.${to}`, card, act.at, this.policies)]);
  }

  private async lock(tx: EntityManager, id: string): Promise<CardRow> {
    const records = new CardRecordsRepository(tx);
    const [known] = await records.find([id]);
    if (!known) throw new DubanError('NOT_FOUND', detail('cards.noCard'));
    await lockProcesses(tx, [known.process_id]);
    return (await records.find([id]))[0]!; // read again: it may have changed while we waited for the lock
  }

  /** When the statement to a card issued or upheld at an instant is due; null when the ladder requires none. ISO 8601. */
  private statementDue(card: CardRow, from: number): string | null {
    if (card.level !== 'yellow' || card.limit_key === null) return null;
    const at = redWithoutStatement({ ...basisOf(this.policies, card), limit: card.limit_key }, from);
    return at === null ? null : new Date(at).toISOString();
  }

  /** @throws {DubanError} CARD_STATE once it is issued */
  assertStoppable(card: CardRow): void {
    expectState(card, ['pending']);
  }

  /** @throws {DubanError} CARD_STATE when it is not in force, or has a statement already */
  assertExplainable(card: CardRow): void {
    expectState(card, VALID_STATES);
    if (card.statement_at) throw new DubanError('CARD_STATE', detail('cards.alreadyExplained'));
  }

  /** @param at instant of the appeal, epoch ms @throws {DubanError} APPEAL_NOT_ALLOWED */
  assertAppealable(card: CardRow, at: number): void {
    if (!APPEALABLE.includes(card.level)) {
      const level = LEVEL_TITLES[card.level];
      throw new DubanError('APPEAL_NOT_ALLOWED', detail('cards.levelNotAppealable', { level }));
    }
    if (card.state !== 'issued') throw new DubanError('APPEAL_NOT_ALLOWED', stateDetail(card));
    const until = this.appealUntil(card);
    if (until !== null && at > until) {
      const over = detail('cards.appealWindowOver', { until: new Date(until).toISOString() });
      throw new DubanError('APPEAL_NOT_ALLOWED', over);
    }
  }

  /** @throws {DubanError} CARD_STATE when no decision is open: `appealed` is decided by the process of its appeal */
  assertDecidable(card: CardRow): void {
    expectState(card, ['appealed', ...Object.values(DECISIONS).flatMap(({ from }) => from)]);
  }

  /** Last instant for an appeal, epoch ms; null: it is not issued, cannot be appealed, or the policy sets no limit. */
  appealUntil(card: CardRow): number | null {
    if (card.issued_at === null || !APPEALABLE.includes(card.level)) return null;
    return timeoutInstant({
      ...basisOf(this.policies, card),
      limit: 'cardAppeal',
      from: card.issued_at.getTime(),
    });
  }

  /** The policy of the process's latest clock, else the one in force. */
  private async pinOf(tx: EntityManager, process: string, at: number): Promise<PolicyRef> {
    const pinned = await new CardRecordsRepository(tx).policyOfLatestClock(process);
    if (pinned) return pinned;
    const { id, version } = this.policies.policyAt(at);
    return { policy_id: id, policy_version: version };
  }
}

function pointsOf(policies: CardPolicies, pinned: PolicyRef, level: CardLevel): number {
  const { points } = policies.policy(pinned.policy_id, pinned.policy_version);
  return level === 'yellow' || level === 'red' ? points[level] : 0;
}

function expectState(card: CardRow, allowed: readonly CardState[]): void {
  if (!allowed.includes(card.state)) throw new DubanError('CARD_STATE', stateDetail(card));
}

const stateDetail = ({ state }: CardRow): Detail => detail('cards.cardIs', { state: STATE_TITLES[state] });
