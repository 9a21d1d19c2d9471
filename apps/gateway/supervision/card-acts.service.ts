import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { eventSubject } from '../../../domain/cases/cards/card-events.js';
import { supervisingOffice } from '../../../domain/cases/cards/supervising-office.js';
import { CardActsRepository } from '../../../domain/cases/cards/card-acts.repository.js';
import { CardRecordsRepository } from '../../../domain/cases/cards/card-records.repository.js';
import type { CardRow } from '../../../domain/cases/cards/card-rows.js';
import { readAttachments } from '../../../domain/cases/attachments/attachments.repository.js';
import { Cards, DECISIONS, type CardDecision } from '../../../domain/cases/cards/cards.js';
import { detail } from '../../../domain/messages/index.js';
import { SupervisedProcessesRepository } from '../../../domain/supervision/supervised-processes.repository.js';
import { cardAppeal } from '../../../workflows/cards/appeal/definition.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { assertNotIssuer } from './appeal-checks.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { judged } from '../platform/problems/refusal.js';
import type { AppealRow } from '../../../domain/cases/cards/card-acts.repository.js';
import type { CardAppealView, CardDetail, CardView } from './card-view.js';
import type { AppealBody } from './cards.dto.js';
import { CardsService } from './cards.service.js';
import { SupervisedProcessesService } from './supervised-processes.service.js';
import type { ManualCardBody } from './supervision.dto.js';
import type { Supervisor } from './supervisor.js';

/** Maximum wait for the decision on an appeal to reach its card. */
const DECISION_MS = 3_000;

/** Roles that stop cards and decide on them. */
const SUPERVISORS: readonly string[] = ['supervisor', 'efficiency'];

