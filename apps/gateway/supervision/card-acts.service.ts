import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { INHERIT_SECRECY } from '../../../domain/cases/secrecy/secrecy.js';
import { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { eventSubject } from '../../../domain/cases/cards/card-events.js';
import { supervisingOffice } from '../../../domain/cases/cards/supervising-office.js';
import { CardRecordsRepository } from '../../../domain/cases/cards/card-records.repository.js';
import { Cards, DECISIONS, type CardDecision } from '../../../domain/cases/cards/cards.js';
import { cardAppeal } from '../../../workflows/cards/appeal/definition.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { assertAnotherThanIssuer } from './appeal-checks.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import type { Supervisor } from './caller.js';
import type { CardView } from './card-view.js';
import type { AppealBody } from './cards.dto.js';
import { CardsService } from './cards.service.js';
import { SupervisedProcesses } from './supervised-processes.js';
import type { ManualCardBody } from './supervision.dto.js';

/** How long to wait for a decided appeal to reach its card. */
const DECISION_MS = 3_000;

/** What people and the platform do to cards. Each act answers with the card as it reads afterwards. */
@Injectable()
export class CardActs {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly cards: Cards,
    private readonly views: CardsService,
    private readonly processes: SupervisedProcesses,
    private readonly commands: ProcessCommands,
    private readonly attachments: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} NOT_FOUND, CARD_STATE once it is issued */
  async stop(actor: Actor, id: string, reason: string): Promise<CardView> {
    const card = await this.views.get(actor, id);
    await transaction(this.dataSource, async (tx) => {
      await this.cards.stop(tx, { ...actOf(actor, id), reason });
      await this.audit.act(tx, aboutCard(card));
    });
    return this.views.get(actor, id);
  }

  /** @throws {DubanError} NOT_FOUND, UNIT_NOT_ALLOWED, CARD_STATE */
  async explain(actor: Actor, id: string, statement: string): Promise<CardView> {
    const card = await this.ownCard(actor, id);
    await transaction(this.dataSource, async (tx) => {
      await this.cards.explain(tx, { ...actOf(actor, id), statement });
      await this.audit.act(tx, aboutCard(card));
    });
    return this.views.get(actor, id);
  }

  /**
   * Begins the process that decides on the appeal; the card is under appeal from the same instant. It is as secret as
   * the process of the card: the unit's evidence speaks of that.
   *
   * @throws {DubanError} NOT_FOUND, UNIT_NOT_ALLOWED, APPEAL_NOT_ALLOWED, ATTACHMENT_REJECTED
   */
  async appeal(actor: Actor, id: string, body: AppealBody, idempotency?: Idempotency): Promise<CardView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.views.again(id, { actor });
    const own = await this.ownCard(actor, id);
    await this.cards.ready();
    const [card] = await new CardRecordsRepository(this.dataSource).find([id]);
    const { hidden_from: hiddenFrom, confidential, process_id: process } = card!;
    // Whoever supervises does not decide on a card of his own office.
    const office = await supervisingOffice(this.dataSource.manager, [...hiddenFrom, own.unit!]);
    const appeal = randomUUID();
    await this.commands.start(cardAppeal, {
      id: appeal,
      subject: eventSubject(card!).subject,
      input: { card: id, process, office },
      confidential,
      hiddenFrom,
      account: actor.id,
      unit: actor.unit,
      roles: actor.roles,
      content: body,
      idempotency,
      within: async (tx) => {
        await this.cards.appeal(tx, { ...actOf(actor, id), appeal });
        // The process of the card is locked now: it may have become secret since it was read.
        await tx.query(INHERIT_SECRECY, [process]);
        await this.attachments.attach(tx, body.attachmentIds ?? [], {
          process: appeal,
          uploadedBy: actor.id,
        });
        const { subject, processes } = aboutCard(own);
        await this.audit.act(tx, { subject, processes: [...processes, appeal] });
      },
    });
    return this.views.get(actor, id);
  }

  /**
   * Gives a card to a unit that takes part in the process. Secret processes get theirs from the SLA monitor alone.
   *
   * @throws {DubanError} NOT_FOUND, UNIT_UNKNOWN, UNIT_NOT_INVOLVED, IDEMPOTENCY_KEY_REUSED; PROCESS_ENDED for a case
   * that was entered by mistake
   */
  async raise(supervisor: Supervisor, body: ManualCardBody, idempotency?: Idempotency): Promise<CardView> {
    const id = cardId(supervisor, idempotency);
    if (idempotency && (await this.isRaised(id, body))) return this.views.again(id, supervisor);
    const process = await this.processes.find(supervisor, body);
    await this.processes.checkInvolved(process, body.unit);
    await this.cards.ready();
    const { unit, level, reason } = body;
    const made = await transaction(this.dataSource, async (tx) => {
      const raised = await this.cards.raise(tx, {
        id,
        process: process.id,
        unit,
        level,
        reason,
        at: businessNow(),
        source: 'manual',
        rung: 'manual',
        account: supervisor.id,
      });
      const subject = `card ${id} ${level} unit ${unit} process ${process.id}`;
      if (raised !== null) await this.audit.act(tx, { subject, processes: [process.id] });
      return raised;
    });
    if (made === null) await this.isRaised(id, body); // by the same request, sent twice at once
    return this.views.supervised(supervisor, id);
  }

  /**
   * Decides on a card: through the process of its appeal, if there is one.
   *
   * @throws {DubanError} NOT_FOUND, FOUR_EYES for whoever gave it by hand, CARD_STATE, and what the process refuses
   */
  async decide(
    supervisor: Supervisor,
    id: string,
    { decision, reason }: { decision: CardDecision; reason: string },
    idempotency?: Idempotency,
  ): Promise<CardView> {
    if (await this.commands.repeated(supervisor.id, idempotency))
      return this.untilDecided(() => this.views.again(id, supervisor));
    const card = await this.views.supervised(supervisor, id);
    await assertAnotherThanIssuer(this.pool, id, supervisor.id);
    if (card.state === 'appealed' && card.appealProcessId !== null) {
      // Decided in the supervising office's place also by the platform and by 效能监察: RULES.md 5.9.
      const { number, unit, role } = await this.appealTask(card.appealProcessId);
      await this.commands.send({
        process: { id: card.appealProcessId },
        command: {
          kind: 'complete',
          task: number,
          outcome: decision,
          decision: {},
          by: { account: supervisor.id, unit, roles: [role] },
        },
        content: { reason },
        idempotency,
        within: (tx, command) => this.audit.act(tx, { ...aboutCard(card), command }),
      });
      return this.untilDecided(() => this.views.supervised(supervisor, id));
    }
    if (idempotency && (await this.hasDecided(supervisor, card, { decision, reason })))
      return this.views.again(id, supervisor);
    await this.cards.ready();
    const act = { card: id, account: supervisor.id, unit: supervisor.actor?.unit, at: businessNow() };
    await transaction(this.dataSource, async (tx) => {
      await this.cards.decide(tx, { ...act, decision, reason });
      await this.audit.act(tx, aboutCard(card));
    });
    return this.views.supervised(supervisor, id);
  }

  /** The decision is applied by a step of the process, just after it was taken. */
  private async untilDecided(read: () => Promise<CardView>): Promise<CardView> {
    const until = Date.now() + DECISION_MS;
    for (;;) {
      const card = await read();
      if (card.state !== 'appealed' || Date.now() > until) return card;
      await sleep(50);
    }
  }

  private async appealTask(appeal: string): Promise<{ number: number; unit: string; role: string }> {
    const { rows } = await this.pool.query<{ number: number; unit: string; role: string }>(
      `SELECT number, unit, role FROM task WHERE process_id = $1 AND name = 'decide' AND state = 'open'`,
      [appeal],
    );
    if (!rows[0])
      throw new DubanError('TASK_NOT_OPEN', 'the appeal has no decision to wait for: ask again in a moment');
    return rows[0];
  }

  private async ownCard(actor: Actor, id: string): Promise<CardView> {
    const card = await this.views.get(actor, id);
    if (card.unit !== actor.unit)
      throw new DubanError('UNIT_NOT_ALLOWED', `the card was given to unit ${card.unit}`);
    return card;
  }

  /** Whether this very card has been raised before. @throws {DubanError} IDEMPOTENCY_KEY_REUSED for another one */
  private async isRaised(id: string, { processId, letterNo, ...wanted }: ManualCardBody): Promise<boolean> {
    const { rows } = await this.pool.query<{ process: string; letterNo: string | null } & typeof wanted>(
      `SELECT k.process_id AS process, l.letter_no AS "letterNo", k.unit, k.level, k.reason
       FROM card k LEFT JOIN letter l ON l.process_id = k.process_id WHERE k.id = $1`,
      [id],
    );
    const [card] = rows;
    if (!card) return false;
    const isSame =
      (processId ?? card.process) === card.process &&
      (letterNo ?? card.letterNo) === card.letterNo &&
      [card.unit === wanted.unit, card.level === wanted.level, card.reason === wanted.reason].every(Boolean);
    if (isSame) return true;
    throw new DubanError('IDEMPOTENCY_KEY_REUSED', 'this Idempotency-Key was used for another request');
  }

  /** Whether the same person has taken the same decision for the same reason: without an appeal no command holds the key. */
  private async hasDecided(
    { id: account }: Supervisor,
    { id, processId }: CardView,
    { decision, reason }: { readonly decision: CardDecision; readonly reason: string },
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM card k JOIN timeline_entry e ON e.process_id = k.process_id AND e.data ->> 'card' = k.id::text
       WHERE k.id = $1 AND k.process_id = $2 AND k.state = $3 AND k.decision_reason = $4 AND e.type = 'card.' || $3 AND e.account = $5`,
      [id, processId, DECISIONS[decision].to, reason, account],
    );
    return rowCount !== 0;
  }
}

/** As the audit log names a card: which one, of which unit and process. */
const aboutCard = ({ id, level, unit, processId }: CardView): { subject: string; processes: string[] } => ({
  subject: `card ${id} ${level} unit ${unit ?? 'not told'} process ${processId}`,
  processes: [processId],
});

const actOf = (actor: Actor, card: string) => ({
  card,
  account: actor.id,
  unit: actor.unit,
  at: businessNow(),
});

/** The same caller and key give the same card: a UUID of version 8 (RFC 9562), made from a hash. */
function cardId(supervisor: Supervisor, idempotency?: Idempotency): string {
  if (!idempotency) return randomUUID();
  const hex = createHash('sha256').update(`card\0${supervisor.id}\0${idempotency.key}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
