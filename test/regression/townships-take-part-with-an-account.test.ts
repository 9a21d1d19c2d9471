/** The 217 townships are units from the start, and few of them have an account. */
import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { complete, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;

const WITHOUT = '522601104';
const WITH = '522601105';
await request('POST', '/accounts', {
  as: 'kaili.admin',
  body: { username: 'lushan.clerk', title: '炉山镇 经办', unit: WITH },
});

describe('a township', () => {
  it('is in the duty register once it has an account', async () => {
    const { items, counts } = (await request('GET', '/duty?limit=200&unit=522601', { as: 'petition.clerk' }))
      .body;

    const units = items.map(({ unit }: { unit: string }) => unit);
    expect(units.filter((unit: string) => /^\d{9}$/.test(unit))).toEqual([WITH]);
    expect(counts.units).toBe(units.length);
  });

  it('gets a letter of its county once it has an account', async () => {
    const { process } = await sendLetter(gateway);
    const decision = { class: 'CONSULT', lead: '522601', coUnits: [] };
    await complete(gateway, process, {
      name: 'register',
      as: 'mailbox.clerk',
      outcome: 'dispatch',
      decision,
    });
    const forward = (unit: string) =>
      complete(gateway, process, {
        ...{ name: 'sign', as: 'kaili.clerk', outcome: 'redispatch' },
        decision: { unit },
      });

    const refused = await forward(WITHOUT);
    const forwarded = await forward(WITH);

    expect(refused.body.issues).toEqual([
      expect.objectContaining({ field: 'decision.unit', code: 'cases.unitTakesNoCases' }),
    ]);
    expect(forwarded.status).toBe(200);
  });

  it('without letters is in no figures of its county', async () => {
    const { units } = (await request('GET', '/statistics/letters?within=522601', { as: 'mailbox.clerk' }))
      .body;

    const codes: string[] = units.map(({ code }: { code: string }) => code);
    expect(codes).toContain('522601-ZJJ');
    expect(codes).not.toContain(WITHOUT);
  });

  it('is changed by the administrator of its own county', async () => {
    const change = (as: string) =>
      request('PATCH', `/units/${WITHOUT}`, { as, body: { phone: '0855-8000104', reason: '核实' } });

    expect((await change('huangping.admin')).status).toBe(403);
    expect((await change('kaili.admin')).status).toBe(200);
  });
});
