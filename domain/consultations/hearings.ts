import type { DataSource } from 'typeorm';
import type { AfterTask, Moved } from '../../workflows/consultations/behaviour.js';
import { daysAt, type Deps, type Request } from './deps.js';
import { saidWith } from './command-content.js';

/** The papers of the hearing are out. */
export async function recordPapers(
  { dataSource }: Deps,
  { process: id, argument: { at } }: Request<AfterTask>,
): Promise<void> {
  await dataSource.query(
    `UPDATE consultation_hearing SET papers_sent_at = coalesce(papers_sent_at, $2)
     WHERE consultation_id = $1 AND state = 'planned'`,
    [id, new Date(at)],
  );
}

/** Another day for the hearing, with the same notice; papers that are out stay out. */
export async function moveHearing(
  deps: Deps,
  { process: id, argument: { task, on, at } }: Request<Moved>,
): Promise<{ on: string; papersBy: string }> {
  const { content } = await saidWith(deps.dataSource, id, task);
  const papersBy = (await daysAt(deps, at)).papersBy(on);
  await deps.dataSource.query(MOVE, [id, on, papersBy, content['reason'] ?? '']);
  return { on, papersBy };
}

export async function cancelHearing(
  { dataSource }: Deps,
  { process: id, argument: { task } }: Request<AfterTask>,
): Promise<void> {
  const { content } = await saidWith(dataSource, id, task);
  await end(dataSource, id, { state: 'cancelled', reason: content['reason'] ?? '' });
}

export async function recordHearing(
  { dataSource }: Deps,
  { process: id, argument: { task, at } }: Request<AfterTask>,
): Promise<void> {
  const { content } = await saidWith(dataSource, id, task);
  await end(dataSource, id, { state: 'held', summary: content['summary'] ?? '', at });
}

async function end(
  dataSource: DataSource,
  id: string,
  what: { state: 'cancelled' | 'held'; reason?: string; summary?: string; at?: number },
): Promise<void> {
  const { state, reason = null, summary = null, at } = what;
  await dataSource.query(
    `UPDATE consultation_hearing SET state = $2, reason = $3, summary = $4, recorded_at = $5
     WHERE consultation_id = $1 AND state = 'planned'`,
    [id, state, reason, summary, at === undefined ? null : new Date(at)],
  );
}

/** Done again, it finds the new day planned already. */
const MOVE = `
  WITH moved AS (
    UPDATE consultation_hearing SET state = 'postponed', reason = $4
    WHERE consultation_id = $1 AND state = 'planned' AND held_on <> $2 RETURNING *
  )
  INSERT INTO consultation_hearing
    (consultation_id, number, held_on, time, place, participants, notice, state, papers_by, papers_sent_at)
  SELECT consultation_id, number + 1, $2::date, time, place, participants, notice, 'planned', $3::date, papers_sent_at
  FROM moved`;
