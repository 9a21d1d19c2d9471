import { setTimeout as sleep } from 'node:timers/promises';
import { CENTRE, HABITS } from '../../infra/tools/play-campaign/habits.js';
import {
  simulateCampaign,
  type SimulatedCampaign,
} from '../../infra/tools/play-campaign/simulate-campaign.js';
import { activateRehearsalPolicy } from '../../infra/tools/play-campaign/rehearsal-policy.js';
import { bulletinFault, readResult, type SimulationResult } from '../../infra/tools/play-campaign/result.js';
import { generateSite } from '../../infra/tools/service-sites/generate.js';
import { serveSite, type ServedSite } from '../../infra/tools/service-sites/serve.js';
import { StaffApi } from '../../infra/tools/staff-api/staff-api.js';
import { NOTICED_AFTER_MS, shanghaiDay } from '../../infra/tools/staff-api/temporary-policy.js';
import { TEST_PASSWORD } from '../support/database.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client } from './client.js';

const UNITS = ['FGW', 'JYJ', 'CZJ', 'GAJ', 'MZJ', 'RSJ', 'GTJ'];
const habits = HABITS.slice(0, UNITS.length);
const unitWith = (habit: (typeof HABITS)[number]): string => UNITS[habits.indexOf(habit)]!;
/** How long silent departments are waited for. */
const SILENCE_S = 16;

let stack: TestStack;
let client: Client;
let served: ServedSite;
let api: StaffApi;
const site = generateSite({ seed: 13, items: 42, faulty: 0.7 });
const planted = site.key.filter(({ type }) => type !== 'ITEM_EXTRA');

beforeAll(async () => {
  served = await serveSite(site);
  stack = await startTestStack({ settings: { DUBAN_INSPECT_ALLOW: '127.0.0.0/8' } });
  client = new Client(stack.url);
  api = new StaffApi(stack.url, () => TEST_PASSWORD);
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  await served?.close();
});

it('a campaign with faulty fields is rejected with all of them named', async () => {
  const setUp = (fields: object) =>
    client.request('POST', '/campaigns', {
      as: CENTRE,
      body: { preset: 'QDN-2015', departments: UNITS, site: { url: served.url }, ...fields },
    });
  const wrong = await setUp({ firstDay: 'soon', departments: ['NOBODY'], site: { url: 'ftp://x' } });
  const forbidden = await setUp({ site: { url: served.url, allow: ['10.0.0.0/8'] } });
  const unknown = await setUp({ departments: ['FGW', 'NOBODY'] });

  expect(wrong).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  expect(forbidden.body.issues).toEqual([expect.objectContaining({ field: 'site.allow' })]);
  expect(unknown.body).toMatchObject({ code: 'UNIT_UNKNOWN', issues: [{ field: 'departments' }] });
});

