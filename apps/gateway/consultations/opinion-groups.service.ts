import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { gateRefusal } from '../../../domain/consultations/policy-gate-errors.js';
import { suggestGroups, type ComparedOpinion } from '../../../domain/consultations/similar-opinions.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { ConsultationsService } from './consultations.service.js';
import type { GroupBody, GroupView, MembersBody, SuggestionView } from './opinions.dto.js';
import { Opinions } from './opinions.service.js';

/** More opinions than this are compared part by part: what is grouped or answered leaves the place to others. */
const MOST_COMPARED = 5_000;

/** Opinions that say the same: the program suggests, a person puts them together. */
@Injectable()
export class OpinionGroups {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly consultations: ConsultationsService,
    private readonly opinions: Opinions,
  ) {}

  /** Of opinions that have neither a group nor a verdict. @throws {DubanError} NOT_FOUND */
  async suggestions(actor: Actor, id: string, most: number): Promise<SuggestionView[]> {
    await this.opinions.assertOwn(actor, id);
    const { rows } = await this.pool.query<ComparedOpinion>(UNGROUPED, [id, MOST_COMPARED]);
    const suggested = await suggestGroups(rows, most);
    return suggested.map(({ opinion, similar }) => ({ opinion, similar: [...similar] }));
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN */
  async create(actor: Actor, id: string, { opinions, summary }: GroupBody): Promise<GroupView> {
    await this.opinions.assertOwn(actor, id);
    await this.opinions.assertKnown(id, opinions, `state = 'published'`);
    const group = randomUUID();
    await transaction(this.dataSource, async (tx) => {
      await tx.query(
        'INSERT INTO opinion_group (id, consultation_id, summary, created_by, created_at) VALUES ($1, $2, $3, $4, $5)',
        [group, id, summary, actor.id, businessDate()],
      );
      await tx.query(JOIN_GROUP, [id, opinions, group]);
    }).catch(gateRefusal);
    return this.one(id, group);
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN */
  async change(actor: Actor, id: string, group: string, { add, remove }: MembersBody): Promise<GroupView> {
    await this.opinions.assertOwn(actor, id);
    await this.one(id, group);
    await this.opinions.assertKnown(id, add, `state = 'published'`);
    await transaction(this.dataSource, async (tx) => {
      await tx.query(JOIN_GROUP, [id, add, group]);
      await tx.query(
        'UPDATE opinion SET group_id = NULL WHERE consultation_id = $1 AND id = ANY ($2::uuid[]) AND group_id = $3',
        [id, remove, group],
      );
    }).catch(gateRefusal);
    return this.one(id, group);
  }

  /** @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<GroupView[]> {
    await this.consultations.row(actor, id);
    const { rows } = await this.pool.query<GroupView>(`${SELECT} GROUP BY g.id ORDER BY g.created_at, g.id`, [
      id,
    ]);
    return rows;
  }

  private async one(id: string, group: string): Promise<GroupView> {
    const { rows } = await this.pool.query<GroupView>(`${SELECT} AND g.id = $2 GROUP BY g.id`, [id, group]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such group');
    return rows[0];
  }
}

const UNGROUPED = `
  SELECT id, clause, body FROM opinion
  WHERE consultation_id = $1 AND state = 'published' AND group_id IS NULL AND verdict IS NULL
  ORDER BY received_at, id LIMIT $2`;

const JOIN_GROUP = `
  UPDATE opinion SET group_id = $3 WHERE consultation_id = $1 AND id = ANY ($2::uuid[])`;

const SELECT = `
  SELECT g.id, g.summary, count(o.id)::int AS opinions,
    (count(o.id) FILTER (WHERE o.verdict IS NULL))::int AS unanswered
  FROM opinion_group g LEFT JOIN opinion o ON o.group_id = g.id AND o.state = 'published'
  WHERE g.consultation_id = $1`;
