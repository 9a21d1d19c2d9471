/** The inspection as Temporal activities. Texts and findings stay out of histories: they go to the caller's stores. */
import { Context } from '@temporalio/activity';
import { linkVerdict, nextTryAt, type LinkTry } from './checks/link-tries.js';
import type { CatalogueItem } from './crawl/catalogue-index.js';
import type { Journal } from './crawl/journal.js';
import type { Robots } from './crawl/robots.js';
import { inspectSite, type SiteProgress, type SiteReport } from './inspect-site.js';
import type { PageInspector } from './inspect-page.js';

export interface InspectSiteInput {
  /** Names this inspection: its journal, its catalogue and its report are kept under it. */
  readonly inspection: string;
  readonly site: string;
  readonly alsoHosts?: readonly string[];
  readonly maxPages?: number;
  readonly maxMinutes?: number;
}

export interface InspectSiteResult {
  readonly pages: number;
  readonly guides: number;
  readonly items: number;
  readonly found: number;
  readonly findings: number;
  readonly incomplete: string | null;
}

export interface RecheckLinksInput {
  readonly links: readonly {
    readonly address: string;
    readonly kind: 'file' | 'system';
    readonly tries: readonly LinkTry[];
  }[];
}

export interface RecheckedLink {
  readonly address: string;
  readonly tries: readonly LinkTry[];
  readonly verdict: 'ok' | 'suspected' | 'broken';
  /** ISO 8601 instant; null once the verdict stands. */
  readonly nextTryAt: string | null;
}

/** Where an inspection's input and output are kept. */
export interface InspectionStore {
  readonly catalogue: (inspection: string) => Promise<readonly CatalogueItem[]>;
  /** The same journal for the same inspection, on whichever worker it goes on. */
  readonly journal: (inspection: string) => Journal;
  /** Tries of earlier days, by address of the link. */
  readonly earlierTries: (inspection: string) => Promise<ReadonlyMap<string, readonly LinkTry[]>>;
  /** Called once an attempt has seen everything; again with the same report when that attempt's answer was lost. */
  readonly save: (inspection: string, report: SiteReport) => Promise<void>;
  readonly saveScreenshot: (inspection: string, png: Buffer) => Promise<string>;
}

export interface SiteInspectionDeps {
  readonly pages: PageInspector;
  readonly robots: Pick<Robots, 'allows'>;
  readonly store: InspectionStore;
  /** Well below the heartbeat timeout the workflow sets. @default 5 s */
  readonly heartbeatMs?: number;
}

/**
 * `inspectSite`: call it with a heartbeat timeout of a minute and a retry policy without limit: an attempt whose worker
 * died is followed by one that goes on from the journal. Its heartbeat details are {@link SiteProgress}, so the progress
 * is visible in Temporal. `recheckLinks`: call it at `nextTryAt` with the tries it returned.
 */
export function createSiteInspectionActivities({
  pages,
  robots,
  store,
  heartbeatMs = 5_000,
}: SiteInspectionDeps) {
  return {
    async inspectSite({ inspection, ...input }: InspectSiteInput): Promise<InspectSiteResult> {
      const context = Context.current();
      // What the last attempt told is shown until this one has read the journal.
      let progress = (context.info.heartbeatDetails as SiteProgress | undefined) ?? null;
      const beat = setInterval(() => context.heartbeat(progress), heartbeatMs);
      context.heartbeat(progress);
      const journal = store.journal(inspection);
      try {
        const tries = await store.earlierTries(inspection);
        const report = await inspectSite({
          ...input,
          catalogue: await store.catalogue(inspection),
          pages,
          robots,
          journal,
          earlierTries: (address) => tries.get(address) ?? [],
          keepScreenshot: (png) => store.saveScreenshot(inspection, png),
          onProgress: (now) => (progress = now),
          signal: context.cancellationSignal,
        });
        await store.save(inspection, report);
        const { pages: seen, guides, items, found, findings, incomplete } = report;
        return { pages: seen, guides, items, found, findings: findings.length, incomplete };
      } finally {
        clearInterval(beat);
        await journal.close();
      }
    },

    async recheckLinks({ links }: RecheckLinksInput): Promise<RecheckedLink[]> {
      const context = Context.current();
      const signal = context.cancellationSignal;
      const checked: RecheckedLink[] = [];
      for (const { address, kind, tries: earlier } of links) {
        context.heartbeat(checked.length);
        const { ok, at, verdict: seen } = await pages.tryLink(address, kind, signal);
        const good = ok || seen === 'ambiguous'; // it answers: no longer a dead link
        const tries = [...earlier, { at, ok: good }];
        checked.push({ address, tries, verdict: linkVerdict(tries), nextTryAt: nextTryAt(tries) });
      }
      return checked;
    },
  };
}
