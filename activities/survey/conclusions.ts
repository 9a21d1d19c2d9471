import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { poolOf } from '../../infra/database/data-source.js';
import type { SignedText } from '../../workflows/survey/behaviour.js';
import { adoptionResults } from '../documents/survey/adoption-results.js';
import { analysisReport } from '../documents/survey/analysis-report.js';
import type { AdoptionItem, SurveyFacts } from '../documents/survey/facts.js';
import type { OfficialDocument } from '../documents/model.js';
import { renderDocx } from '../documents/render-docx.js';
import { renderPdf } from '../documents/render-pdf.js';
import { dayOf, formatDay, lastDayOf } from '../time-limits/civil-time.js';
import { questionsOf } from './questions.js';
import { isOnTime, tellFacts } from './survey-facts.js';
import { readSurvey } from './survey-row.js';
import { tally } from './tallies.js';

export type SurveyDocumentKind = 'report' | 'adoption';
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
  const document = analysisReport(facts, { figures, quotes }, words, formatDay(dayOf(at)));
  await keep(dataSource, id, { kind: 'report', document, at }, async (tx) => {
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
  const document = adoptionResults(facts, items, formatDay(dayOf(at)));
  await keep(dataSource, id, { kind: 'adoption', document, at }, async (tx) => {
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
  SELECT s.title, s.purpose, u.name AS unit, o.name AS office, s.opens_at AS "opensAt", s.closes_at AS "closesAt",
    (SELECT count(*)::int FROM survey_answer a WHERE a.survey_id = s.id AND a.state = 'counted') AS answers,
    (SELECT count(*)::int FROM survey_answer a WHERE a.survey_id = s.id AND a.state = 'set-aside') AS "setAside"
  FROM survey s JOIN unit u ON u.code = s.unit_code JOIN unit o ON o.code = s.office_code WHERE s.id = $1`;

/** A document in both formats, of one version, together with what it changes of the survey. */
async function keep(
  dataSource: DataSource,
  survey: string,
  made: { readonly kind: SurveyDocumentKind; readonly document: OfficialDocument; readonly at: number },
  change: (tx: EntityManager) => Promise<void>,
): Promise<void> {
  const { kind, document, at } = made;
  const files = { docx: await renderDocx(document), pdf: await renderPdf(document) };
  await dataSource.transaction(async (tx) => {
    await readSurvey(tx, survey, true);
    const [{ version }]: [{ version: number }] = await tx.query(
      `SELECT coalesce(max(version), 0) + 1 AS version FROM survey_document WHERE survey_id = $1 AND kind = $2`,
      [survey, kind],
    );
    for (const [format, bytes] of Object.entries(files))
      await tx.query(
        `INSERT INTO survey_document (id, survey_id, kind, version, format, title, bytes, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [randomUUID(), survey, kind, version, format, document.title, bytes, new Date(at)],
      );
    await change(tx);
  });
}
