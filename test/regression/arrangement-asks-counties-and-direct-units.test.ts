import { expect, it } from '@jest/globals';
import { unitSeeds } from '../../infra/database/seeds/units.js';
import { startTestGateway } from '../support/gateway.js';

const { request } = await startTestGateway();

it('an arrangement without named units asks every county, department and directly administered unit but the office', async () => {
  const { status, body } = await request('POST', '/arrangements', {
    as: 'info.editor',
    body: { year: 2035 },
  });

  const asked = unitSeeds()
    .filter(({ kind, code }) => ['COUNTY', 'DEPARTMENT', 'DIRECT'].includes(kind) && code !== 'XXB')
    .map(({ code }) => code);
  expect(status).toBe(201);
  expect(body.units.map(({ unit }: { unit: string }) => unit).sort()).toEqual(asked.sort());
  expect(asked.filter((code) => /^52\d{4}$/.test(code))).toHaveLength(16);
});

it('a county gets a task of the arrangement', async () => {
  const { body } = await request('POST', '/arrangements', { as: 'info.editor', body: { year: 2036 } });

  const { body: tasks } = await request('GET', `/tasks?processId=${body.id}&mine=true`, {
    as: 'kaili.clerk',
  });
  expect(tasks.items.map(({ name, unit }: { name: string; unit: string }) => [name, unit])).toEqual([
    ['propose', '522601'],
  ]);
});
