import { Requests } from '../../../infra/tools/play-campaign/requests.js';
import { rehearsalPolicy } from '../../../infra/tools/play-campaign/rehearsal-policy.js';
import { policySeeds } from '../../../infra/database/seeds/policies.js';
import { parsePolicy } from '../../../domain/cases/time-limits/policy.js';
import { generateSite } from '../../../infra/tools/service-sites/generate.js';

describe('the policy of a rehearsal', () => {
  const body = rehearsalPolicy(60, 1);
  const policy = parsePolicy(body);

  it('the rehearsal policy shortens the wait for silence to seconds, with thresholds before', () => {
    expect(policy.limits['campaignListEnds']).toMatchObject({ duration: { workingHours: 60 / 3600 } });
    expect(policy.limits['campaignList']).toMatchObject({ duration: { workingHours: 36 / 3600 } });
    expect(policy.cards['campaignRectification']!.yellow).toEqual({ after: { workingHours: 3 / 3600 } });
  });

  it('the rehearsal policy keeps every other limit of the plan', () => {
    const limits = policySeeds().find(({ id }) => id === 'QDN-2015')!.body['limits'] as Record<
      string,
      object
    >;
    const changed = Object.keys(limits).filter(
      (name) => JSON.stringify(body['limits']![name as never]) !== JSON.stringify(limits[name]),
    );

    expect(changed.sort()).toEqual([
      'campaignFindings',
      'campaignFindingsEnds',
      'campaignList',
      'campaignListCorrection',
      'campaignListCorrectionEnds',
      'campaignListEnds',
      'campaignRectification',
      'campaignRectificationEnds',
    ]);
  });
});

it('the tally counts requests and repetitions by phase', () => {
  const asked = new Map([
    ['/', 1],
    ['/a', 2],
  ]);
  const requests = new Requests({ asked });
  requests.mark('rechecks');
  asked.set('/a', 3).set('/b', 2);
  requests.mark('rechecks'); // the first mark counts
  requests.mark('full recheck');
  asked.set('/', 2);

  expect(requests.until('rechecks')).toEqual({ requests: 3, addresses: 2, repeated: 1 });
  expect(requests.between('rechecks', 'full recheck')).toEqual({ requests: 3, addresses: 2, repeated: 1 });
  expect(requests.since('full recheck')).toEqual({ requests: 1, addresses: 1, repeated: 0 });
});

it('repairing a site removes the faults of the given items only', () => {
  const site = generateSite({ seed: 5, items: 40, faulty: 1 });
  const texts = (): Map<string, string> =>
    new Map(
      Array.from({ length: 40 }, (_, id) => [
        `/guide/0/${id}.html`,
        String(site.answer(`/guide/0/${id}.html`)?.body),
      ]),
    );
  const before = texts();
  const missing = site.key.find(({ type }) => type === 'ITEM_MISSING')!.item;

  site.repair([missing]);

  const changed = [...texts()].filter(([path, text]) => text !== before.get(path));
  expect(changed).toHaveLength(1);
  expect(before.get(changed[0]![0])).toBe('undefined');
  expect(changed[0]![1]).toContain(missing);
});
