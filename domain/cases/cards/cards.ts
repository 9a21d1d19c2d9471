import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { detail } from '../../messages/index.js';
import { DubanError, type Detail } from '../../../workflows/engine/errors.js';
import { timeoutInstant, redWithoutStatement } from '../time-limits/ladder.js';
import { startAccountability, type ProcessStarter } from './accountability.js';
import { cardEvent } from './card-events.js';
import { drawNumbers } from './card-numbers.js';
import { basisOf, type CardPolicies } from './card-policies.js';
import {
  insertCards,
  NO_CLOCK,
  readCards,
  VALID_STATES,
  type CardLevel,
  type CardRow,
  type CardState,
} from './card-rows.js';
import { appendSupervisionEvents } from './supervision-events.js';
import { cardEntry } from './card-timeline.js';
import { LEVEL_TITLES, STATE_TITLES } from './card-titles.js';
import { wasMistaken } from './revoke-mistaken.js';
import { appendTimeline, lockProcesses } from '../timeline/append-timeline.js';

/** Who acts on a card, and when (epoch ms). */
export interface CardAct {
  readonly card: string;
  readonly account: string;
  readonly unit?: string;
  readonly at: number;
}

export interface RaiseRequest {
  /** @default a new one. Raising a card again under its id changes nothing. */
  readonly id?: string;
  readonly process: string;
  readonly unit: string;
  readonly level: CardLevel;
  readonly at: number;
  /** An automatic card is raised once for each process and threshold. */
  readonly source: 'auto' | 'manual';
  readonly rung: string;
  readonly reason: string;
  readonly account?: string;
}

export type CardDecision = 'revoke' | 'uphold' | 'escalate';

/** What a decision makes of a card, and of which cards when no appeal asks for it. */
export const DECISIONS: Readonly<
  Record<CardDecision, { to: 'revoked' | 'upheld' | 'escalated'; from: readonly CardState[] }>
> = {
  revoke: { to: 'revoked', from: ['issued', 'upheld', 'escalated'] },
  uphold: { to: 'upheld', from: ['escalated'] },
  escalate: { to: 'escalated', from: ['issued', 'upheld'] },
};

