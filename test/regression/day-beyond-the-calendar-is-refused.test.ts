import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../support/gateway.js';

const gateway = await startTestGateway();

const site = { url: 'http://site.example/' };
const instant = (day: string) => `${day}T10:00:00+08:00`;

it.each([
  [
    'the year of an arrangement',
    'info.editor',
    '/arrangements',
    { year: 2100, proposeBy: '2099-06-01' },
    'year',
  ],
  [
    'the day of its proposals, with cards that would come after the last year',
    'info.editor',
    '/arrangements',
    { year: 2098, proposeBy: '2200-01-01' },
    'proposeBy',
  ],
  [
    'the end of an arrangement, with cards that would come after the last year',
    'info.editor',
    '/arrangements',
    { year: 2099, proposeBy: '2099-12-31' },
    'year',
  ],
  [
    'the first day of a campaign',
    'service.centre',
    '/campaigns',
    { preset: 'QDN-2015', firstDay: '2150-11-01', departments: ['GTJ'], site },
    'firstDay',
  ],
  [
    'the day of an interview',
    'info.editor',
    '/interviews',
    { topic: '义务教育招生政策解读', unit: 'GTJ', form: 'text', liveAt: instant('2150-11-01') },
    'liveAt',
  ],
])('%s is refused by name when its limits lie beyond the calendar, and nothing is stored', async (...row) => {
  const [, as, path, body, field] = row;
  const before = await gateway.query('SELECT id FROM process');

  const answer = await gateway.request('POST', path, {
    as,
    body,
    headers: { 'idempotency-key': randomUUID() },
  });

  expect({ status: answer.status, code: answer.body.code }).toEqual({
    status: 400,
    code: 'VALIDATION_FAILED',
  });
  expect(answer.body.errors ?? answer.body.issues).toContainEqual(expect.objectContaining({ field }));
  expect(await gateway.query('SELECT id FROM process')).toEqual(before);
});

it('a year that the calendar covers to the last card is accepted', async () => {
  const body = { year: 2098, proposeBy: '2098-06-01' };
  const { status } = await gateway.request('POST', '/arrangements', { as: 'info.editor', body });

  expect(status).toBe(201);
});
