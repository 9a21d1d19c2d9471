import { MockActivityEnvironment } from '@temporalio/testing';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createCampaignSteps } from '../../../activities/campaigns.activities.js';
import type { OpenInspector } from '../../../domain/campaigns/inspect-campaign.js';
import {
  freezeVersion,
  openDraft,
  replaceItems,
} from '../../../domain/campaigns/catalogue/catalogue-versions.js';
import { testClient, testInspector } from '../inspection/server.js';
import { dates } from '../../workflows/campaigns/campaign.js';

/** A campaign whose catalogue is frozen: unit -> names of its items. */
export async function frozenCampaign(
  dataSource: DataSource,
  options: {
    readonly url: string;
    readonly items: Readonly<Record<string, readonly string[]>>;
    readonly carriesOver?: string;
    readonly maxMinutes?: number;
  },
): Promise<string> {
  const { url, items, carriesOver = null, maxMinutes = 60 } = options;
  const id = randomUUID();
  const units = Object.keys(items);
  const site = { url, alsoHosts: [], allow: [], maxPages: 500, maxMinutes, rate: 50, concurrency: 16 };
  await dataSource.query(
    `INSERT INTO process (id, key, version, subject, state, started_at)
     VALUES ($1, 'service-item-campaign', 1, 'SX', 'running', now())`,
    [id],
  );
  await dataSource.query(
    `INSERT INTO campaign (id, title, plan, centre, government, departments, dates, site, fallback_source,
       carries_over, created_by, created_at)
     VALUES ($1, '检查清理', '《方案》', 'ZWZX', 'ZFB', $2, $3, $4, 'FALLBACK_2011', $5, 'test', now())`,
    [id, units, JSON.stringify(dates), JSON.stringify(site), carriesOver],
  );
  await openDraft(dataSource, { id, scope: `campaign/${id}`, at: Date.now(), empty: true });
  const listed = Object.entries(items).flatMap(([unit, names]) =>
    names.map((name) => ({
      unit,
      name,
      code: null,
      category: 'OTHER' as const,
      powerType: null,
      guideUrl: null,
    })),
  );
  await dataSource.transaction((tx) =>
    replaceItems(tx, { versionId: id, source: 'REPORTED', units, items: listed }),
  );
  await freezeVersion(dataSource, id, Date.now());
  return id;
}

const { client, robots } = testClient();

/** Looks at servers on loopback, as fast as they answer. */
export const openInspector: OpenInspector = () => ({
  pages: testInspector(client, { timeoutMs: 2_000 }),
  robots,
  close: async () => undefined,
});

type Steps = ReturnType<typeof createCampaignSteps>;
type Argument<S extends keyof Steps> = Omit<Parameters<Steps[S]>[0], 'process'>;

/** Runs a step of a campaign as the worker does. */
export function stepsOn(dataSource: DataSource) {
  const steps = createCampaignSteps({ dataSource, openInspector });
  return async <S extends keyof Steps>(
    step: S,
    process: string,
    options: {
      readonly argument?: unknown;
      readonly info?: object;
      readonly environment?: MockActivityEnvironment;
    } = {},
  ): Promise<Awaited<ReturnType<Steps[S]>>> => {
    const {
      info = {},
      environment = new MockActivityEnvironment({ scheduledTimestampMs: Date.now(), ...info }),
    } = options;
    const request = { process, argument: options.argument } as unknown as Argument<S> & { process: string };
    return (await environment.run(steps[step] as never, request as never)) as never;
  };
}
