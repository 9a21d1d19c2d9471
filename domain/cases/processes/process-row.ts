import { isSecret } from '../secrecy/secrecy.js';
import { sql } from '../../../infra/database/sql.js';

/** A process as views show it. */
export interface ProcessRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly subject: string;
  readonly state: string;
  readonly stage: string | null;
  readonly result: string | null;
  readonly facts: object;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly secret: boolean;
}

/** Columns of a `ProcessRow`, over the row `p`. */
export const PROCESS_COLUMNS = sql`p.id, p.key, p.version, p.subject, p.state, p.stage, p.result, p.facts, p.started_at,
  p.ended_at, ${isSecret('p')} AS secret`;
