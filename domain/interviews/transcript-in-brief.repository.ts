import { queryRow, type Executor } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import { textOf } from '../messages/index.js';

/** What the publication of a transcript makes public, in lines: its points, how much was said, what stays unanswered. */
export async function transcriptInBrief(db: Executor, interview: string): Promise<string> {
  const row = await queryRow<{ points: string[]; words: number; open: number }>(
    db,
    sql`SELECT i.points, (SELECT count(*)::int FROM interview_utterance u
          WHERE u.interview_id = i.id AND u.state = 'published') AS words,
        (SELECT count(*)::int FROM interview_question q WHERE q.interview_id = i.id AND q.state = 'approved'
          AND q.answer IS NULL AND NOT EXISTS (SELECT 1 FROM interview_utterance u
            WHERE u.question_id = q.id AND u.state = 'published')) AS open
      FROM interview i WHERE i.id = ${interview}`,
  );
  const { points, words, open } = row!;
  return [
    points.length > 0 ? textOf('interviews.briefPoints') : textOf('interviews.pointsMissing'),
    ...points.map((point, index) => `${index + 1}. ${point}`),
    textOf('interviews.briefWords', { words }),
    ...(open > 0 ? [textOf('interviews.briefOpen', { count: open })] : []),
  ].join('\n');
}
