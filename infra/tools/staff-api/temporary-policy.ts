import type { StaffApi } from './staff-api.js';

const ADMIN = 'admin.system';
const PETITION_OFFICE = 'petition.clerk';
const SUPERVISOR = 'supervisor';
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
 * Proposes and approves the next version of a policy of `REGION`, through the API as an installation would. Days around
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
  for (const entry of workedDays()) await approve(api, await api.put('/calendar/days', entry, ADMIN));
  const policy = bodyOf(Math.max(0, ...versions) + 1);
  await approve(api, await api.post('/policies', policy, { as: PETITION_OFFICE }));
  const activate = async (again: string): Promise<void> =>
    approve(api, await api.post(`/policies/${again}/activate`, {}, { as: PETITION_OFFICE }));
  return () => activate(before?.id ?? 'QDN-2015');
}

/** A rule is proposed by one person and approved by another. */
async function approve(api: StaffApi, { id }: { readonly id: string }): Promise<void> {
  await api.post(`/rule-proposals/${id}/approve`, {}, { as: SUPERVISOR });
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
