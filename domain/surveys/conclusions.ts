import type { DataSource } from 'typeorm';
import { poolOf } from '../../infra/database/data-source.js';
import type { SignedText } from '../../workflows/surveys/behaviour.js';
import { keepDocument } from '../cases/documents/document-store.js';
import { adoptionResults } from './documents/adoption-results.js';
import { analysisReport } from './documents/analysis-report.js';
import type { AdoptionItem, SurveyFacts } from './documents/facts.js';
import { dayOf, formatDay, lastDayOf } from '../time/civil-time.js';
import { fullName } from '../cases/units/formal-name.js';
import { questionsOf } from './questions.js';
import { isOnTime, tellFacts } from './survey-facts.js';
import { readSurvey } from './survey-row.js';
import { tally } from './tallies.js';

interface Request {
  readonly process: string;
  readonly argument: SignedText;
}

/** S5: figures, charts and the unit's words in one document. */
export async function makeReport(dataSource: DataSource, { process: id, argument }: Request): Promise<void> {
  const { at } = argument;
  const words = await wordsOf<{ findings: string; suggestions: string[] }>(dataSource, id, argument);
  const { questionnaire } = await readSurvey(dataSource, id);
  const { figures } = await tally(poolOf(dataSource), id, questionsOf(questionnaire!));
  const quotes: { question: string; text: string }[] = await dataSource.query(
    'SELECT question, body AS text FROM survey_quote WHERE survey_id = $1 ORDER BY created_at, id',
    [id],
  );
  const facts = await factsOf(dataSource, id);
  const text = analysisReport(facts, { figures, quotes }, words, formatDay(dayOf(at)));
  const report = { process: id, kind: 'report', content: { text }, madeAt: new Date(at) };
  await keepDocument(dataSource, report, async (tx) => {
    await tx.query('UPDATE survey SET reported_at = $2 WHERE id = $1', [id, new Date(at)]);
    const onTime = await isOnTime(tx, id, { clock: 'report', at });
    await tellFacts(tx, id, { 'reported-on-time': onTime }, new Date(at));
  });
}

/** S6: published with its signing. */
export async function publishAdoption(
  dataSource: DataSource,
  { process: id, argument }: Request,
): Promise<{ items: number; adopted: number }> {
  const { at } = argument;
  const { items } = await wordsOf<{ items: AdoptionItem[] }>(dataSource, id, argument);
  const adopted = items.filter(({ verdict }) => verdict !== 'NOT_ADOPTED').length;
  const facts = await factsOf(dataSource, id);
  const text = adoptionResults(facts, items, formatDay(dayOf(at)));
  const results = { process: id, kind: 'adoption', content: { text }, madeAt: new Date(at) };
  await keepDocument(dataSource, results, async (tx) => {
    await tx.query('UPDATE survey SET adoption = $2, adopted_at = $3 WHERE id = $1', [
      id,
      JSON.stringify(items),
      new Date(at),
    ]);
    const onTime = await isOnTime(tx, id, { clock: 'adoption', at });
    const told = { answered: items.length, adopted, 'feedback-on-time': onTime };
    await tellFacts(tx, id, told, new Date(at));
  });
  return { items: items.length, adopted };
}

/** What was written with a task. @throws {Error} while the read model has not heard of it: the step is then repeated */
async function wordsOf<T>(dataSource: DataSource, process: string, { task }: SignedText): Promise<T> {
  const [row]: { body: T }[] = await dataSource.query(
    `SELECT c.body FROM task t JOIN content c ON c.command_id = t.command_id
     WHERE t.process_id = $1 AND t.number = $2`,
    [process, task],
  );
  if (!row) throw new Error(`nothing is known yet of what was written with task ${task} of ${process}`);
  return row.body;
}

async function factsOf(dataSource: DataSource, id: string): Promise<SurveyFacts> {
  const [row]: (Omit<SurveyFacts, 'openedOn' | 'closedOn'> & { opensAt: Date; closesAt: Date })[] =
    await dataSource.query(FACTS, [id]);
  const { opensAt, closesAt, ...facts } = row!;
  return {
    ...facts,
    openedOn: formatDay(dayOf(opensAt.getTime())),
    closedOn: formatDay(lastDayOf(closesAt.getTime())),
  };
}

const FACTS = `
  SELECT s.title, s.purpose, ${fullName('u')} AS unit, o.name AS office, s.opens_at AS "opensAt", s.closes_at AS "closesAt",
    (SELECT count(*)::int FROM survey_answer a WHERE a.survey_id = s.id AND a.state = 'counted') AS answers,
    (SELECT count(*)::int FROM survey_answer a WHERE a.survey_id = s.id AND a.state = 'set-aside') AS "setAside"
  FROM survey s JOIN unit u ON u.code = s.unit_code JOIN unit o ON o.code = s.office_code WHERE s.id = $1`;
