import type { DataSource } from 'typeorm';
import type { InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { repeat, type Repetition } from '../time/repeat.js';
import { linkVerdict, nextTryAt, type LinkTry } from '../inspection/checks/link-tries.js';
import { CampaignsRepository } from './campaigns.repository.js';
import type { OpenInspector } from './inspect-campaign.js';
import { InspectionResultsRepository, type SuspectedLink } from './inspection-results.repository.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly openInspector: OpenInspector;
}

export interface LinkRetryLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Retries links that are suspected to be broken, once each. The finding of a link that answers is dismissed; that of a link
 * that has failed on enough days becomes certain.
 *
 * @returns how many were tried
 */
export async function retryLinks(
  { dataSource, openInspector }: Deps,
  about: { readonly site: InspectionSettings; readonly links: readonly SuspectedLink[] },
  signal?: AbortSignal,
): Promise<number> {
  if (about.links.length === 0) return 0;
  const inspector = openInspector(about.site);
  const results = new InspectionResultsRepository(dataSource);
  try {
    for (const { id, kind, address: page, link } of about.links) {
      const how = kind === 'FORM_BROKEN' ? 'file' : 'system';
      const { ok, at } = await inspector.pages.tryLink(link.address, how, { page, signal });
      const tries = [...link.tries, { at, ok }];
      const verdict = linkVerdict(tries);
      await results.recordTries(
        id,
        { ...link, tries },
        {
          certainty: verdict === 'broken' ? 'certain' : 'suspected',
          state: verdict === 'ok' ? 'dismissed' : 'found',
        },
      );
    }
  } finally {
    await inspector.close();
  }
  return about.links.length;
}

/** Whether a failed try now would make a link certain. */
export const wouldSettle = ({ link }: SuspectedLink, now: Date): boolean =>
  linkVerdict([...link.tries, { at: now.toISOString(), ok: false }]) === 'broken';

/**
 * Retries the suspected links of all running campaigns whose next try is due.
 *
 * @returns how many were tried
 */
export async function retryDueLinks(deps: Deps, now: Date): Promise<number> {
  const results = new InspectionResultsRepository(deps.dataSource);
  const campaigns = await new CampaignsRepository(deps.dataSource).withSuspectedLinks();
  let tried = 0;
  for (const { id, site } of campaigns) {
    const suspected = await results.suspectedLinks(id);
    const due = suspected.filter(({ link }) => isDue(link.tries, now)).map(({ id: link }) => link);
    if (due.length === 0) continue;
    const claimed = await results.claimLinks(due);
    // Another worker may have tried them since they were read.
    const links = claimed.filter(({ link }) => isDue(link.tries, now));
    tried += await retryLinks(deps, { site, links });
  }
  return tried;
}

function isDue(tries: readonly LinkTry[], now: Date): boolean {
  const next = nextTryAt(tries);
  return next !== null && Date.parse(next) <= now.getTime();
}

/** Retries due links every few minutes until stopped. Of several workers one claims a link, for an hour. */
export function startLinkRetries(
  deps: Deps,
  options: { readonly log: LinkRetryLog; readonly everyMs?: number },
): Repetition {
  const { log, everyMs = 10 * 60_000 } = options;
  return repeat(
    async () => {
      const tried = await retryDueLinks(deps, new Date());
      if (tried > 0) log.info({ tried }, 'retried links that had failed on another day');
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not retry links') },
  );
}
