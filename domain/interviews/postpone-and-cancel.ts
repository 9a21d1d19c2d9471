import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { NoticeArgument } from '../../workflows/interviews/behaviour.js';
import { tell } from './interview-facts.js';

/** The new time and its notice become public together. What was live is not any more; what was said stays. */
export async function postpone(
  dataSource: DataSource,
  interview: string,
  { notice }: NoticeArgument,
): Promise<void> {
  await transaction(dataSource, async (tx) => {
    if (!(await publish(tx, interview, notice))) return;
    await tx.query(
      `UPDATE interview SET live_at = n.live_at, live_started_at = NULL
       FROM interview_notice n WHERE interview.id = $1 AND n.id = $2`,
      [interview, notice],
    );
  });
}

export async function callOff(
  dataSource: DataSource,
  interview: string,
  { notice }: NoticeArgument,
): Promise<void> {
  const now = new Date();
  await transaction(dataSource, async (tx) => {
    if (!(await publish(tx, interview, notice))) return;
    await tx.query('UPDATE interview SET called_off_at = $2 WHERE id = $1', [interview, now]);
    await tell(tx, interview, { held: false }, now.getTime());
  });
}

/** False: it was done before. */
async function publish(tx: EntityManager, interview: string, notice: string): Promise<boolean> {
  const [, published]: [unknown, number] = await tx.query(
    `UPDATE interview_notice SET published_at = $3 WHERE id = $2 AND interview_id = $1 AND published_at IS NULL`,
    [interview, notice, new Date()],
  );
  return published === 1;
}
