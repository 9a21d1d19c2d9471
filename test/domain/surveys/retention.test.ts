import { deleteExpiredAnswers } from '../../../domain/surveys/retention.js';
import { startTestGateway, type Answer } from '../../support/gateway.js';
import { OpenSurveys } from '../../apps/gateway/surveys/open-survey.js';
import { answers } from './questionnaire.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const surveys = await OpenSurveys.at(gateway);
const { dataSource } = surveys;

const EDITOR = 'info.editor';
/** 31 January in Shanghai; a month later is the end of February, and twelve months later the same day. */
const CLOSED_AT = new Date('2027-01-31T10:00:00+08:00');

/** Two answers that count, one that does not, a piece of text that was released; kept for so many months. */
async function closedSurvey(retentionMonths: number, ended = true): Promise<string> {
  const id = await surveys.open({ retentionMonths, results: 'always' });
  await surveys.answer(id, { answers });
  const { body: sent } = await surveys.answer(id, { answers: { ...answers, advice: '建议周末开窗' } });
  const { body: hasty } = await surveys.answer(id, { answers: { ...answers, satisfaction: 1 } });
  const decision = { verdict: 'set-aside', reason: '重复提交' };
  const decide = `/surveys/${id}/answers/${hasty.id}/decision`;
  expect((await request('POST', decide, { as: EDITOR, body: decision })).status).toBe(200);
  const quote = { answer: sent.id, question: 'advice', text: '建议周末开窗' };
  expect((await request('POST', `/surveys/${id}/quotes`, { as: EDITOR, body: quote })).status).toBeLessThan(
    300,
  );
  await query('UPDATE survey SET opens_at = $2, closes_at = $3, closed_at = $3 WHERE id = $1', [
    id,
    new Date(CLOSED_AT.getTime() - 86_400_000),
    CLOSED_AT,
  ]);
  if (ended)
    await query(`UPDATE process SET state = 'completed', ended_at = $2 WHERE id = $1`, [id, CLOSED_AT]);
  return id;
}

const stored = async (id: string): Promise<number> =>
  (await surveys.counts(id)).reduce((sum, { count }) => sum + count, 0);
const read = (path: string): Promise<Answer> => request('GET', path, { as: EDITOR });
const at = (instant: string): Date => new Date(instant);

describe('answers to a survey', () => {
  it('responses are deleted when their months are over by the calendar in Shanghai', async () => {
    const id = await closedSurvey(1);

    expect(await deleteExpiredAnswers(dataSource, at('2027-02-28T09:59:59+08:00'))).toBe(0);
    expect(await stored(id)).toBe(3);
    expect(await deleteExpiredAnswers(dataSource, at('2027-02-28T10:00:00+08:00'))).toBe(1);
    expect(await stored(id)).toBe(0);
    expect(await deleteExpiredAnswers(dataSource, at('2027-03-31T10:00:00+08:00'))).toBe(0);
  });

  it('responses are kept while the process of the survey runs', async () => {
    const id = await closedSurvey(1, false);

    expect(await deleteExpiredAnswers(dataSource, at('2028-01-01T00:00:00+08:00'))).toBe(0);
    expect(await stored(id)).toBe(3);
  });

  it('deleted responses leave figures, counts and released quotes', async () => {
    const id = await closedSurvey(12);
    const [results, survey] = [await read(`/surveys/${id}/results`), await read(`/surveys/${id}`)];

    expect(await deleteExpiredAnswers(dataSource, at('2028-01-31T10:00:00+08:00'))).toBe(1);
    const [after, surveyAfter] = [await read(`/surveys/${id}/results`), await read(`/surveys/${id}`)];

    expect(results.body).toMatchObject({ answers: 2, quotes: [{ text: '建议周末开窗' }] });
    expect(after.body).toEqual(results.body);
    expect(surveyAfter.body).toEqual({
      ...survey.body,
      answersDeletedAt: '2028-01-31T02:00:00.000Z',
    });
    expect(surveyAfter.body).toMatchObject({ answers: 2, setAside: 1 });
    expect((await read(`/surveys/${id}/answers`)).body.items).toEqual([]);
    const exported = await read(`/surveys/${id}/answers/export?format=csv`);
    expect([exported.status, exported.body.code]).toEqual([409, 'SURVEY_STATE']);
  });
});