/** Cards that carry points; what only reminds cannot be appealed. */
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
   * Raises a card that no clock raises, issued at once. Null when it is there already, and for an automatic one in a case
   * that was entered by mistake: nothing in it counts.
   *
   * @throws {DubanError} POLICY_MISSING; PROCESS_ENDED for one given by hand in such a case
   */
  async raise(tx: EntityManager, request: RaiseRequest): Promise<string | null> {
    const { process, level, at } = request;
    await lockProcesses(tx, [process]);
    if (await wasMistaken(tx, process)) {
      if (request.source === 'auto') return null;
      throw new DubanError('PROCESS_ENDED', detail('cards.caseMistaken'));
    }
    const pinned = await this.pinOf(tx, process, at);
    const instant = new Date(at).toISOString();
    const id = request.id ?? randomUUID();
    const made = await insertCards(tx, [
      {
        id,
        process_id: process,
        clock: NO_CLOCK,
        rung: request.rung,
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
   * Issues cards whose processes the transaction has locked: from now on they count.
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
    const raised = ids.length + waiting.length === 0 ? [] : await readCards(tx, [...ids, ...waiting]);
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
      await tx.query(ISSUE, [new Date(at), JSON.stringify(rows)]);
    }
    await appendTimeline(tx, [
      ...cards.map((card) => cardEntry('issued', card, act)),
      ...raised.filter(({ id }) => !ready.has(id)).map((card) => cardEntry('raised', card, act)),
    ]);
    for (const card of cards) {
      if (this.goesOn(card)) await startAccountability(tx, this.starter, card, at);
    }
    await appendSupervisionEvents(
      tx,
      cards.map((card) => cardEvent(`duban.card.${card.level}`, card, at, this.policies)),
    );
  }

  /** Whether a card opens a process in which the supervising office decides what follows. */
  private goesOn({ level, limit_key: limit, ...ref }: CardRow): boolean {
    if (level === 'accountability') return true;
    if (level !== 'red' || limit === null) return false;
    return basisOf(this.policies, ref).policy.cards[limit]?.red?.toSupervisor ?? false;
  }

  /** @throws {DubanError} NOT_FOUND; CARD_STATE once it is issued */
  async stop(tx: EntityManager, act: CardAct & { readonly reason: string }): Promise<void> {
    const card = await this.lock(tx, act.card);
    expectState(card, ['pending']);
    await tx.query(`UPDATE card SET state = 'stopped', decision_reason = $2, decided_at = $3 WHERE id = $1`, [
      card.id,
      act.reason,
      new Date(act.at),
    ]);
    await appendTimeline(tx, [cardEntry('stopped', card, act)]);
  }

  /**
   * The unit's written explanation (书面说明): a yellow card then does not turn red for the want of it.
   *
   * @throws {DubanError} NOT_FOUND; CARD_STATE when it is not in force or explained already
   */
  async explain(tx: EntityManager, act: CardAct & { readonly statement: string }): Promise<void> {
    const card = await this.lock(tx, act.card);
    expectState(card, VALID_STATES);
    if (card.statement_at) throw new DubanError('CARD_STATE', detail('cards.alreadyExplained'));
    await tx.query(
      `UPDATE card SET statement = $2, statement_at = $3, statement_due_at = NULL WHERE id = $1`,
      [card.id, act.statement, new Date(act.at)],
    );
    await appendTimeline(tx, [cardEntry('explained', card, act)]);
  }

  /**
   * Records that an appeal has begun. Until it is decided the card is left out of rankings, and no explanation is due.
   *
   * @throws {DubanError} NOT_FOUND; APPEAL_NOT_ALLOWED
   */
  async appeal(tx: EntityManager, act: CardAct & { readonly appeal: string }): Promise<void> {
    const card = await this.lock(tx, act.card);
    if (!APPEALABLE.includes(card.level)) {
      const level = LEVEL_TITLES[card.level];
      throw new DubanError('APPEAL_NOT_ALLOWED', detail('cards.levelNotAppealable', { level }));
    }
    if (card.state !== 'issued') throw new DubanError('APPEAL_NOT_ALLOWED', stateDetail(card));
    const until = this.appealUntil(card);
    if (until !== null && act.at > until) {
      const over = detail('cards.appealWindowOver', { until: new Date(until).toISOString() });
      throw new DubanError('APPEAL_NOT_ALLOWED', over);
    }
    await tx.query(
      `UPDATE card SET state = 'appealed', appeal_process_id = $2, statement_due_at = NULL WHERE id = $1`,
      [card.id, act.appeal],
    );
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
    const [said]: { reason: string | null }[] = await tx.query(APPEAL_REASON, [act.appeal]);
    await this.decided(tx, card, { ...act, reason: said?.reason ?? null });
  }

  /**
   * A decision on a card that no appeal is about.
   *
   * @throws {DubanError} NOT_FOUND; CARD_STATE
   */
  async decide(
    tx: EntityManager,
    act: CardAct & { readonly decision: CardDecision; readonly reason: string },
  ): Promise<void> {
    const card = await this.lock(tx, act.card);
    expectState(card, DECISIONS[act.decision].from);
    await this.decided(tx, card, act);
  }

  private async decided(
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
    await tx.query(
      `UPDATE card SET state = $2, decided_at = $3, decision_reason = $4, statement_due_at = $5 WHERE id = $1`,
      [card.id, to, new Date(act.at), act.reason, due],
    );
    // Of an appeal the words stand with its process, where the timeline finds them.
    await appendTimeline(tx, [
      cardEntry(to, card, act.appeal === undefined ? act : { ...act, reason: null }),
    ]);
    await appendSupervisionEvents(tx, [cardEvent(`duban.card.${to}`, card, act.at, this.policies)]);
  }

  private async lock(tx: EntityManager, id: string): Promise<CardRow> {
    const [known] = await readCards(tx, [id]);
    if (!known) throw new DubanError('NOT_FOUND', detail('cards.noCard'));
    await lockProcesses(tx, [known.process_id]);
    return (await readCards(tx, [id]))[0]!; // read again: it may have changed while we waited for the lock
  }

  /** Where the clock's ladder asks for an explanation: when it is due for a card issued or upheld at an instant. */
  private statementDue(card: CardRow, from: number): string | null {
    if (card.level !== 'yellow' || card.limit_key === null) return null;
    const at = redWithoutStatement({ ...basisOf(this.policies, card), limit: card.limit_key }, from);
    return at === null ? null : new Date(at).toISOString();
  }

  private appealUntil(card: CardRow): number | null {
    return timeoutInstant({
      ...basisOf(this.policies, card),
      limit: 'cardAppeal',
      from: card.issued_at!.getTime(),
    });
  }

  /** The policy of the process's latest clock, else the one in force. */
  private async pinOf(
    tx: EntityManager,
    process: string,
    at: number,
  ): Promise<{ policy_id: string; policy_version: number }> {
    const [clock]: { policy_id: string; policy_version: number }[] = await tx.query(
      'SELECT policy_id, policy_version FROM clock WHERE process_id = $1 ORDER BY number DESC LIMIT 1',
      [process],
    );
    if (clock) return clock;
    const { id, version } = this.policies.policyAt(at);
    return { policy_id: id, policy_version: version };
  }
}

export function pointsOf(
  policies: CardPolicies,
  pinned: { readonly policy_id: string; readonly policy_version: number },
  level: CardLevel,
): number {
  const { points } = policies.policy(pinned.policy_id, pinned.policy_version);
  return level === 'yellow' || level === 'red' ? points[level] : 0;
}

function expectState(card: CardRow, allowed: readonly CardState[]): void {
  if (!allowed.includes(card.state)) throw new DubanError('CARD_STATE', stateDetail(card));
}

const stateDetail = ({ state }: CardRow): Detail => detail('cards.cardIs', { state: STATE_TITLES[state] });

const ISSUE = `
  UPDATE card k SET state = 'issued', issued_at = $1, number = r.number, statement_due_at = r.statement_due_at
  FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, number text, statement_due_at timestamptz)
  WHERE k.id = r.id`;

/** What was written with the latest decision on an appeal; its process may not be projected that far yet. */
const APPEAL_REASON = `
  SELECT c.body ->> 'reason' AS reason FROM command m JOIN content c ON c.command_id = m.id
  WHERE m.process_id = $1 AND m.kind = 'complete' AND m.state IN ('accepted', 'done')
  ORDER BY m.accepted_at DESC LIMIT 1`;
