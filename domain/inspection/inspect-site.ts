/** Runs the four checks of a campaign on a whole site, against a catalogue. */
import type { LinkTry } from './checks/link-tries.js';
import { CatalogueIndex, type CatalogueItem } from './crawl/catalogue-index.js';
import { canonical, hostOf } from './addresses/address.js';
import { Frontier, type Visit } from './crawl/frontier.js';
import { NoJournal, type Journal } from './crawl/journal.js';
import { makeFindings } from './crawl/make-findings.js';
import { matchItems } from './crawl/match-items.js';
import { guideOf, type PageRecord } from './crawl/page-record.js';
import type { Robots } from './http/robots.js';
import type { Finding } from './crawl/findings.js';
import type { PageInspection, PageInspector, PageSource } from './visit/inspect-page.js';
import { saysNothing, type NotLoaded } from './visit/load-page.js';

export interface SiteProgress {
  /** Pages visited, those of an earlier attempt included. */
  readonly pages: number;
  /** Addresses known and not yet visited. */
  readonly waiting: number;
  readonly guides: number;
  /** Items of the catalogue. */
  readonly items: number;
}

export interface SiteOptions {
  readonly site: string;
  readonly catalogue: readonly CatalogueItem[];
  readonly pages: PageInspector;
  readonly robots: Pick<Robots, 'allows'>;
  /** Further hosts that belong to the site. */
  readonly alsoHosts?: readonly string[];
  /** Visits only these pages. @default every page that the site and the catalogue lead to */
  readonly only?: readonly string[];
  /** Further pages to visit. @default none */
  readonly alsoPages?: readonly string[];
  /** Pages to skip, because their content is known. @default none */
  readonly passOver?: (visit: Pick<Visit, 'address' | 'text'>) => boolean;
  /** @default 5000 */
  readonly maxPages?: number;
  /** @default 240 */
  readonly maxMinutes?: number;
  /** Concurrent pages over all hosts; the host gate limits each host. @default 8 */
  readonly workers?: number;
  readonly journal?: Journal;
  /** Tries of earlier days, by address of the link. */
  readonly earlierTries?: (address: string) => readonly LinkTry[];
  /** Stores a page that findings may be about. @returns its SHA-256 */
  readonly keepSource?: (source: PageSource) => Promise<string>;
  readonly keepScreenshot?: (png: Buffer) => Promise<string>;
  readonly onProgress?: (progress: SiteProgress) => void;
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
}

export interface SiteReport {
  readonly site: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly pages: number;
  readonly guides: number;
  readonly items: number;
  /** Items of the catalogue that have a guide on the site. */
  readonly found: number;
  /** Why not every page was seen; null when all were. */
  readonly incomplete: string | null;
  /** The site could not be read at all, or stopped answering: a later attempt may see more. */
  readonly unanswered: boolean;
  readonly findings: readonly Finding[];
  /** Addresses of pages whose server did not answer, or failed: their content is unknown. */
  readonly unread: readonly string[];
  /** About the site as a whole: certificate faults, pages that could not be read. */
  readonly notes: readonly string[];
}

/** Failures without an answer: they say nothing about a page. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'timeout',
  'no connection',
  'connection lost',
  'name not found',
]);
/** Consecutive visits without an answer that end an inspection: each takes half a minute. */
const MOST_UNANSWERED = 16;
const ERROR_PAGE = 'error page';
/** Pages from which on a site of nothing but error pages counts as down. */
const ENOUGH_ERRORS = 5;

export async function inspectSite(options: SiteOptions): Promise<SiteReport> {
  const run = new SiteRun(options);
  return run.report(await run.crawl());
}

class SiteRun {
  private readonly index: CatalogueIndex;
  private readonly frontier: Frontier;
  private readonly records: PageRecord[] = [];
  private readonly now: () => Date;
  private readonly startedAt: Date;
  private readonly namedByAddress = new Map<string, string>();
  private guides = 0;
  /** Pages in progress: they may add to the frontier. */
  private underWay = 0;
  private wake: (() => void)[] = [];
  /** Consecutive visits without an answer. */
  private unansweredVisits = 0;

  constructor(private readonly options: SiteOptions) {
    const { catalogue, site, alsoHosts = [], only, alsoPages = [] } = options;
    this.now = options.now ?? (() => new Date());
    this.startedAt = this.now();
    this.index = new CatalogueIndex(catalogue);
    const hosts = new Set(
      [site, ...alsoHosts.map((host) => (host.includes('://') ? host : `http://${host}`))].map(hostOf),
    );
    this.frontier = new Frontier(hosts, (text) => this.index.has(text));
    for (const address of only ?? [site, ...alsoPages]) this.frontier.addSeed(address);
    for (const { guideAddress, name } of catalogue) {
      const address = guideAddress ? canonical(guideAddress) : null;
      if (address === null) continue;
      if (!only) this.frontier.addSeed(address);
      this.namedByAddress.set(address, name);
    }
  }

