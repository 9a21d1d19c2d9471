import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AttachmentStore } from '../../cases/attachments/attachment-store.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page } from '../../platform/paging/page.js';
import { DATA_SOURCE, POOL } from '../../platform/tokens.js';
import { invalid } from '../../platform/problems/validation.js';
import { InterviewAccess, type InterviewStanding } from '../access/interview-access.js';
import { stateAfter, type AuthorRole, type UtteranceState } from './utterance-flow.js';
import type {
  NewUtteranceBody,
  UtteranceActBody,
  UtteranceActView,
  UtterancePage,
  UtterancesQuery,
  UtteranceView,
} from './utterances.dto.js';

type Row = Omit<UtteranceView, 'createdAt' | 'publishedAt'> & {
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
};

const SELECT = `
  SELECT u.id, u.role, u.speaker, u.text, u.images, u.question_id AS question, u.state, u.number,
    u.created_at AS "createdAt", u.published_at AS "publishedAt",
    (SELECT jsonb_agg(jsonb_build_object('act', d.act, 'by', coalesce(c.title, d.account_id), 'at',
       to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', d.reason) ORDER BY d.seq)
     FROM interview_utterance_act d LEFT JOIN account c ON c.id::text = d.account_id
     WHERE d.utterance_id = u.id) AS acts
  FROM interview_utterance u`;

/** What is said in an interview, from the draft to its publication; who did what is kept. */
@Injectable()
export class Utterances {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly access: InterviewAccess,
    private readonly attachments: AttachmentStore,
  ) {}

  /** @throws {DubanError} NOT_FOUND, ROLE_NOT_ALLOWED, LIVE_NOT_RUNNING, ATTACHMENT_REJECTED, VALIDATION_FAILED */
  async draft(actor: Actor, interview: string, body: NewUtteranceBody): Promise<UtteranceView> {
    const standing = await this.access.standing(actor, interview);
    if (!standing.crew.includes(body.role))
      throw new DubanError('ROLE_NOT_ALLOWED', `you are not ${body.role} of this interview`);
    const id = randomUUID();
    await transaction(this.dataSource, async (tx) => {
      await assertLive(tx, interview);
      await this.attachImages(tx, actor, { interview, images: body.images });
      if (body.question !== undefined) await assertApproved(tx, interview, body.question);
      const values = [id, interview, body.role, body.speaker, body.text, body.images, body.question ?? null];
      await tx.query(INSERT, values);
      await tx.query(ACT, [id, 'draft', actor.id, body.text, null]);
    });
    return this.one(id);
  }

  /** @throws {DubanError} NOT_FOUND, LIVE_NOT_RUNNING, and what the way of an utterance refuses */
  async act(
    actor: Actor,
    interview: string,
    { utterance, body }: { utterance: string; body: UtteranceActBody },
  ): Promise<UtteranceView> {
    const standing = await this.access.standing(actor, interview);
    await transaction(this.dataSource, (tx) => carryOut(tx, { actor, standing, utterance, body }));
    return this.one(utterance);
  }

  /** In the order in which they were written. For the crew and the office. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async list(actor: Actor, interview: string, query: UtterancesQuery): Promise<UtterancePage> {
    const { crew, isOffice } = await this.access.standing(actor, interview);
    if (crew.length === 0 && !isOffice && !actor.roles.includes('supervisor'))
      throw new DubanError('FORBIDDEN', 'for the crew of the interview');
    const where = new Conditions(interview);
    where.add(() => 'u.interview_id = $1');
    where.equal('u.state', query.state);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(u.created_at, u.id) > (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY u.created_at, u.id LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toView, (row) => encodeCursor([row.createdAt.toISOString(), row.id]));
  }

  private async one(id: string): Promise<UtteranceView> {
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE u.id = $1`, [id]);
    return toView(rows[0]!);
  }

  private async attachImages(
    tx: EntityManager,
    actor: Actor,
    { interview, images }: { interview: string; images: readonly string[] },
  ): Promise<void> {
    if (images.length === 0) return;
    const rows: unknown[] = await tx.query(
      `SELECT 1 FROM attachment WHERE id = ANY ($1::uuid[]) AND media_type NOT LIKE 'image/%'`,
      [images],
    );
    if (rows.length > 0) throw invalid({ field: 'images', message: 'only jpg, png and gif are shown' });
    await this.attachments.attach(tx, images, { process: interview, uploadedBy: actor.id });
  }
}

interface Given {
  readonly actor: Actor;
  readonly standing: InterviewStanding;
  readonly utterance: string;
  readonly body: UtteranceActBody;
}

async function carryOut(tx: EntityManager, { actor, standing, utterance, body }: Given): Promise<void> {
  const { act, text, reason } = body;
  // What is left over when all is over, or was a mistake, is still taken back.
  if (act !== 'retract' && act !== 'withdraw') await assertLive(tx, standing.id);
  const [row]: { role: AuthorRole; state: UtteranceState }[] = await tx.query(
    'SELECT role, state FROM interview_utterance WHERE id = $1 AND interview_id = $2 FOR UPDATE',
    [utterance, standing.id],
  );
  if (!row) throw new DubanError('NOT_FOUND', 'no such utterance');
  const acts: { act: string; account: string }[] = await tx.query(
    'SELECT act, account_id AS account FROM interview_utterance_act WHERE utterance_id = $1 ORDER BY seq',
    [utterance],
  );
  const state = stateAfter({ ...row, acts }, { act, account: actor.id, roles: standing.crew, text, reason });
  if (act === 'publish') await tx.query(PUBLISH, [utterance, await nextNumber(tx, standing.id)]);
  else if (act === 'retract') await tx.query(RETRACT, [utterance, await nextNumber(tx, standing.id)]);
  else if (act === 'revise')
    await tx.query('UPDATE interview_utterance SET text = $2 WHERE id = $1', [utterance, text]);
  else await tx.query('UPDATE interview_utterance SET state = $2 WHERE id = $1', [utterance, state]);
  await tx.query(ACT, [utterance, act, actor.id, act === 'revise' ? text : null, reason ?? null]);
}

/**
 * Taken last, and held until the commit: the next number is given only once this one can be read. So readers who ask for
 * what is newer than their last number never skip one that commits late.
 */
