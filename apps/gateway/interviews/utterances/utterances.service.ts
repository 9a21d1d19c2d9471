import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { requestDigests, type Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { InterviewsRepository } from '../../../../domain/interviews/interviews.repository.js';
import { QuestionsRepository } from '../../../../domain/interviews/questions.repository.js';
import {
  possibleActs,
  stateAfter,
  type Act,
  type CrewRole,
} from '../../../../domain/interviews/utterance-flow.js';
import {
  UtterancesRepository,
  type UtteranceRow,
} from '../../../../domain/interviews/utterances.repository.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { isUniqueViolation } from '../../../../infra/database/database-errors.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AttachmentStore } from '../../cases/attachments/attachment-store.js';
import type { Actor } from '../../platform/identity/actor.js';
import { toRefusalView } from '../../platform/problems/refusal.js';
import { invalid } from '../../platform/problems/validation.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { assertInCrewAs, InterviewAccess, type InterviewStanding } from '../access/interview-access.js';
import type {
  NewUtteranceBody,
  UtteranceActBody,
  UtterancePage,
  UtterancesQuery,
  UtteranceView,
} from './utterances.dto.js';

/** Of a request with an idempotency key; null: it has none. */
interface RequestDigests {
  readonly idempotencyKey: string | null;
  readonly bodyHash: string | null;
}
const NO_DIGESTS: RequestDigests = { idempotencyKey: null, bodyHash: null };

/** Utterances of an interview, from draft to publication, with a record of who did what. */
@Injectable()
export class UtterancesService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly interviews: InterviewsRepository,
    private readonly utterances: UtterancesRepository,
    private readonly access: InterviewAccess,
    private readonly attachments: AttachmentStore,
  ) {}

  /**
   * A repetition with the same key returns the utterance of the first request, also after the end.
   *
   * @throws {DubanError} NOT_FOUND, ROLE_NOT_ALLOWED, LIVE_NOT_RUNNING, ATTACHMENT_REJECTED, VALIDATION_FAILED,
   * IDEMPOTENCY_KEY_REUSED
   */
  async draft(
    actor: Actor,
    interview: string,
    {
      body,
      idempotency,
    }: { readonly body: NewUtteranceBody; readonly idempotency?: Idempotency | undefined },
  ): Promise<UtteranceView> {
    const { role, speaker, text, images, question = null } = body;
    const standing = await this.access.standing(actor, interview);
    assertInCrewAs(standing.crew, role);
    const digests = idempotency ? requestDigests(actor.id, idempotency) : NO_DIGESTS;
    const id = randomUUID();
    let stored = await this.drafted(interview, digests);
    try {
      if (stored === undefined)
        await transaction(this.dataSource, async (tx) => {
          await assertLive(tx, interview);
          await this.attachImages(tx, actor, { interview, images });
          if (question !== null) await assertApproved(tx, interview, question);
          const utterance = { id, interviewId: interview, role, speaker, text, images, questionId: question };
          await new UtterancesRepository(tx).add({ ...utterance, ...digests }, actor.id);
        });
    } catch (error) {
      // The same request at the same time.
      if (!isUniqueViolation(error, 'interview_utterance_idempotency_key')) throw error;
      stored = await this.drafted(interview, digests);
    }
    return this.viewOf(stored ?? id, actor, standing);
  }

  /** @returns id of the utterance of an earlier request with this key. @throws {DubanError} IDEMPOTENCY_KEY_REUSED */
  private async drafted(
    interview: string,
    { idempotencyKey, bodyHash }: RequestDigests,
  ): Promise<string | undefined> {
    if (idempotencyKey === null) return undefined;
    const earlier = await this.utterances.findByKey(interview, idempotencyKey);
    if (earlier && earlier.bodyHash !== bodyHash) throw new DubanError('IDEMPOTENCY_KEY_REUSED');
    return earlier?.id;
  }

  private async viewOf(id: string, actor: Actor, standing: InterviewStanding): Promise<UtteranceView> {
    const [row, isLive] = await Promise.all([this.utterances.get(id), this.interviews.isLive(standing.id)]);
    return toView(row, { account: actor.id, roles: standing.crew, isLive });
  }

  /** @throws {DubanError} NOT_FOUND, LIVE_NOT_RUNNING, and what `stateAfter` throws */
  async act(
    actor: Actor,
    interview: string,
    { utterance, body }: { utterance: string; body: UtteranceActBody },
  ): Promise<UtteranceView> {
    const standing = await this.access.standing(actor, interview);
    await transaction(this.dataSource, (tx) => applyAct(tx, { actor, standing, utterance, body }));
    return this.viewOf(utterance, actor, standing);
  }

  /** In the order in which they were written. For crew, office and supervisor. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async list(actor: Actor, interview: string, query: UtterancesQuery): Promise<UtterancePage> {
    const { crew: roles } = await this.access.atDesk(actor, interview);
    const isLive = await this.interviews.isLive(interview);
    return this.utterances.page(query, interview, query.state, (row) =>
      toView(row, { account: actor.id, roles, isLive }),
    );
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
  if (!isPossibleAfterEnd(act)) await assertLive(tx, standing.id);
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

/** Leftovers and mistakes are taken back also after the end. */
const isPossibleAfterEnd = (act: Act): boolean => act === 'retract' || act === 'withdraw';

/** Who looks at an utterance, and whether its interview is live. */
interface Viewer {
  readonly account: string;
  readonly roles: readonly CrewRole[];
  readonly isLive: boolean;
}

function toView({ createdAt, publishedAt, acts, ...row }: UtteranceRow, viewer: Viewer): UtteranceView {
  const possible = possibleActs({ ...row, acts }, viewer).filter(
    ({ act }) => viewer.isLive || isPossibleAfterEnd(act),
  );
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    acts: acts.map(({ account: _account, ...done }) => done),
    isOwn: acts[0]?.account === viewer.account,
    possible: possible.map(({ act, refusal }) =>
      refusal ? { act, allowed: false, refusal: toRefusalView(refusal) } : { act, allowed: true },
    ),
  };
}
