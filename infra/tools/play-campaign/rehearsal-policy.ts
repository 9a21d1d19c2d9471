import { policySeeds } from '../../database/seeds/policies.js';
import { activateTemporarily, REGION } from '../staff-api/temporary-policy.js';
import type { StaffApi } from '../staff-api/staff-api.js';

const ID = 'REHEARSAL';

/**
 * The policy of 2015 with limits of seconds wherever a campaign waits for a silent department; all other limits, and the
 * campaign's own days, are unchanged.
 *
 * @param seconds timeout of a silent department; its tasks are due after three fifths of it
 */
export function rehearsalPolicy(seconds: number, version: number): Record<string, unknown> {
  const { body, title } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
  const limits = body['limits'] as Readonly<Record<string, { title: string; source: object }>>;
  const cards = body['cards'] as Readonly<Record<string, { clock: string; source: object }>>;
  const length = (share: number) => ({ workingHours: (seconds * share) / 3600 });
  const limit = (name: string, share: number) => [
    name,
    {
      title: limits[name]!.title,
      duration: length(share),
      endsAt: 'midnight',
      source: { basis: 'design', note: '演练' },
    },
  ];
  const ladder = (name: string) => {
    const { clock, source } = cards[name]!;
    return [
      name,
      {
        clock,
        warning: { before: length(0.2) },
        yellow: { after: length(0.05) },
        red: { after: length(0.3) },
        source,
      },
    ];
  };
  return {
    ...body,
    id: ID,
    version,
    title: `${title}（演练）`,
    effectiveFrom: '2015-01-01',
    region: REGION,
    officeHours: [{ from: '00:00', to: '23:59' }],
    pendingOfficeHours: 0,
    limits: {
      ...limits,
      ...Object.fromEntries([
        ...['campaignList', 'campaignListCorrection', 'campaignFindings', 'campaignRectification'].map(
          (name) => limit(name, 0.6),
        ),
        ...[
          'campaignListEnds',
          'campaignListCorrectionEnds',
          'campaignFindingsEnds',
          'campaignRectificationEnds',
        ].map((name) => limit(name, 1)),
      ]),
    },
    cards: {
      ...cards,
      ...Object.fromEntries(['campaignList', 'campaignListCorrection', 'campaignRectification'].map(ladder)),
    },
  };
}

/** Activates the policy: see `activateTemporarily`. */
export const activateRehearsalPolicy = (api: StaffApi, seconds: number): Promise<() => Promise<void>> =>
  activateTemporarily(api, ID, (version) => rehearsalPolicy(seconds, version));