  /** @returns why some pages were not seen, or null */
  async crawl(): Promise<string | null> {
    const {
      journal = new NoJournal(),
      maxPages = 5_000,
      maxMinutes = 240,
      workers = 8,
      signal,
    } = this.options;
    const done = new Set<string>();
    for await (const record of journal.load()) {
      this.options.pages.recall(record.tried);
      this.add(record);
      done.add(record.requested);
    }
    const deadline = performance.now() + maxMinutes * 60_000;
    let stopped: string | null = null;
    const work = async (): Promise<void> => {
      for (;;) {
        signal?.throwIfAborted();
        if (this.records.length + this.underWay >= maxPages) {
          if (this.frontier.waiting > 0) stopped ??= `stopped after ${maxPages} pages`;
          return;
        }
        if (performance.now() > deadline) {
          stopped ??= `stopped after ${maxMinutes} minutes`;
          return;
        }
        if (this.unansweredVisits >= MOST_UNANSWERED) {
          stopped ??= 'the site stopped answering';
          return;
        }
        const visit = this.frontier.next();
        if (!visit) {
          if (this.underWay === 0) return;
          await new Promise<void>((resolve) => this.wake.push(resolve));
          continue;
        }
        if (done.has(visit.address) || this.options.passOver?.(visit)) continue;
        this.underWay += 1;
        try {
          const record = await this.visit(visit);
          await journal.append(record);
          const isUnanswered = record.failure !== null && UNANSWERED.has(record.failure.reason);
          this.unansweredVisits = isUnanswered ? this.unansweredVisits + 1 : 0;
          this.add(record);
        } finally {
          this.underWay -= 1;
          for (const wake of this.wake.splice(0)) wake();
        }
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: workers }, work));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return stopped;
  }

  private async visit(visit: Visit): Promise<PageRecord> {
    const { pages, robots, signal, keepScreenshot, keepSource } = this.options;
    const { address, referer, text, depth } = visit;
    const base = { requested: address, text, depth };
    if (!(await robots.allows(address, signal))) {
      return unread({ ...base, address, at: this.now().toISOString() }, 'robots.txt', 'forbids it');
    }
    const isHome = address === canonical(this.options.site);
    const inspection = await pages.inspect(address, {
      referer,
      signal,
      guidesOnly: true,
      isHome,
      item: this.nameOf(visit),
    });
    const { failure, softError, at, title, tlsFault } = inspection;
    const seen = { ...base, address: inspection.address, at, title, tlsFault };
    if (failure) return unread(seen, failure.reason, failure.detail);
    if (softError) return unread(seen, ERROR_PAGE, 'with status 200');
    const screenshot =
      inspection.screenshot && keepScreenshot ? await keepScreenshot(inspection.screenshot) : null;
    const guide = guideOf(inspection, visit.priority <= 1 && !isHome);
    const elements =
      guide === null && visit.priority <= 1 && !inspection.isOther ? inspection.elements : null;
    const isEvidence = guide !== null || elements !== null;
    const read = isEvidence && isKept(inspection.source) ? inspection.source : null;
    const source = read && keepSource ? await keepSource(read) : undefined;
    return {
      ...seen,
      failure: null,
      guide,
      elements,
      ...this.linksOf(inspection, visit),
      tried: inspection.tried,
      ...(inspection.unturned && { unturned: true }),
      ...(inspection.lacks && { lacks: inspection.lacks }),
      words: inspection.words,
      screenshot,
      ...(source !== undefined && { source }),
    };
  }

  /** The item that the link to a page names, if any. */
  private nameOf({ text, address }: Visit): string | undefined {
    if (this.index.has(text)) return text;
    return this.namedByAddress.get(address);
  }

  private linksOf(
    { links, listed, address: own }: PageInspection,
    visit: Visit,
  ): Pick<PageRecord, 'links' | 'named'> {
    const fresh: { address: string; text: string }[] = [];
    // A list that names an item without a link still shows the item.
    const linked = new Set(links.map(({ text }) => text));
    const named = listed
      .filter((text) => this.index.has(text) && !linked.has(text))
      .map((text) => ({ address: own, text }));
    for (const { address, text, kind } of links) {
      if (address === null || kind !== 'page') continue; // files and systems are tried, not crawled
      const added = this.options.only ? null : this.frontier.addLink(address, text, visit);
      if (added !== null) fresh.push({ address: added, text: text.slice(0, 120) });
      if (this.index.has(text)) named.push({ address, text });
    }
    return { links: fresh, named };
  }

  /** Records a page that was visited now or in an earlier attempt, and queues its links. */
  private add(record: PageRecord): void {
    const { requested, address, links, guide, depth, text, failure, words } = record;
    // A deep copy: substrings of a page would keep the whole page in memory.
    this.records.push(JSON.parse(JSON.stringify({ ...record, links: [], tried: {} })) as PageRecord);
    this.frontier.markSeen(requested);
    this.frontier.markSeen(address);
    const from: Visit = { address, referer: undefined, text, depth, priority: 3 };
    for (const link of links) this.frontier.addLink(link.address, link.text, from);
    if (guide) this.guides += 1;
    this.frontier.report(requested, guide !== null || links.length > 0);
    if (failure) this.frontier.failed(requested);
    const isNamed = guide?.items.length === 1 && guide.items[0]!.name !== '';
    if (words) this.frontier.learn(requested, words, isNamed);
    const { onProgress } = this.options;
    onProgress?.({
      pages: this.records.length,
      waiting: this.frontier.waiting,
      guides: this.guides,
      items: this.options.catalogue.length,
    });
  }

  report(stopped: string | null): SiteReport {
    const { site, earlierTries = () => [] } = this.options;
    const endedAt = this.now().toISOString();
    const down = this.whyUnread();
    const unturned = this.records.filter((record) => record.unturned).length;
    const incomplete =
      down ??
      stopped ??
      (unturned > 0
        ? `further pages of ${unturned} ${unturned > 1 ? 'lists' : 'list'} could not be turned to`
        : this.whyNothingFollowed());
    const unanswered = down !== null || this.unansweredVisits >= MOST_UNANSWERED;
    const matching = matchItems(this.records, this.index);
    const context = { site, at: endedAt, incomplete, unseen: this.whyUnseen(), unanswered, earlierTries };
    const findings = makeFindings(matching, this.index, context);
    return {
      site,
      startedAt: this.startedAt.toISOString(),
      endedAt,
      pages: this.records.length,
      guides: this.guides,
      items: this.index.items.length,
      found: matching.matches.filter(({ kind }) => kind === 'found').length,
      incomplete,
      unanswered,
      findings,
      unread: this.records.filter(isUnread).flatMap(({ requested, address }) => [requested, address]),
      notes: notesOf(this.records),
    };
  }

  /** Why an item that was not found may exist, although the crawl is complete. */
  private whyUnseen(): string | null {
    const unread = this.records.filter(isUnread).length;
    const partly = this.records.filter(({ lacks, guide }) => lacks && !guide).length;
    const { leftOut } = this.frontier;
    if (unread > 0) return `${unread} ${unread > 1 ? 'pages' : 'page'} could not be read`;
    if (partly > 0) return `${partly} ${partly > 1 ? 'pages' : 'page'} could not be read as a whole`;
    return leftOut > 0 ? `${leftOut} ${leftOut > 1 ? 'links were' : 'link was'} not followed` : null;
  }

  /** A first page without guides and links means that the site was not seen. */
  private whyNothingFollowed(): string | null {
    const [only, second] = this.records;
    if (!only || second || this.options.only || only.guide) return null;
    if (only.lacks === 'needs a browser' || only.failure?.reason === 'needs a browser')
      return 'only a script opens its first page';
    return only.failure ? null : 'nothing leads on from its first page';
  }

  /** Why the site cannot be read at all; null when it can. */
  private whyUnread(): string | null {
    const root = this.records.find(({ depth, failure }) => depth === 0 && failure === null);
    const first = this.records.find(({ requested }) => hostOf(requested) === hostOf(this.options.site));
    if (!root && first?.failure?.reason === 'needs a browser') return null;
    if (!root && first?.failure)
      return `the site cannot be read: ${first.failure.reason} ${first.failure.detail}`.trim();
    const others = this.records.filter((record) => record !== root);
    const allErrors = others.every(({ failure }) => failure?.reason === ERROR_PAGE);
    return others.length >= ENOUGH_ERRORS && allErrors
      ? 'the site cannot be read: error pages with status 200, but for its first page'
      : null;
  }
}

