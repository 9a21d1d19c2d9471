import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { close, publishFigures } from '../../domain/surveys/publication.js';
import { DATA_SOURCE } from '../../apps/gateway/platform/tokens.js';
import { registerRows } from '../domain/consultations/register-rows.js';
import { captchaOf } from '../support/captcha.js';
import { startTestGateway } from '../support/gateway.js';
import { OpenSurveys } from '../apps/gateway/surveys/open-survey.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const dataSource = gateway.app.get<DataSource>(DATA_SOURCE, { strict: false });

const cancel = (process: string) =>
  query(`UPDATE process SET state = 'cancelled', ended_at = now() WHERE id = $1`, [process]);

const register = registerRows(query, () => []);
async function openConsultation(): Promise<string> {
  const id = await register.open(await register.register());
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'consultation', 1, '', 'running', now())`,
    [id],
  );
  return id;
}

it('a consultation whose process is cancelled is not said to be open, and takes no opinion', async () => {
  const id = await openConsultation();
  const stateOf = async () => (await request('GET', `/public/consultations/${id}`)).body.state;
  const before = await stateOf();
  await cancel(id);

  const body = { body: '建议延长服务时间。', captcha: await captchaOf(gateway) };
  const opinion = await request('POST', `/public/consultations/${id}/opinions`, { body });

  expect([before, await stateOf()]).toEqual(['open', 'cancelled']);
  expect(opinion.body.code).toBe('CONSULTATION_CLOSED');
});

it('consultations are found by their public state', async () => {
  const id = await openConsultation();
  await cancel(id);
  const foundAs = async (state: string): Promise<boolean> =>
    (await request('GET', `/public/consultations?state=${state}&limit=200`)).body.items.some(
      (item: { id: string }) => item.id === id,
    );

  expect([await foundAs('open'), await foundAs('cancelled')]).toEqual([false, true]);
});

it('the results of a survey stay public when its process is cancelled after it was held', async () => {
  const surveys = new OpenSurveys(gateway, dataSource, async () => randomUUID());
  const id = await surveys.open({ results: 'afterwards' });
  await close(dataSource, { process: id, argument: { early: null } });
  await publishFigures(dataSource, { process: id });
  await cancel(id);

  expect((await request('GET', `/public/surveys/${id}`)).body).toMatchObject({
    state: 'closed',
    resultsPublished: true,
  });
  expect((await request('GET', `/public/surveys/${id}/results`)).status).toBe(200);
});

it.each([
  ['before it was held', 'NULL', 'NULL', 'calledOff', 404],
  ['while its transcript was written', 'now()', 'NULL', 'ended', 404],
  ['after its transcript was published', 'now()', 'now()', 'published', 200],
])(
  'an interview whose process was cancelled %s keeps its public state',
  async (_, endedAt, transcriptAt, state, review) => {
    const body = {
      topic: '公积金',
      form: 'text',
      liveAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
    };
    const { id } = (await request('POST', '/interviews', { as: 'zjj.clerk', body })).body;
    await query(
      `UPDATE interview SET plan = 'x', background = 'x', guests = '[{}]', outline = '["x"]', preview_at = now(),
         earliest_live_at = now(), live_started_at = ${endedAt}, live_ended_at = ${endedAt},
         transcript_at = ${transcriptAt} WHERE id = $1`,
      [id],
    );
    await cancel(id);

    expect((await request('GET', `/public/interviews/${id}`)).body.state).toBe(state);
    expect((await request('GET', `/public/interviews/${id}/review`)).status).toBe(review);
  },
);
