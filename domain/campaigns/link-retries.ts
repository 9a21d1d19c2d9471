import type { DataSource } from 'typeorm';
import type { InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { repeat, type Repetition } from '../time/repeat.js';
import { linkVerdict, nextTryAt, type LinkTry } from '../inspection/checks/link-tries.js';
import type { OpenInspector } from './inspect-campaign.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly openInspector: OpenInspector;
}

export interface SuspectedLink {
  readonly id: string;
  readonly kind: string;
  /** The page that the link stands on. */
  readonly address: string;
  readonly link: { readonly address: string; readonly tries: readonly LinkTry[] };
}

export interface LinkRetryLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Tries links again that are suspected to be broken, once each. One that answers is no finding; one that has failed
 * often enough, on days enough, is certain from now on (RULES.md 1.6).
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
  try {
    for (const { id, kind, address: page, link } of about.links) {
      const how = kind === 'FORM_BROKEN' ? 'file' : 'system';
      const { ok, at } = await inspector.pages.tryLink(link.address, how, { page, signal });
      const tries = [...link.tries, { at, ok }];
      const verdict = linkVerdict(tries);
      await dataSource.query(JUDGE, [
        id,
        JSON.stringify({ ...link, tries }),
        verdict === 'broken' ? 'certain' : 'suspected',
        verdict === 'ok' ? 'dismissed' : 'found',
      ]);
    }
  } finally {
    await inspector.close();
  }
  return about.links.length;
}

/** Links of a campaign that are suspected and that nobody has judged yet. */
export function suspectedLinks(dataSource: DataSource, campaign: string): Promise<SuspectedLink[]> {
  return dataSource.query(SUSPECTED, [campaign]);
}

/** Would a failed try now settle it? */
export const wouldSettle = ({ link }: SuspectedLink, now: Date): boolean =>
  linkVerdict([...link.tries, { at: now.toISOString(), ok: false }]) === 'broken';

/**
 * The tries of another day: takes up the suspected links of all campaigns that go on whose next try is due.
 *
 * @returns how many were tried
 */
export async function retryDueLinks(deps: Deps, now: Date): Promise<number> {
  const campaigns: { id: string; site: InspectionSettings }[] = await deps.dataSource.query(WITH_SUSPECTED);
  let tried = 0;
  for (const { id, site } of campaigns) {
    const suspected = await suspectedLinks(deps.dataSource, id);
    const due = suspected.filter(({ link }) => isDue(link.tries, now)).map(({ id: link }) => link);
    if (due.length === 0) continue;
    const claimed: SuspectedLink[] = await deps.dataSource.query(CLAIM, [due]);
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

/** Looks every few minutes, until stopped. Of several workers one takes up a link, and has it alone for an hour. */
export function startLinkRetries(
  deps: Deps,
  options: { readonly log: LinkRetryLog; readonly everyMs?: number },
): Repetition {
  const { log, everyMs = 10 * 60_000 } = options;
  return repeat(
    async () => {
      const tried = await retryDueLinks(deps, new Date());
      if (tried > 0) log.info({ tried }, 'tried links again that had failed on another day');
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not try links again') },
  );
}

const SUSPECTED = `
  SELECT id, kind, address, link FROM campaign_finding
  WHERE campaign_id = $1 AND state = 'found' AND certainty = 'suspected' AND link IS NOT NULL ORDER BY id`;

const CLAIM = `
  WITH due AS (
    SELECT id FROM campaign_finding
    WHERE id = ANY($1) AND state = 'found' AND certainty = 'suspected'
      AND (link_claimed_at IS NULL OR link_claimed_at < now() - interval '1 hour')
    ORDER BY id FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE campaign_finding f SET link_claimed_at = now() FROM due WHERE f.id = due.id RETURNING f.id, f.kind, f.address, f.link
  )
  SELECT id, kind, address, link FROM claimed ORDER BY id`;

const WITH_SUSPECTED = `
  SELECT c.id, c.site FROM campaign c JOIN process p ON p.id = c.id
  WHERE p.state = 'running' AND EXISTS (
    SELECT 1 FROM campaign_finding f WHERE f.campaign_id = c.id AND f.state = 'found' AND f.certainty = 'suspected'
      AND f.link IS NOT NULL)`;

/** What a person or the full recheck has decided meanwhile stands. */
const JUDGE = `
  UPDATE campaign_finding SET link = $2, certainty = $3, state = $4, link_claimed_at = NULL
  WHERE id = $1 AND state = 'found'`;
