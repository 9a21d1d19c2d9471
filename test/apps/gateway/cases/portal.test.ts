import { expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import { answeredLetter, asWriter, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;

const thisMonth = await (async () => {
  const rated = await answeredLetter(gateway);
  await asWriter(gateway, 'ratings', rated, { rating: 'SATISFIED', final: true });
  await sendLetter(gateway);
  await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });
  return request('GET', '/public/figures');
})();

it('the figures of the month count letters without accusations', () => {
  expect(thisMonth).toMatchObject({ status: 200, body: { received: 2, answered: 1 } });
});

it('the figures of the month give ratings with their denominators', () => {
  expect(thisMonth.body).toMatchObject({ rated: { count: 1, of: 1 }, satisfied: { count: 1, of: 1 } });
});

it('an answer that is not due yet does not count for punctuality', () => {
  expect(thisMonth.body.onTime).toEqual({ count: 0, of: 0 });
});

it.each(['2030-13', '1999-01', '2001-01', '2099-12'])('the month %s is refused', async (month) => {
  expect((await request('GET', `/public/figures?month=${month}`)).body.code).toBe('VALIDATION_FAILED');
});

it('the home page has the figures of the current month', async () => {
  const { status, body } = await request('GET', '/public/home');

  expect(status).toBe(200);
  expect(body).toEqual({ figures: thisMonth.body, goingOn: [] });
});

it('an unchanged home page answers 304 to its ETag', async () => {
  const first = await request('GET', '/public/home');
  const etag = first.headers['etag'] as string;

  const again = await request('GET', '/public/home', { headers: { 'if-none-match': etag } });

  expect(etag).toMatch(/^W\/"/);
  expect(again.status).toBe(304);
});

it('the site tells its texts, contacts and office hours', async () => {
  const { body } = await request('GET', '/public/site');

  expect(body.texts.map(({ key }: { key: string }) => key)).toEqual([
    'scope',
    'limits',
    'publication',
    'privacy',
    'accessibility',
  ]);
  expect(body.emergencies.map(({ phone }: { phone: string }) => phone)).toEqual(['110', '119', '120']);
  expect(body.officeHours[0]).toEqual({ from: '08:30', to: '12:00' });
});

it('the preview hides the name and numbers of a writer', async () => {
  const letter = { writerName: '张三丰', title: '张三丰的来信', body: '请回电13800000000。' };

  const { status, body } = await request('POST', '/public/mask-preview', { body: letter });

  expect(status).toBe(200);
  expect(body).toEqual({
    writerName: '张**',
    title: '张**的来信',
    body: '请回电[电话]。',
    hidden: ['name', 'phone'],
  });
});