async function nextNumber(tx: EntityManager, interview: string): Promise<number> {
  const [[row]]: [{ last: number }[], number] = await tx.query(
    'UPDATE interview_feed SET last = last + 1 WHERE interview_id = $1 RETURNING last',
    [interview],
  );
  return row!.last;
}

/** Shared with others who write, and in the way of whoever ends or postpones it: nothing is published after its end. */
async function assertLive(tx: EntityManager, interview: string): Promise<void> {
  const [row]: { live: boolean }[] = await tx.query(LIVE, [interview]);
  if (!row?.live) throw new DubanError('LIVE_NOT_RUNNING', 'the interview is not live');
}

async function assertApproved(tx: EntityManager, interview: string, question: string): Promise<void> {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM interview_question WHERE id = $1 AND interview_id = $2 AND state = 'approved'`,
    [question, interview],
  );
  if (rows.length === 0)
    throw invalid({ field: 'question', message: 'no approved question of this interview' });
}

const toView = ({ createdAt, publishedAt, acts, ...row }: Row): UtteranceView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
  acts: acts as UtteranceActView[],
});

const LIVE = `
  SELECT live_started_at IS NOT NULL AND live_ended_at IS NULL AND called_off_at IS NULL AS live
  FROM interview WHERE id = $1 FOR SHARE`;

const INSERT = `
  INSERT INTO interview_utterance (id, interview_id, role, speaker, text, images, question_id, state, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', date_trunc('milliseconds', clock_timestamp()))`;

const ACT = `
  INSERT INTO interview_utterance_act (utterance_id, seq, act, account_id, at, text, reason)
  SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, clock_timestamp(), $4, $5
  FROM interview_utterance_act WHERE utterance_id = $1`;

const PUBLISH = `
  UPDATE interview_utterance SET state = 'published', number = $2, published_at = clock_timestamp() WHERE id = $1`;

const RETRACT = `UPDATE interview_utterance SET state = 'retracted', retraction = $2 WHERE id = $1`;
