import { LessThanOrEqual } from 'typeorm';
import { ConsultationRule as RuleRow } from '../../infra/database/entities/consultations.js';
import { execute, queryRow, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import { parseRule, type ConsultationRule } from './rules.js';

/** The law on consultations by effective date. Rows are added, never changed: published consultations refer to theirs. */
export class ConsultationRulesRepository {
  constructor(private readonly db: Database) {}

  /** Latest first. */
  async list(): Promise<ConsultationRule[]> {
    const rows = await this.db.getRepository(RuleRow).find({ order: { effectiveFrom: 'DESC' } });
    return rows.map(parsed);
  }

  /** The rule in force on a day (YYYY-MM-DD); null before the first one. */
  async inForce(day: string): Promise<ConsultationRule | null> {
    const row = await this.db
      .getRepository(RuleRow)
      .findOne({ where: { effectiveFrom: LessThanOrEqual(day) }, order: { effectiveFrom: 'DESC' } });
    return row && parsed(row);
  }

  /** Adds a rule. Idempotent. @returns false when another rule has this effective date */
  async add({ effectiveFrom, title, ...body }: ConsultationRule): Promise<boolean> {
    const json = JSON.stringify(body);
    await execute(
      this.db,
      sql`INSERT INTO consultation_rule (effective_from, title, body) VALUES (${effectiveFrom}, ${title}, ${json})
        ON CONFLICT (effective_from) DO NOTHING`,
    );
    const same = await queryRow(
      this.db,
      sql`SELECT 1 FROM consultation_rule
        WHERE effective_from = ${effectiveFrom} AND title = ${title} AND body = ${json}::jsonb`,
    );
    return same !== undefined;
  }
}

const parsed = ({ effectiveFrom, title, body }: RuleRow): ConsultationRule =>
  parseRule(effectiveFrom, title, body as object);
