import {
  simulateCampaign,
  type SimulatedCampaign,
} from '../../infra/tools/play-campaign/simulate-campaign.js';
import { shanghaiDay } from '../../infra/tools/staff-api/temporary-policy.js';
import { readResult, type SimulationResult } from '../../infra/tools/play-campaign/result.js';
import { generateSite } from '../../infra/tools/service-sites/generate.js';
import { serveSite, type ServedSite } from '../../infra/tools/service-sites/serve.js';
import { StaffApi } from '../../infra/tools/staff-api/staff-api.js';
import { TEST_PASSWORD } from '../support/database.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** Pages that one inspection visits at once. */
const UNDER_WAY = 8;
const UNITS = ['FGW', 'JYJ'];
/** Without failing links, which are requested twice on purpose. */
const site = generateSite({ seed: 7, items: 120, faulty: 0.9, brokenLinks: false });

/** Requests to the site before a worker was killed, and from then to the end of the inspection. */
interface Killed {
  readonly before: ReadonlyMap<string, number>;
  after: ReadonlyMap<string, number>;
}

let stack: TestStack;
let served: ServedSite;
let played: SimulatedCampaign;
let result: SimulationResult;
const kills: Partial<Record<'inspection' | 'recheck' | 'full recheck', Killed>> = {};
const restarts: Promise<unknown>[] = [];

const total = (): number => [...served.asked.values()].reduce((sum, times) => sum + times, 0);

async function kill(during: keyof typeof kills): Promise<void> {
  const restarted = stack.killAndRestart('worker');
  const before = new Map(served.asked);
  kills[during] = { before, after: before };
  await restarted;
}

beforeAll(async () => {
  served = await serveSite(site);
  stack = await startTestStack({ settings: { DUBAN_INSPECT_ALLOW: '127.0.0.0/8' } });
  const api = new StaffApi(stack.url, () => TEST_PASSWORD);
  const finish = (during: keyof typeof kills): void => {
    const killed = kills[during];
    if (killed && killed.after === killed.before) killed.after = new Map(served.asked);
  };
  let rectifyingFrom = 0;
  let recheckingFrom = 0;
  const watch = setInterval(() => {
    if (!kills.inspection && total() > 150) restarts.push(kill('inspection'));
    if (!kills.recheck && rectifyingFrom > 0 && total() > rectifyingFrom + 60) restarts.push(kill('recheck'));
    if (!kills['full recheck'] && recheckingFrom > 0 && total() > recheckingFrom + 150)
      restarts.push(kill('full recheck'));
  }, 20);
  played = await simulateCampaign({
    api,
    site,
    served,
    units: UNITS,
    habits: ['diligent'],
    firstDay: shanghaiDay(),
    onTask: (name) => {
      if (name === 'reviewFindings') finish('inspection');
      if (name === 'reviewResiduals') finish('full recheck');
    },
    onProgress: ({ stage }) => {
      if (stage === 'rectifying') rectifyingFrom ||= total();
      if (stage === 'rechecking') {
        finish('recheck');
        recheckingFrom ||= total();
      }
    },
  });
  clearInterval(watch);
  await Promise.all(restarts);
  result = await readResult(api, played);
}, 400_000);
afterAll(async () => {
  await stack?.stop();
  await served?.close();
});

/** Addresses requested both before and after the kill. */
const askedAgain = ({ before, after }: Killed, since: ReadonlyMap<string, number> = new Map()): string[] =>
  [...before]
    .filter(([path, times]) => times > (since.get(path) ?? 0) && (after.get(path) ?? 0) > times)
    .map(([path]) => path)
    .filter((path) => path !== '/robots.txt');
const isPage = (path: string): boolean => /^\/(?:$|guide\/|list\/|\w+\.html$)/.test(path);
const idOf = (path: string): string => /\d+(?=\.\w+(?:\?|$)|$)/.exec(path)?.[0] ?? path;

it('a kill during the inspection repeats only the pages in progress', () => {
  const again = askedAgain(kills.inspection!);
  const pages = new Set(again.filter(isPage).map(idOf));

  expect(pages.size).toBeLessThanOrEqual(UNDER_WAY);
  // Forms and systems are requested again only where their page was in progress.
  expect(again.filter((path) => /^\/(?:files|apply|query)\//.test(path) && !pages.has(idOf(path)))).toEqual(
    [],
  );
});

it('a kill during rechecks repeats only the pages in progress', () => {
  const again = askedAgain(kills.recheck!, kills.inspection!.after);
  const pages = new Set(again.filter((path) => path.startsWith('/guide/')).map(idOf));

  // Both departments look for missing items: they see the pages that are new.
  const fresh = site.key.filter(({ type }) => type === 'ITEM_MISSING').length;
  expect(pages.size).toBeLessThanOrEqual(UNDER_WAY * UNITS.length + fresh);
  expect(again.filter((path) => /^\/(?:files|apply|query)\//.test(path) && !pages.has(idOf(path)))).toEqual(
    [],
  );
});

it('a kill during the full recheck repeats only the pages in progress', () => {
  const again = askedAgain(kills['full recheck']!, kills.recheck!.after);
  const pages = new Set(again.filter((path) => path.startsWith('/guide/')).map(idOf));

  expect(pages.size).toBeLessThanOrEqual(UNDER_WAY);
  expect(again.filter((path) => /^\/(?:files|apply|query)\//.test(path) && !pages.has(idOf(path)))).toEqual(
    [],
  );
});

it('a campaign with killed workers finds every planted fault, and finds it rectified', () => {
  const held = result.findings.filter(({ state }) => state !== 'found' && state !== 'dismissed');
  const names = held.map(({ kind, item, element }) => [kind, item, element ?? ''].join(' '));

  expect(names.sort()).toEqual(
    site.key
      .filter(({ type }) => type !== 'ITEM_EXTRA')
      .map(({ type, item, element }) => [type, item, element].join(' '))
      .sort(),
  );
  expect(new Set(held.map(({ state }) => state))).toEqual(new Set(['rectified']));
  expect(played.result).toBe('completed');
});
