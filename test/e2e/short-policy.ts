import { setTimeout as sleep } from 'node:timers/promises';
import { policySeeds } from '../../infra/database/seeds/policies.js';
import { NOTICED_AFTER_MS } from '../../infra/tools/staff-api/temporary-policy.js';
import { changeRule } from '../support/rules.js';
import type { Client } from './client.js';

/** A limit in seconds, for a policy in which every hour is an office hour. */
export const seconds = (count: number) => ({ workingHours: count / 3600 });
const DAY_MS = 86_400_000;

/**
 * Activates a policy with a handling limit and a rating window of seconds, through the API as an installation would. Today
 * is entered in the calendar as a working day.
 *
 * @param others limits to replace besides
 */
export async function putShortPolicyInForce(
  client: Client,
  others: Readonly<Record<string, object>> = {},
): Promise<void> {
  const { body } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
  const limits = body['limits'] as Record<string, { byClass?: object; extension?: object }>;
  const cards = body['cards'] as Record<string, object>;
  const short = {
    ...body,
    id: 'SHORT',
    version: 1,
    officeHours: [{ from: '00:00', to: '23:59' }],
    pendingOfficeHours: 0,
    limits: {
      ...limits,
      handling: {
        ...limits['handling'],
        byClass: { ...limits['handling']!.byClass, CONSULT: seconds(3), SUGGEST: { workingDays: 5 } },
        // A cap needs the unit of the limit, and that has two now.
        extension: { ...limits['handling']!.extension, totalCap: undefined },
      },
      rating: { ...limits['rating'], duration: seconds(3) },
      ...others,
    },
    cards: {
      ...cards,
      handling: {
        ...cards['handling'],
        warning: { before: seconds(2) },
        yellow: { after: seconds(1) },
        red: { after: seconds(3) },
        urge: { after: seconds(5) },
        accountability: { after: seconds(6) },
      },
    },
  };
  const days = aroundToday();
  for (const year of new Set(days.map((day) => day.slice(0, 4)))) {
    const worked = days.filter((day) => day.startsWith(year));
    const entry = {
      region: '5226',
      year: Number(year),
      source: '测试',
      days: worked.map((date) => ({ date, kind: 'workday', note: '测试' })),
    };
    await changeRule(client.request.bind(client), {
      method: 'PUT',
      path: '/calendar/days',
      as: 'admin.system',
      body: entry,
    });
  }
  await putInForce(client, short);
}

/** Proposes and approves a version of a policy, and waits until every program has loaded it. */
export async function putInForce(client: Client, policy: object): Promise<void> {
  await changeRule(client.request.bind(client), {
    method: 'POST',
    path: '/policies',
    as: 'petition.clerk',
    body: policy,
  });
  await sleep(NOTICED_AFTER_MS);
}

/** Yesterday to tomorrow in Shanghai, so that a test that runs across midnight sees working days only. */
function aroundToday(): string[] {
  const inShanghai = Date.now() + 8 * 3_600_000;
  return [-1, 0, 1].map((days) => new Date(inShanghai + days * DAY_MS).toISOString().slice(0, 10));
}
