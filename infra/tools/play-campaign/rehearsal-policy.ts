import { policySeeds } from '../../database/seeds/policies.js';
import type { StaffApi } from '../staff-api/staff-api.js';

const ADMIN = 'admin.system';
const ID = 'REHEARSAL';
/** A code of no division, so that its working days concern nobody else. */
const REGION = '99';
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** Programs poll for changes of policies every five seconds. */
export const NOTICED_AFTER_MS = 6_000;

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
    title: `${title}(演练)`,
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

/**
 * Activates the policy through the API, as an installation would. Days around today are working days, so that a
 * rehearsal may run on any day.
 *
 * @returns a function that restores the previous policy
 */
export async function activateRehearsalPolicy(api: StaffApi, seconds: number): Promise<() => Promise<void>> {
  const { items } = await api.get<{ items: PolicyItem[] }>('/policies', ADMIN);
  const before = items.find(
    ({ active, id, effectiveFrom }) => active && id !== ID && effectiveFrom <= shanghaiDay(),
  );
  const versions = items.filter(({ id }) => id === ID).map(({ version }) => version);
  await api.post('/policies', rehearsalPolicy(seconds, Math.max(0, ...versions) + 1), { as: ADMIN });
  for (const entry of workedDays()) await api.put('/calendar/days', entry, ADMIN);
  const activate = (id: string): Promise<void> => api.post(`/policies/${id}/activate`, {}, { as: ADMIN });
  await activate(ID);
  return () => activate(before?.id ?? 'QDN-2015');
}

interface PolicyItem {
  readonly id: string;
  readonly version: number;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
  readonly active: boolean;
}

/** `YYYY-MM-DD`: today in Shanghai, or so many days later. */
export const shanghaiDay = (later = 0): string =>
  new Date(Date.now() + SHANGHAI_MS + later * DAY_MS).toISOString().slice(0, 10);

/** Yesterday to tomorrow, in Shanghai, by year. */
function workedDays(): object[] {
  const days = [-1, 0, 1].map((later) => shanghaiDay(later));
  return [...new Set(days.map((day) => Number(day.slice(0, 4))))].map((year) => ({
    region: REGION,
    year,
    source: '演练',
    days: days
      .filter((day) => day.startsWith(String(year)))
      .map((date) => ({ date, kind: 'workday', note: '演练' })),
  }));
}