/** Longer pages are no evidence that anybody would read. */
const LONGEST_KEPT = 2 * 1024 * 1024;
const isKept = (source: PageSource | null): boolean => source !== null && source.bytes.length <= LONGEST_KEPT;

/** Whether the content of a page is unknown because it could not be read. */
function isUnread({ failure }: PageRecord): boolean {
  if (!failure) return false;
  if (failure.reason === 'robots.txt') return true;
  if (failure.reason === ERROR_PAGE) return false;
  const status = /^status (\d+)/.exec(failure.detail)?.[1];
  const reason = failure.reason as NotLoaded['reason'];
  return saysNothing({ reason, status: status === undefined ? null : Number(status) });
}

function unread(
  seen: Pick<PageRecord, 'requested' | 'address' | 'at' | 'text' | 'depth'> & Partial<PageRecord>,
  reason: string,
  detail: string,
): PageRecord {
  return {
    title: '',
    tlsFault: null,
    ...seen,
    failure: { reason, detail },
    guide: null,
    elements: null,
    links: [],
    named: [],
    tried: {},
    screenshot: null,
  };
}

function notesOf(records: readonly PageRecord[]): string[] {
  const notes = new Set<string>();
  const failures = new Map<string, number>();
  for (const { tlsFault, address, failure } of records) {
    if (tlsFault) notes.add(`certificate of ${hostOf(address)}: ${tlsFault}`);
    if (failure) failures.set(failure.reason, (failures.get(failure.reason) ?? 0) + 1);
  }
  for (const [reason, count] of failures) notes.add(`${count} pages: ${reason}`);
  return [...notes];
}
