import type { DataSource } from 'typeorm';
import { keepDocument } from '../cases/documents/document-store.js';
import { fullWidthBrackets } from '../documents/wording.js';
import { dayOf, formatDay, formatInstant } from '../time/civil-time.js';
import { questionDigest } from './documents/digest.js';
import type { InterviewFacts } from './documents/facts.js';
import { interviewPlan } from './documents/plan.js';
import { interviewReport } from './documents/report.js';
import { interviewTranscript } from './documents/transcript.js';
import { InterviewsRepository, type DocumentedInterview } from './interviews.repository.js';
import { QuestionsRepository } from './questions.repository.js';
import { UtterancesRepository } from './utterances.repository.js';

/** I1: the approved plan. A postponement makes a new version with the new day. */
export async function makePlan(db: DataSource, interview: string): Promise<void> {
  const documented = await documentedOf(db, interview);
  const text = interviewPlan(factsOf(documented), documented);
  await keepDocument(db, { process: interview, kind: 'plan', content: { text } });
}

/** I4: the approved questions, chosen ones first. */
export async function makeDigest(db: DataSource, interview: string): Promise<void> {
  const questions = await new QuestionsRepository(db).approved(interview);
  const text = questionDigest(factsOf(await documentedOf(db, interview)), questions);
  await keepDocument(db, { process: interview, kind: 'digest', content: { text } });
}

/** I8: published utterances without those taken back. Public from then on. */
export async function publishTranscript(db: DataSource, interview: string): Promise<void> {
  const documented = await documentedOf(db, interview);
  const said = await new UtterancesRepository(db).published(interview);
  const text = interviewTranscript(factsOf(documented), { points: documented.points, said });
  await keepDocument(db, { process: interview, kind: 'transcript', content: { text } });
  await new InterviewsRepository(db).setOnce(interview, 'transcriptAt', new Date());
}

/** I9: the unit's report, once it is accepted, with the figures of the interview. */
export async function makeReport(db: DataSource, interview: string): Promise<void> {
  const documented = await documentedOf(db, interview);
  const questions = new QuestionsRepository(db);
  const later = (await questions.approved(interview)).filter(({ answer }) => answer !== null);
  const figures = await questions.figures(interview);
  const text = interviewReport(factsOf(documented), figures, { ...documented.report!, later });
  await keepDocument(db, { process: interview, kind: 'report', content: { text } });
  await new InterviewsRepository(db).setOnce(interview, 'reportAcceptedAt', new Date());
}

const documentedOf = (db: DataSource, interview: string): Promise<DocumentedInterview> =>
  new InterviewsRepository(db).documented(interview);

const factsOf = ({ topic, unit, office, form, at, guests }: DocumentedInterview): InterviewFacts => ({
  ...{ topic: fullWidthBrackets(topic), unit, office, form, guests },
  liveOn: formatDay(dayOf(at.getTime())),
  liveFrom: formatInstant(at.getTime()).slice(11, 16),
  today: formatDay(dayOf(Date.now())),
});