/** Acts of people and of the platform on cards. Each returns the card as it is afterwards. */
@Injectable()
export class CardActsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly cards: Cards,
    private readonly views: CardsService,
    private readonly repository: CardActsRepository,
    private readonly processes: SupervisedProcessesService,
    private readonly allProcesses: SupervisedProcessesRepository,
    private readonly commands: ProcessCommands,
    private readonly attachments: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  /** A card with what the account may do with it. @throws {DubanError} NOT_FOUND also when it may not see the card */
  async get(actor: Actor, id: string): Promise<CardDetail> {
    const view = await this.views.get(actor, id);
    await this.cards.ready();
    const [card] = await new CardRecordsRepository(this.dataSource).find([id]);
    const supervises = actor.roles.some((role) => SUPERVISORS.includes(role)) && !card!.confidential;
    const own = await this.isOwn(actor, view);
    const appeal =
      card!.appeal_process_id === null ? undefined : await this.repository.appealOf(card!.appeal_process_id);
    const readsAppeal = own || this.views.readsAppeals(actor);
    const isDecided = view.decidedAt !== null || view.state === 'stopped';
    return {
      ...view,
      appeal: appeal ? await this.viewOf(card!.appeal_process_id!, appeal, readsAppeal) : null,
      decidedBy: isDecided
        ? (appeal?.decidedBy ?? (await this.repository.deciderOf(id, view.processId)))
        : null,
      acts: {
        ...(own && {
          explain: await judged(() => this.cards.assertExplainable(card!)),
          appeal: await judged(() => this.cards.assertAppealable(card!, businessNow())),
        }),
        ...(supervises && {
          stop: await judged(() => this.cards.assertStoppable(card!)),
          decide: await judged(async () => {
            this.cards.assertDecidable(card!);
            await assertNotIssuer(this.dataSource, id, actor.id);
          }),
        }),
      },
      appealUntil: this.appealUntil(card!),
    };
  }

  private async viewOf(process: string, appeal: AppealRow, reads: boolean): Promise<CardAppealView> {
    return {
      at: appeal.at.toISOString(),
      evidence: reads ? appeal.evidence : null,
      attachments: reads ? await readAttachments(this.dataSource, process) : [],
      office: appeal.office,
    };
  }

  /** Null also where the policy of the card is missing: the card is read all the same, and the act says why it is refused. */
  private appealUntil(card: CardRow): string | null {
    try {
      const until = this.cards.appealUntil(card);
      return until === null ? null : new Date(until).toISOString();
    } catch (error) {
      if (error instanceof DubanError && error.code === 'POLICY_MISSING') return null;
      throw error;
    }
  }

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
   * Starts the process that decides on the appeal, and puts the card under appeal in the same transaction. It is as secret
   * as the process of the card, because the unit's evidence is about that.
   *
   * @throws {DubanError} NOT_FOUND, UNIT_NOT_ALLOWED, APPEAL_NOT_ALLOWED, ATTACHMENT_REJECTED
   */
  async appeal(actor: Actor, id: string, body: AppealBody, idempotency?: Idempotency): Promise<CardView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.views.again(id, { actor });
    const own = await this.ownCard(actor, id);
    await this.cards.ready();
    const [card] = await new CardRecordsRepository(this.dataSource).find([id]);
    const { hidden_from: hiddenFrom, confidential, process_id: process } = card!;
    // A supervising office does not decide on its own cards.
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
        await new CardActsRepository(tx).inheritSecrecy(process);
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
   * Issues a card to a unit that takes part in the process. In secret processes only the SLA monitor issues cards.
   *
   * @throws {DubanError} NOT_FOUND, UNIT_UNKNOWN, UNIT_NOT_INVOLVED, IDEMPOTENCY_KEY_REUSED; PROCESS_ENDED for a case
   * that was cancelled as a mistake
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
        threshold: 'manual',
        account: supervisor.id,
      });
      const subject = `card ${id} ${level} unit ${unit} process ${process.id}`;
      if (raised !== null) await this.audit.act(tx, { subject, processes: [process.id] });
      return raised;
    });
    if (made === null) await this.isRaised(id, body); // by a concurrent copy of the request
    return this.views.supervised(supervisor, id);
  }

  /**
   * Decides on a card, through the process of its appeal if there is one.
   *
   * @throws {DubanError} NOT_FOUND, FOUR_EYES for the issuer of a manual card, CARD_STATE, TASK_NOT_OPEN
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
    await assertNotIssuer(this.dataSource, id, supervisor.id);
    if (card.state === 'appealed' && card.appealProcessId !== null) {
      // The platform and 效能监察 decide in place of the supervising office.
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

  /** Polls until the process has applied the decision to the card. */
  private async untilDecided(read: () => Promise<CardView>): Promise<CardView> {
    const until = Date.now() + DECISION_MS;
    for (;;) {
      const card = await read();
      if (card.state !== 'appealed' || Date.now() > until) return card;
      await sleep(50);
    }
  }

  private async appealTask(appeal: string): Promise<{ number: number; unit: string; role: string }> {
    const task = await this.repository.appealTask(appeal);
    if (!task) throw new DubanError('TASK_NOT_OPEN', detail('cards.appealNotReady'));
    return task;
  }

  /** Whether the account's unit answers for a card: it got it, or continues in this case the business of the unit that did. */
  private async isOwn({ ownUnits }: Actor, { unit, processId }: CardView): Promise<boolean> {
    if (unit === null) return false;
    const day = formatDay(dayOf(businessNow()));
    return ownUnits.includes(await this.repository.answeringFor(unit, processId, day));
  }

  private async ownCard(actor: Actor, id: string): Promise<CardView> {
    const card = await this.views.get(actor, id);
    if (!(await this.isOwn(actor, card)))
      throw new DubanError('UNIT_NOT_ALLOWED', detail('cards.ofOtherUnit', { unit: card.unit! }));
    return card;
  }

  /** Whether the same card exists already. @throws {DubanError} IDEMPOTENCY_KEY_REUSED for a different one */
  private async isRaised(id: string, { processId, letterNo, ...wanted }: ManualCardBody): Promise<boolean> {
    const card = await this.repository.find(id);
    if (!card) return false;
    const process = await this.allProcesses.find({ processId: card.processId, letterNo }, undefined);
    const isSame =
      process !== undefined &&
      (processId ?? card.processId) === card.processId &&
      [card.unit === wanted.unit, card.level === wanted.level, card.reason === wanted.reason].every(Boolean);
    if (isSame) return true;
    throw new DubanError('IDEMPOTENCY_KEY_REUSED');
  }

  /** Whether the caller has taken this decision already: without an appeal no command holds the key. */
  private hasDecided(
    { id: account }: Supervisor,
    { id, processId }: CardView,
    { decision, reason }: { readonly decision: CardDecision; readonly reason: string },
  ): Promise<boolean> {
    const state = DECISIONS[decision].to;
    return this.repository.wasTaken({ card: id, process: processId, state, reason, account });
  }
}

/** Entry of the audit log about a card. */
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

/** Derives the id from caller and key, so that a repeated request finds its card: a UUID of version 8 (RFC 9562). */
function cardId(supervisor: Supervisor, idempotency?: Idempotency): string {
  if (!idempotency) return randomUUID();
  const hex = createHash('sha256').update(`card\0${supervisor.id}\0${idempotency.key}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
