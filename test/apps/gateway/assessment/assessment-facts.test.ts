import { beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { recordFact } = await import('../../../../domain/assessment/assessment-facts.repository.js');
const { DATA_SOURCE } = await import('../../../../apps/gateway/platform/tokens.js');

const listAs = async (username: string) =>
  gateway.request('GET', '/assessment-facts?year=2015', { as: username });
const shown = (body: { items: Record<string, unknown>[] }) =>
  body.items.map((item) => [item['unit'], item['fact'], item['value']]);

beforeAll(async () => {
  const { manager } = gateway.app.get<DataSource>(DATA_SOURCE, { strict: false });
  const common = {
    year: 2015,
    column: 'interview',
    process: randomUUID(),
    at: new Date('2015-07-01T02:00:00Z'),
  } as const;
  await recordFact(manager, { ...common, unit: 'JYJ', fact: 'held', value: true });
  await recordFact(manager, { ...common, unit: 'JYJ', fact: 'questions', value: 3 });
  await recordFact(manager, { ...common, unit: 'JYJ', fact: 'questions', value: 5 });
  await recordFact(manager, { ...common, process: randomUUID(), unit: 'FGW', fact: 'held', value: false });
});

it('a fact recorded again replaces the earlier one', async () => {
  const { body } = await listAs('info.editor');

  expect(shown(body)).toEqual([
    ['FGW', 'held', 0],
    ['JYJ', 'held', 1],
    ['JYJ', 'questions', 5],
  ]);
});

it('a unit reads the facts of its own', async () => {
  const { body } = await listAs('jyj.clerk');

  expect(shown(body).map(([unit]) => unit)).toEqual(['JYJ', 'JYJ']);
});

it('an office without columns reads no facts', async () => {
  expect((await listAs('mailbox.clerk')).status).toBe(403);
});

it('facts are read a year at a time', async () => {
  const { body } = await gateway.request('GET', '/assessment-facts', { as: 'supervisor' });

  expect(body).toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: expect.arrayContaining([expect.objectContaining({ field: 'year' })]),
  });
});
