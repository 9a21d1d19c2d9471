import type { EntityManager } from 'typeorm';

/** A change of the calendar that has not been applied to all clocks and timeouts yet. */
export interface RecalculationJob {
  readonly calendar_version: number;
  readonly asked_at: Date;
  readonly reason: string;
  /** How it was announced that due dates become earlier; null: they stay as they were announced. */
  readonly notice: string | null;
  /** `YYYY-MM-DD`; null when no day differs. */
  readonly changed_from: string | null;
  readonly changed_to: string | null;
}

/** The counts of one piece of the work. */
export interface Progress {
  readonly clocks: number;
  readonly later: number;
  readonly earlier: number;
  readonly kept: number;
  readonly limits: number;
}

export interface NewRecalculation {
  readonly version: number;
  readonly askedBy: string;
  readonly reason: string;
  readonly notice: string | null;
  readonly changed: { readonly from: string; readonly to: string } | null;
}

/**
 * Requests a recalculation in the transaction that changes the calendar. It takes over what an unfinished one has left,
 * with its days and its announcement.
 */
export async function requestRecalculation(tx: EntityManager, request: NewRecalculation): Promise<void> {
  const { version, askedBy, reason, notice, changed } = request;
  await tx.query(REQUEST, [version, askedBy, reason, notice, changed?.from ?? null, changed?.to ?? null]);
}

/** The recalculation to be done, if there is one. */
export async function runningJob(db: Pick<EntityManager, 'query'>): Promise<RecalculationJob | undefined> {
  const jobs: RecalculationJob[] = await db.query(RUNNING);
  return jobs[0];
}

/** Locks a job, so that one piece of it is done at a time; false when it has ended or was superseded. */
export async function lockJob(tx: EntityManager, job: RecalculationJob): Promise<boolean> {
  const rows: unknown[] = await tx.query(LOCK, [job.calendar_version]);
  return rows.length > 0;
}

/** Adds to the job's counts in the transaction that did the work, so that nothing is counted twice or lost. */
export async function countProgress(
  tx: EntityManager,
  job: RecalculationJob,
  done: Partial<Progress>,
): Promise<void> {
  const { clocks = 0, later = 0, earlier = 0, kept = 0, limits = 0 } = done;
  await tx.query(COUNT, [job.calendar_version, clocks, later, earlier, kept, limits]);
}

export async function finishJob(
  db: Pick<EntityManager, 'query'>,
  job: RecalculationJob,
  now: number,
): Promise<void> {
  await db.query(FINISH, [job.calendar_version, new Date(now)]);
}

const REQUEST = `
  WITH superseded AS (
    UPDATE recalculation SET state = 'superseded', finished_at = now() WHERE state = 'running'
    RETURNING notice, changed_from, changed_to
  )
  INSERT INTO recalculation (calendar_version, asked_at, asked_by, reason, notice, changed_from, changed_to, state)
  SELECT $1, now(), $2, $3, coalesce($4, s.notice), least($5::date, s.changed_from), greatest($6::date, s.changed_to),
    'running'
  FROM (SELECT 1) one LEFT JOIN superseded s ON true`;

const RUNNING = `
  SELECT calendar_version, asked_at, reason, notice, changed_from::text, changed_to::text
  FROM recalculation WHERE state = 'running'`;

const LOCK = `SELECT 1 FROM recalculation WHERE calendar_version = $1 AND state = 'running' FOR UPDATE`;

const COUNT = `
  UPDATE recalculation SET clocks = clocks + $2, later = later + $3, earlier = earlier + $4, kept = kept + $5,
    limits = limits + $6
  WHERE calendar_version = $1`;

const FINISH = `
  UPDATE recalculation SET state = 'done', finished_at = $2 WHERE calendar_version = $1 AND state = 'running'`;
