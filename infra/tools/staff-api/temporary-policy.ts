import type { StaffApi } from './staff-api.js';

const ADMIN = 'admin.system';
/** A code of no division, so that the working days of a temporary policy concern nobody else. */
export const REGION = '99';
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** Programs poll for changes of policies every five seconds. */
export const NOTICED_AFTER_MS = 6_000;

interface PolicyItem {
  readonly id: string;
  readonly version: number;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
  readonly active: boolean;
}

/** Versions of a policy that have been entered. */
export async function versionsOf(api: StaffApi, id: string): Promise<number[]> {
  return (await policies(api)).filter((policy) => policy.id === id).map(({ version }) => version);
}

/**
 * Enters the next version of a policy of `REGION` and activates it, through the API as an installation would. Days around
 * today are working days, so that a simulation may run on any day.
 *
 * @returns a function that activates the previous policy again
 */
export async function activateTemporarily(
  api: StaffApi,
  id: string,
  bodyOf: (version: number) => object,
): Promise<() => Promise<void>> {
  const items = await policies(api);
  const before = items.find(
    (policy) => policy.active && policy.id !== id && policy.effectiveFrom <= shanghaiDay(),
  );
  const versions = items.filter((policy) => policy.id === id).map(({ version }) => version);
  await api.post('/policies', bodyOf(Math.max(0, ...versions) + 1), { as: ADMIN });
  for (const entry of workedDays()) await api.put('/calendar/days', entry, ADMIN);
  const activate = (policy: string): Promise<void> =>
    api.post(`/policies/${policy}/activate`, {}, { as: ADMIN });
  await activate(id);
  return () => activate(before?.id ?? 'QDN-2015');
}

/** `YYYY-MM-DD`: today in Shanghai, or so many days later. */
export const shanghaiDay = (later = 0): string =>
  new Date(Date.now() + SHANGHAI_MS + later * DAY_MS).toISOString().slice(0, 10);

const policies = async (api: StaffApi): Promise<PolicyItem[]> =>
  (await api.get<{ items: PolicyItem[] }>('/policies', ADMIN)).items;

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
