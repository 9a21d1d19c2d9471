import type { DataSource } from 'typeorm';
import type { SignedText } from '../../workflows/surveys/behaviour.js';
import { keepDocument } from '../cases/documents/document-store.js';
import { dayOf, formatDay, lastDayOf } from '../time/civil-time.js';
import { adoptionResults } from './documents/adoption-results.js';
import { analysisReport } from './documents/analysis-report.js';
import type { AdoptionItem, SurveyFacts } from './documents/facts.js';
import { questionsOf } from './questions.js';
import { QuotesRepository } from './quotes.repository.js';
import { ResponsesRepository } from './responses.repository.js';
import { isOnTime, recordFacts } from './survey-facts.js';
import { SurveysRepository } from './surveys.repository.js';

interface Request {
  readonly process: string;
  readonly argument: SignedText;
}

/** S5: makes the analysis report from figures, charts and the unit's text. */
export async function makeReport(dataSource: DataSource, { process: id, argument }: Request): Promise<void> {
  const { at } = argument;
  const written = await signedContent<{ findings: string; suggestions: string[] }>(dataSource, id, argument);
  const { questionnaire } = await new SurveysRepository(dataSource).get(id);
  const { figures } = await new ResponsesRepository(dataSource).tally(id, questionsOf(questionnaire!));
  const quotes = await new QuotesRepository(dataSource).list(id);
  const facts = await factsOf(dataSource, id);
  const text = analysisReport(facts, { figures, quotes }, written, formatDay(dayOf(at)));
  const report = { process: id, kind: 'report', content: { text }, madeAt: new Date(at) };
  await keepDocument(dataSource, report, async (tx) => {
    await new SurveysRepository(tx).setReported(id, new Date(at));
    const onTime = await isOnTime(tx, id, { clock: 'report', at });
    await recordFacts(tx, id, { 'reported-on-time': onTime }, new Date(at));
  });
}

/** S6: publishes the signed adoption results. */
export async function publishAdoption(
  dataSource: DataSource,
  { process: id, argument }: Request,
): Promise<{ items: number; adopted: number }> {
  const { at } = argument;
  const { items } = await signedContent<{ items: AdoptionItem[] }>(dataSource, id, argument);
  const adopted = items.filter(({ verdict }) => verdict !== 'NOT_ADOPTED').length;
  const facts = await factsOf(dataSource, id);
  const text = adoptionResults(facts, items, formatDay(dayOf(at)));
  const results = { process: id, kind: 'adoption', content: { text }, madeAt: new Date(at) };
  await keepDocument(dataSource, results, async (tx) => {
    await new SurveysRepository(tx).setAdoption(id, items, new Date(at));
    const onTime = await isOnTime(tx, id, { clock: 'adoption', at });
    const recorded = { answered: items.length, adopted, 'feedback-on-time': onTime };
    await recordFacts(tx, id, recorded, new Date(at));
  });
  return { items: items.length, adopted };
}

/** Content that was submitted with a task. @throws {Error} while the read model lacks the task: the step is retried */
async function signedContent<T>(dataSource: DataSource, process: string, { task }: SignedText): Promise<T> {
  const content = await new SurveysRepository(dataSource).contentOf<T>(process, task);
  if (content === undefined)
    throw new Error(`the read model has no content yet of task ${task} of ${process}`);
  return content;
}

async function factsOf(dataSource: DataSource, id: string): Promise<SurveyFacts> {
  const { opensAt, closesAt, ...facts } = await new SurveysRepository(dataSource).documented(id);
  return {
    ...facts,
    openedOn: formatDay(dayOf(opensAt.getTime())),
    closedOn: formatDay(lastDayOf(closesAt.getTime())),
  };
}
