import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import { clientOf } from '../../infra/database/tuning.js';
import { repeat, type Repetition } from '../time/repeat.js';
import { questionsOf } from './questions.js';
import { readSurvey } from './survey-row.js';
import { tally, type FinalTally } from './tallies.js';

export interface RetentionLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Deletes the answers of surveys that have been kept as long as their notice says: `retentionMonths` by the calendar in
 * Shanghai, counted from the instant they closed, or ended without (RULES.md 5.7, S1). Their figures stay, and so do pieces of text that a person
 * has released. A survey whose process still runs needs its answers and keeps them until it ends.
 *
 * @param now what is due is judged by
 * @returns how many surveys' answers were deleted
 */
export async function deleteExpiredAnswers(dataSource: DataSource, now: Date): Promise<number> {
  const due: { id: string }[] = await dataSource.query(DUE, [now]);
  for (const { id } of due) {
    await transaction(dataSource, async (tx) => {
      const { questionnaire } = await readSurvey(tx, id, true);
      const client = await clientOf(tx);
      const counted = await tally(client, id, questionnaire ? questionsOf(questionnaire) : []);
      const [aside]: { count: number }[] = await tx.query(SET_ASIDE, [id]);
      const final: FinalTally = { ...counted, setAside: aside!.count };
      await tx.query(KEEP, [id, JSON.stringify(final), now]);
      await tx.query('DELETE FROM survey_answer WHERE survey_id = $1', [id]);
    });
  }
  return due.length;
}

/** Looks every hour, until stopped. */
export function startAnswerRetention(
  { dataSource }: { readonly dataSource: DataSource },
  { log, everyMs = 3_600_000 }: { readonly log: RetentionLog; readonly everyMs?: number },
): Repetition {
  return repeat(
    async () => {
      const surveys = await deleteExpiredAnswers(dataSource, new Date());
      if (surveys > 0) log.info({ surveys }, 'deleted answers that were kept long enough');
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not delete answers that were kept long enough') },
  );
}

const DUE = `
  SELECT s.id FROM survey s JOIN process p ON p.id = s.id
  WHERE s.answers_deleted_at IS NULL AND p.ended_at IS NOT NULL
    AND (coalesce(s.closes_at, p.ended_at) AT TIME ZONE 'Asia/Shanghai' + make_interval(months => s.retention_months))
      AT TIME ZONE 'Asia/Shanghai' <= $1`;

const SET_ASIDE = `
  SELECT count(*)::int AS count FROM survey_answer WHERE survey_id = $1 AND state = 'set-aside'`;

const KEEP = `UPDATE survey SET final_tally = $2, answers_deleted_at = $3 WHERE id = $1 AND answers_deleted_at IS NULL`;
