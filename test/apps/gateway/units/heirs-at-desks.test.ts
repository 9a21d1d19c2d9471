import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { MeteredCommands } from '../../../../apps/gateway/cases/commands/metered-commands.js';
import { DATA_SOURCE } from '../../../../apps/gateway/platform/tokens.js';
import { followSuccessors } from '../../../../domain/cases/units/follow-successors.js';
import { startTestGateway } from '../../../support/gateway.js';
import { campaignRequests } from '../campaigns/campaign-requests.js';

/** 州交通运输局 ends: 州林业局 continues what it had begun. 州扶贫办 continues the offices. */
const gateway = await startTestGateway();
const { request, query } = gateway;
const OLD = 'jtj.clerk';
const HEIR = 'lyj.clerk';
const day = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString();
const topic = { kind: 'interview', topic: '公路建设', month: 6 };

let survey: string;
let interview: string;
let policy: string;
let consultation: string;
let year: string;
let entry: string;
let campaign: string;

async function created(path: string, as: string, body: object): Promise<string> {
  const answer = await request('POST', path, { as, body });
  expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
  return answer.body.id;
}
async function close(unit: string, successor: string): Promise<void> {
  const body = { units: [unit], successor, lastDay: day(-1).slice(0, 10), reason: '机构改革' };
  const { status } = await request('POST', '/unit-closings', { as: 'admin.system', body });
  expect(status).toBeLessThan(300);
}

beforeAll(async () => {
  survey = await created('/surveys', OLD, { title: '满意度调查', opensOn: day(60).slice(0, 10) });
  interview = await created('/interviews', OLD, { topic: '公路', form: 'text', liveAt: day(60) });
  const draft = { title: '关于公路的规定', kind: 'MEASURE', major: true, reason: '起草单位意见' };
  policy = await created('/policy-documents', OLD, draft);
  year = await created('/arrangements', 'info.editor', { year: 2030, units: ['JTJ'] });
  entry = await created(`/arrangements/${year}/entries`, OLD, topic);
  campaign = (await campaignRequests(gateway).create()).body.id;
  await close('JTJ', 'LYJ');
  const services = {
    dataSource: gateway.app.get<DataSource>(DATA_SOURCE),
    commands: gateway.app.get(MeteredCommands, { strict: false }),
  };
  await followSuccessors(services, { now: Date.now(), log: { warn: () => undefined } });
}, 60_000);

describe('the heir of a unit', () => {
  it('edits the survey that its predecessor began', async () => {
    const body = { title: '出行满意度调查', revision: 1 };

    const { status } = await request('PUT', `/surveys/${survey}`, { as: HEIR, body });

    expect(status).toBe(200);
  });

  it('prepares the interview that its predecessor began', async () => {
    const body = { background: '全州公路建设情况。' };

    const { status, body: view } = await request('PATCH', `/interviews/${interview}/preparation`, {
      as: HEIR,
      body,
    });

    expect([status, view.isUnit ?? true]).toEqual([200, true]);
  });

  it('starts the consultation on a policy of its predecessor, and works on it', async () => {
    consultation = await created('/consultations', HEIR, { policy });

    const view = await request('GET', `/consultations/${consultation}`, { as: HEIR });
    const finalText = {
      documentNumber: '黔东南府办发〔2030〕1号',
      text: '第一条　为了规范公路管理，制定本规定。',
    };
    const set = await request('PUT', `/policy-documents/${policy}/final-text`, { as: HEIR, body: finalText });
    const groups = await request('GET', `/consultations/${consultation}/opinion-groups/suggestions`, {
      as: HEIR,
    });

    expect(view.body.acts.withdraw).toBe(true);
    expect([set.status, groups.status]).toEqual([200, 200]);
  });

  it('reads, changes and removes the topics that its predecessor drafted', async () => {
    const path = `/arrangements/${year}/entries`;

    const list = await request('GET', path, { as: HEIR });
    const changed = await request('PUT', `${path}/${entry}`, {
      as: HEIR,
      body: { ...topic, topic: '农村公路' },
    });
    const removed = await request('DELETE', `${path}/${entry}`, { as: HEIR });

    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([entry]);
    expect([changed.status, changed.body.topic, removed.status]).toEqual([200, '农村公路', 204]);
  });

  it('is the only one: another unit sees none of them', async () => {
    const paths = [`/surveys/${survey}`, `/interviews/${interview}`, `/policy-documents/${policy}`];

    for (const path of paths)
      expect([path, (await request('GET', path, { as: 'swj.clerk' })).status]).toEqual([path, 404]);
  });
});

describe('the heir of an office', () => {
  it('has the interviews and surveys that the information office held', async () => {
    await query(`UPDATE account SET unit_code = 'FPB' WHERE username = 'info.reviewer'`);
    await query(`UPDATE unit SET valid_to = current_date - 2, successor_code = 'FPB' WHERE code = 'XXB'`);

    const held = await request('GET', `/interviews/${interview}`, { as: 'info.reviewer' });
    const reviewed = await request('GET', `/surveys/${survey}`, { as: 'info.reviewer' });
    expect([held.status, reviewed.status]).toEqual([200, 200]);
  });

  it('has the campaigns that the service centre ran', async () => {
    await query(`UPDATE account SET unit_code = 'FPB' WHERE username = 'service.centre'`);
    await query(`UPDATE unit SET valid_to = current_date - 2, successor_code = 'FPB' WHERE code = 'ZWZX'`);

    const { status } = await request('GET', `/campaigns/${campaign}`, { as: 'service.centre' });

    expect(status).toBe(200);
  });
});
