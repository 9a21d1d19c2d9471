import { In } from 'typeorm';
import { Opinion, OpinionGroup } from '../../infra/database/entities/consultations.js';
import { queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

/** A group with the number of its published opinions, and of those without a verdict. */
export interface OpinionGroupRow {
  readonly id: string;
  readonly summary: string;
  readonly opinions: number;
  readonly unanswered: number;
}

const SELECT = sql`SELECT g.id, g.summary, count(o.id)::int AS opinions,
    (count(o.id) FILTER (WHERE o.verdict IS NULL))::int AS unanswered
  FROM opinion_group g LEFT JOIN opinion o ON o.group_id = g.id AND o.state = 'published'`;

/** Opinions that say the same, as a person has grouped them. Writes throw SQLSTATE DB011 once the feedback is public. */
export class OpinionGroupsRepository {
  constructor(private readonly db: Database) {}

  async add(group: OpinionGroup): Promise<void> {
    await this.db.getRepository(OpinionGroup).insert(group);
  }

  /** Moves opinions into a group. */
  async join(consultationId: string, opinions: readonly string[], groupId: string): Promise<void> {
    await this.db.getRepository(Opinion).update({ consultationId, id: In(opinions) }, { groupId });
  }

  /** Removes opinions from a group. */
  async leave(consultationId: string, opinions: readonly string[], groupId: string): Promise<void> {
    await this.db
      .getRepository(Opinion)
      .update({ consultationId, id: In(opinions), groupId }, { groupId: null });
  }

  /** Oldest first. */
  list(consultation: string): Promise<OpinionGroupRow[]> {
    return queryRows(
      this.db,
      sql`${SELECT} WHERE g.consultation_id = ${consultation} GROUP BY g.id ORDER BY g.created_at, g.id`,
    );
  }

  find(consultation: string, id: string): Promise<OpinionGroupRow | undefined> {
    return queryRow(
      this.db,
      sql`${SELECT} WHERE g.consultation_id = ${consultation} AND g.id = ${id} GROUP BY g.id`,
    );
  }
}