describe('a campaign with silent, late, contesting and careless departments', () => {
  let played: SimulatedCampaign;
  let result: SimulationResult;
  beforeAll(async () => {
    await activateRehearsalPolicy(api, SILENCE_S);
    await sleep(NOTICED_AFTER_MS);
    played = await simulateCampaign({ api, site, served, units: UNITS, habits, firstDay: shanghaiDay() });
    result = await readResult(api, played);
  }, 240_000);
  const partOf = (unit: string) => result.departments.find((part) => part.unit === unit)!.process;

  it('a campaign reaches its bulletin with silent, late, contesting and careless departments', () => {
    expect(played.result).toBe('carried'); // what the silent one has left
    expect(Object.fromEntries(habits.map((habit) => [habit, partOf(unitWith(habit)).result]))).toEqual({
      silent: 'unrectified',
      late: 'rectified',
      contesting: 'rectified',
      careless: 'rectified',
      corrected: 'rectified',
      unchanged: 'rectified',
      diligent: 'rectified',
    });
    expect(partOf(unitWith('silent')).facts.list).toBe('FALLBACK');
    expect(partOf(unitWith('unchanged')).facts).toMatchObject({ list: 'REPORTED', reportedList: null });
    expect(partOf(unitWith('contesting')).facts.contested).toBe(true);
    expect(partOf(unitWith('careless')).facts.bounces).toBe(2);
  });

  it('a campaign finds the planted faults of the site and no others', () => {
    // A link is broken only when it has failed on two days.
    const isLink = (kind: string): boolean => ['FORM_BROKEN', 'APPLY_DOWN', 'QUERY_DOWN'].includes(kind);
    const names = (findings: readonly { kind: string; item: string; element: string | null }[]): string[] =>
      findings
        .filter(({ kind }) => !isLink(kind))
        .map(({ kind, item, element }) => [kind, item, element ?? ''].join(' '))
        .sort();
    const held = result.findings.filter(({ state }) => state !== 'found' && state !== 'dismissed');

    expect(names(held)).toEqual(names(planted.map(({ type, ...entry }) => ({ kind: type, ...entry }))));
    expect(new Set(held.filter(({ state }) => state === 'open').map(({ unit }) => unit))).toEqual(
      new Set([unitWith('silent')]),
    );
    expect(held.filter(({ state }) => state === 'withdrawn')).toMatchObject([
      { unit: unitWith('contesting') },
    ]);
    const links = result.findings.filter(({ kind }) => isLink(kind));
    expect(links.length).toBe(planted.filter(({ type }) => isLink(type)).length);
  });

  it('the timeline of a campaign has a text for every part, signal and inspection', async () => {
    const lines = async (process: string): Promise<(string | null)[]> =>
      (await client.timeline(process, 'supervisor')).map(({ text }) => text);
    const texts = await lines(played.campaign);
    const parts = await Promise.all(result.departments.map(({ process }) => lines(process.id)));

    expect([texts, ...parts].flat().filter((text) => text === null)).toEqual([]);
    expect(texts).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^汇编事项目录：完成（事项：\d+，已报送单位：6，未报送单位：1）$/),
        '提供未报单位的依据清单：提供清单',
        expect.stringMatching(/^对照检查网站：完成（页面：\d+，发现问题：\d+）$/),
        expect.stringMatching(/^全面复查网站：完成（页面：\d+，发现问题：\d+）$/),
        expect.stringMatching(/^单位清单已定（州.+）$/),
        expect.stringMatching(/^单位事项清理（州.+）：开始$/),
        expect.stringMatching(/^单位事项清理（州.+）：未整改$/),
      ]),
    );
  });

  it('only late departments of a campaign get cards', async () => {
    const cardsOf = async (unit: string): Promise<string[]> => {
      const { items } = await client.get<{ items: { level: string }[] }>(
        `/cards?processId=${partOf(unit).id}&limit=200`,
        'supervisor',
      );
      return items.map(({ level }) => level).filter((level) => level !== 'warning');
    };

    expect(await cardsOf(unitWith('silent'))).toContain('red');
    expect(await cardsOf(unitWith('late'))).toContain('yellow');
    for (const habit of ['corrected', 'unchanged', 'diligent'] as const)
      expect([habit, await cardsOf(unitWith(habit))]).toEqual([habit, []]);
  });

  it('an inspection requests each address once, and failing links twice', () => {
    const failing = planted.filter(({ type }) => /^(?:FORM_BROKEN|APPLY_DOWN|QUERY_DOWN)$/.test(type)).length;
    const { inspection } = played.requests;

    expect(inspection.addresses).toBeGreaterThan(150);
    expect(inspection.repeated).toBeLessThanOrEqual(failing + 3); // pictures that are gone are tried twice too
  });

  it('each item of a campaign is marked with its source', async () => {
    const { items } = await client.get<{ items: { name: string; unit: string; source: string }[] }>(
      `/campaigns/${played.campaign}/items?limit=200`,
      CENTRE,
    );

    expect(items.map(({ name }) => name).sort()).toEqual(site.catalogue.map(({ name }) => name).sort());
    expect(new Set(items.filter(({ source }) => source !== 'REPORTED').map(({ unit }) => unit))).toEqual(
      new Set([unitWith('silent')]),
    );
  });

  it('a department gets only its own documents of a campaign as files', async () => {
    const own = unitWith('diligent');
    const clerk = `${own.toLowerCase()}.clerk`;
    const path = `/campaigns/${played.campaign}`;
    const { items: documents } = await client.get<{ items: { id: string; kind: string; unit: string }[] }>(
      `${path}/documents`,
      clerk,
    );
    const report = result.documents.find(({ kind }) => kind === 'report')!;
    const { items: findings } = await client.get<{ items: { unit: string }[] }>(
      `${path}/findings?limit=200`,
      clerk,
    );
    const stranger = await client.request('GET', path, { as: 'wjw.clerk' });
    const others = await client.request('GET', `${path}/documents/${report.id}`, { as: clerk });

    expect(bulletinFault(result)).toBeNull();
    expect(new Set(result.documents.map(({ kind }) => kind))).toEqual(
      new Set(['report', 'notice', 'problems', 'bulletin', 'items']),
    );
    expect(new Set(documents.map(({ kind, unit }) => `${kind} ${unit}`))).toEqual(
      new Set(['bulletin null', `notice ${own}`]),
    );
    expect(new Set(findings.map(({ unit }) => unit))).toEqual(new Set([own]));
    expect([stranger.status, others.status]).toEqual([404, 404]);
  });
});
