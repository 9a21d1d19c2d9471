import type { DataSource } from 'typeorm';
import type { Guest, InterviewReport } from '../../infra/database/entities/interviews.js';
import { keepDocument } from '../cases/documents/document-store.js';
import { questionDigest } from './documents/digest.js';
import type { InterviewFacts, QuestionLine } from './documents/facts.js';
import { interviewPlan } from './documents/plan.js';
import { interviewReport, type InterviewFigures } from './documents/report.js';
import { interviewTranscript, type SpokenLine } from './documents/transcript.js';
import { fullWidthBrackets } from '../documents/wording.js';
import { dayOf, formatDay, formatInstant } from '../time/civil-time.js';
import { fullName } from '../cases/units/formal-name.js';

interface Row {
  readonly topic: string;
  readonly unit: string;
  readonly office: string;
  readonly form: 'text' | 'video';
  readonly at: Date;
  readonly guests: Guest[];
  readonly plan: string;
  readonly outline: string[];
  readonly background: string;
  readonly points: string[];
  readonly report: InterviewReport | null;
}

/** I1: once it is agreed to. Made again after a postponement, with the new day. */
export async function makePlan(db: DataSource, interview: string): Promise<void> {
  const row = await read(db, interview);
  const text = interviewPlan(factsOf(row), row);
  await keepDocument(db, { process: interview, kind: 'plan', content: { text } });
}

/** I4: the questions that were approved, those to be asked first. */
export async function makeDigest(db: DataSource, interview: string): Promise<void> {
  const questions: QuestionLine[] = await db.query(QUESTIONS, [interview]);
  const text = questionDigest(factsOf(await read(db, interview)), questions);
  await keepDocument(db, { process: interview, kind: 'digest', content: { text } });
}

/** I8: what was published and not taken back. */
export async function makeTranscript(db: DataSource, interview: string): Promise<void> {
  const row = await read(db, interview);
  const said: SpokenLine[] = await db.query(SAID, [interview]);
  const text = interviewTranscript(factsOf(row), { points: row.points, said });
  await keepDocument(db, { process: interview, kind: 'transcript', content: { text } });
}

/** I9: the unit's report with the figures of the interview. */
export async function makeReport(db: DataSource, interview: string): Promise<void> {
  const row = await read(db, interview);
  const [figures]: InterviewFigures[] = await db.query(FIGURES, [interview]);
  const later: QuestionLine[] = (await db.query(QUESTIONS, [interview])).filter(
    ({ answer }: QuestionLine) => answer !== null,
  );
  const text = interviewReport(factsOf(row), figures!, { ...row.report!, later });
  await keepDocument(db, { process: interview, kind: 'report', content: { text } });
}

const factsOf = ({ topic, unit, office, form, at, guests }: Row): InterviewFacts => ({
  ...{ topic: fullWidthBrackets(topic), unit, office, form, guests },
  liveOn: formatDay(dayOf(at.getTime())),
  liveFrom: formatInstant(at.getTime()).slice(11, 16),
  today: formatDay(dayOf(Date.now())),
});

async function read(db: DataSource, interview: string): Promise<Row> {
  const [row]: Row[] = await db.query(
    `SELECT i.topic, ${fullName('u')} AS unit, ${fullName('o')} AS office, i.form, coalesce(i.live_started_at, i.live_at) AS at, i.guests,
       i.plan, i.outline, i.background, i.points, i.report
     FROM interview i JOIN unit u ON u.code = i.unit_code JOIN unit o ON o.code = i.office WHERE i.id = $1`,
    [interview],
  );
  return row!;
}

const QUESTIONS = `
  SELECT text, coalesce(nickname, '网友') AS nickname, chosen, answer FROM interview_question
  WHERE interview_id = $1 AND state = 'approved' ORDER BY chosen DESC, asked_at, id`;

const SAID = `
  SELECT speaker, text, cardinality(images) AS images FROM interview_utterance
  WHERE interview_id = $1 AND state = 'published' ORDER BY number`;

export const FIGURES = `
  SELECT count(*)::int AS asked, count(*) FILTER (WHERE q.state = 'approved')::int AS approved,
    count(*) FILTER (WHERE q.state = 'approved' AND l.live)::int AS "answeredLive",
    count(*) FILTER (WHERE q.state = 'approved' AND NOT l.live AND q.answer IS NOT NULL)::int AS "answeredLater"
  FROM interview_question q CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT 1 FROM interview_utterance u WHERE u.question_id = q.id AND u.state = 'published') AS live) l
  WHERE q.interview_id = $1`;
