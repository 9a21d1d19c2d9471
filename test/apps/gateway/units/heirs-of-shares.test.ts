/** 州农委 is split: 州扶贫办 succeeds it, 州投资促进局 gets its 求助. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../../../support/gateway.js';
import { letterInProgress } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const SUCCESSOR = 'fpb.clerk';
const HEIR = 'tcj.clerk';
const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);

let shared: { process: string; card: string };
let other: { process: string; card: string };

/** A closed letter of 州农委 with a card. */
async function closedLetter(letterClass: string): Promise<{ process: string; card: string }> {
  const { process } = await letterInProgress(gateway, 'NYW');
  await query(
    `UPDATE process SET facts = facts || jsonb_build_object('class', $2::text), state = 'completed', ended_at = now()
     WHERE id = $1`,
    [process, letterClass],
  );
  const card = randomUUID();
  await query(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at, issued_at,
       number, policy_id, policy_version, calendar_version)
     SELECT $1, $2, 1, 'yellow', 'yellow', 'NYW', 'auto', 'issued', now(), now(), now(), now(), $3, id, version, 1
     FROM policy WHERE active`,
    [card, process, `T-${letterClass}`],
  );
  return { process, card };
}

beforeAll(async () => {
  shared = await closedLetter('HELP');
  other = await closedLetter('CONSULT');
  await request('POST', '/unit-closings', {
    as: 'admin.system',
    body: {
      ...{ units: ['NYW'], successor: 'FPB', lastDay: yesterday, reason: '机构改革' },
      shares: [{ unit: 'TCJ', classes: ['HELP'] }],
    },
  });
}, 60_000);

const status = async (path: string, as: string): Promise<number> =>
  (await request('GET', path, { as })).status;
const explains = async (card: string, as: string): Promise<boolean> =>
  'explain' in (await request('GET', `/cards/${card}`, { as })).body.acts;

describe('the heir of a share', () => {
  it('reads the closed cases of its class, and no others', async () => {
    expect(await status(`/processes/${shared.process}`, HEIR)).toBe(200);
    expect(await status(`/processes/${other.process}`, HEIR)).toBe(404);
    expect(await status(`/processes/${shared.process}`, 'swj.clerk')).toBe(404);
  });

  it('answers for the cards of its class', async () => {
    expect(await explains(shared.card, HEIR)).toBe(true);
    expect(await status(`/cards/${other.card}`, HEIR)).toBe(404);
    expect((await request('GET', '/cards', { as: HEIR })).body.items).toHaveLength(1);
  });

  it('leaves the other cards to the successor, which does not answer for those of the share', async () => {
    expect(await explains(other.card, SUCCESSOR)).toBe(true);
    expect(await explains(shared.card, SUCCESSOR)).toBe(false);
  });

  it('passes its share on to a unit that it is merged into', async () => {
    const body = { units: ['TCJ'], successor: 'SWU', lastDay: yesterday, reason: '机构改革' };

    await request('POST', '/unit-closings', { as: 'admin.system', body });

    expect(await status(`/processes/${shared.process}`, 'swu.clerk')).toBe(200);
    expect(await explains(shared.card, 'swu.clerk')).toBe(true);
  });
});
