import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { InterviewsRepository } from '../../../../domain/interviews/interviews.repository.js';
import { QuestionsRepository } from '../../../../domain/interviews/questions.repository.js';
import { stateAfter } from '../../../../domain/interviews/utterance-flow.js';
import {
  UtterancesRepository,
  type UtteranceRow,
} from '../../../../domain/interviews/utterances.repository.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AttachmentStore } from '../../cases/attachments/attachment-store.js';
import type { Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { InterviewAccess, type InterviewStanding } from '../access/interview-access.js';
import type {
  NewUtteranceBody,
  UtteranceActBody,
  UtterancePage,
  UtterancesQuery,
  UtteranceView,
} from './utterances.dto.js';

/** Utterances of an interview, from draft to publication, with a record of who did what. */
@Injectable()
export class UtterancesService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly utterances: UtterancesRepository,
    private readonly access: InterviewAccess,
    private readonly attachments: AttachmentStore,
  ) {}

  /** @throws {DubanError} NOT_FOUND, ROLE_NOT_ALLOWED, LIVE_NOT_RUNNING, ATTACHMENT_REJECTED, VALIDATION_FAILED */
  async draft(actor: Actor, interview: string, body: NewUtteranceBody): Promise<UtteranceView> {
    const { role, speaker, text, images, question = null } = body;
    const standing = await this.access.standing(actor, interview);
    if (!standing.crew.includes(role))
      throw new DubanError('ROLE_NOT_ALLOWED', detail('interviews.notInCrewAs', { role }));
    const id = randomUUID();
    await transaction(this.dataSource, async (tx) => {
      await assertLive(tx, interview);
      await this.attachImages(tx, actor, { interview, images });
      if (question !== null) await assertApproved(tx, interview, question);
      const utterance = { id, interviewId: interview, role, speaker, text, images, questionId: question };
      await new UtterancesRepository(tx).add(utterance, actor.id);
    });
    return toView(await this.utterances.get(id));
  }

  /** @throws {DubanError} NOT_FOUND, LIVE_NOT_RUNNING, and what `stateAfter` throws */
  async act(
    actor: Actor,
    interview: string,
    { utterance, body }: { utterance: string; body: UtteranceActBody },
  ): Promise<UtteranceView> {
    const standing = await this.access.standing(actor, interview);
    await transaction(this.dataSource, (tx) => applyAct(tx, { actor, standing, utterance, body }));
    return toView(await this.utterances.get(utterance));
  }

  /** In the order in which they were written. For crew, office and supervisor. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async list(actor: Actor, interview: string, query: UtterancesQuery): Promise<UtterancePage> {
    const { crew, isOffice } = await this.access.standing(actor, interview);
    if (crew.length === 0 && !isOffice && !actor.roles.includes('supervisor'))
      throw new DubanError('FORBIDDEN', detail('interviews.crewOnly'));
    return this.utterances.page(query, interview, query.state, toView);
  }

  private async attachImages(
    tx: EntityManager,
    actor: Actor,
    { interview, images }: { interview: string; images: readonly string[] },
  ): Promise<void> {
    if (images.length === 0) return;
    if (!(await new UtterancesRepository(tx).areImages(images)))
      throw invalid(issue('images', 'interviews.imagesOnly'));
    await this.attachments.attach(tx, images, { process: interview, uploadedBy: actor.id });
  }
}

interface UtteranceActRequest {
  readonly actor: Actor;
  readonly standing: InterviewStanding;
  readonly utterance: string;
  readonly body: UtteranceActBody;
}

async function applyAct(tx: EntityManager, request: UtteranceActRequest): Promise<void> {
  const { actor, standing, utterance: id, body } = request;
  const { act, text, reason } = body;
  // Leftovers and mistakes are taken back also after the end.
  if (act !== 'retract' && act !== 'withdraw') await assertLive(tx, standing.id);
  const utterances = new UtterancesRepository(tx);
  const utterance = await utterances.findLocked(standing.id, id);
  if (!utterance) throw new DubanError('NOT_FOUND', detail('interviews.noUtterance'));
  const state = stateAfter(utterance, { act, account: actor.id, roles: standing.crew, text, reason });
  await utterances.apply(standing.id, id, {
    ...{ act, account: actor.id, state },
    ...{ text: act === 'revise' ? text! : null, reason: reason ?? null },
  });
}

/** @throws {DubanError} LIVE_NOT_RUNNING */
async function assertLive(tx: EntityManager, interview: string): Promise<void> {
  if (!(await new InterviewsRepository(tx).isLiveLocked(interview))) throw new DubanError('LIVE_NOT_RUNNING');
}

async function assertApproved(tx: EntityManager, interviewId: string, id: string): Promise<void> {
  if (!(await new QuestionsRepository(tx).isApproved({ id, interviewId })))
    throw invalid(issue('question', 'interviews.noApprovedQuestion'));
}

const toView = ({ createdAt, publishedAt, ...row }: UtteranceRow): UtteranceView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
});
