/** The four checks, for one page. */
import type { Browser, TurnedPage } from './browser.js';
import { SoftErrorProbe, type PageFace } from './checks/error-page.js';
import { LinkChecker, type LinkCheck } from './checks/check-link.js';
import { GuideLinks, type AttachmentCheck, type SystemCheck, type TriedLinks } from './checks/guide-links.js';
import type { Robots } from './crawl/robots.js';
import {
  ELEMENTS,
  MISSING,
  type ElementName,
  type ElementReading,
  type ElementReadings,
} from './elements.js';
import type { HttpClient } from './http/client.js';
import { fillFrames, loadPage, type LoadedPage, type LoadOptions, type NotLoaded } from './load-page.js';
import { parseHtml } from './page/dom.js';
import { readLinks, type PageLink } from './page/links.js';
import { PageModel } from './page/page-model.js';
import { readGuide, type GuideReading, type ItemReading } from './page/read-guide.js';
import { needsBrowser } from './page/render-need.js';
import { turnsByScript } from './page/turning.js';
import { tidy } from './text.js';

export interface PageInspection {
  readonly requested: string;
  readonly address: string;
  readonly at: string;
  readonly title: string;
  /** Why there is nothing to read; null for a page that was read. */
  readonly failure: NotLoaded | null;
  /** An error page with status 200. */
  readonly softError: boolean;
  readonly elements: ElementReadings;
  readonly items: readonly ItemReading[];
  readonly labelled: number;
  /** It speaks of items as guides do, and is a list, a directory or a notice. */
  readonly isOther: boolean;
  /** Names of items on a page that lists them. */
  readonly listed: readonly string[];
  readonly attachments: readonly AttachmentCheck[];
  readonly apply: SystemCheck;
  readonly query: SystemCheck;
  /** What was tried for this page, and not for an earlier one. */
  readonly tried: TriedLinks;
  readonly links: readonly PageLink[];
  readonly charset: string;
  readonly tlsFault: string | null;
  readonly rendered: boolean;
  /** The page needed a browser and there is none, or it failed. */
  readonly lacksBrowser: boolean;
  /** A list with further pages that could not be turned to. */
  readonly unturned: boolean;
  readonly screenshot: Buffer | null;
}

export interface PageInspectorOptions {
  readonly client: HttpClient;
  /** Null: pages that need one are reported, not rendered. */
  readonly browser: Browser | null;
  /** Bytes of one page. @default 4 MiB */
  readonly maxPageBytes?: number;
  /** @default 20 MiB */
  readonly maxFileBytes?: number;
  /** For one page or file. @default 30 s */
  readonly timeoutMs?: number;
  /** Before a failed link is tried again within the run. @default 2 s */
  readonly retryAfterMs?: number;
  readonly now?: () => Date;
  /** Asked before files and systems are tried. @default everything is allowed */
  readonly robots?: Pick<Robots, 'allows'>;
}

export interface InspectOptions {
  /** The item to read, on a page that describes several. */
  readonly item?: string;
  readonly referer?: string;
  readonly signal?: AbortSignal;
  /** Try files and systems only for pages that are guides: for crawling. @default false */
  readonly guidesOnly?: boolean;
  /** The site's first page. @default false */
  readonly isHome?: boolean;
}

/** Pages of one list. */
const MOST_TURNS = 300;

/** Fewer labels than this do not make a guide. */
export const GUIDE_LABELS = 3;

export class PageInspector {
  private readonly checker: LinkChecker;
  private readonly softErrors: SoftErrorProbe;
  private readonly guideLinks: GuideLinks;
  private readonly now: () => Date;

  constructor(private readonly options: PageInspectorOptions) {
    const { client, maxFileBytes = 20 * 1024 * 1024, timeoutMs = 30_000, retryAfterMs = 2_000 } = options;
    this.now = options.now ?? (() => new Date());
    this.softErrors = new SoftErrorProbe(client, faceOf);
    this.checker = new LinkChecker({
      client,
      softErrors: this.softErrors,
      faceOf,
      maxFileBytes,
      timeoutMs,
      retryAfterMs,
      now: this.now,
      allows: async (address, signal) => (await options.robots?.allows(address, signal)) ?? true,
    });
    this.guideLinks = new GuideLinks(this.checker, this.now);
  }

  /** Links that an earlier attempt has tried are not tried again. */
  recall(tried: TriedLinks): void {
    this.guideLinks.recall(tried);
  }

  /** Never throws for what a site does; only for being aborted. */
  async inspect(address: string, options: InspectOptions = {}): Promise<PageInspection> {
    const { maxPageBytes: maxBytes = 4 * 1024 * 1024, timeoutMs = 30_000, client } = this.options;
    const load: LoadOptions = { client, limits: { maxBytes, timeoutMs }, ...options };
    const loaded = await loadPage(address, load);
    if (!loaded.ok) return this.unread(address, loaded);
    const read = await this.read(loaded, load, options);
    const { model, reading } = read;
    const isGuide = reading.labelled >= GUIDE_LABELS;
    const { signal, isHome } = options;
    const softError =
      !isGuide && (await this.softErrors.isSoftError(loaded.address, faceOfModel(model), signal, isHome));
    const { links, unturned } =
      isGuide || softError ? { ...read, unturned: false } : await this.turned(read, loaded.address, signal);
    const page = { address: loaded.address, signal, tried: {} };
    const elements = await this.guideLinks.withPictures(reading.elements, page);
    const tryLinks = !options.guidesOnly || isGuide;
    const attachments = tryLinks ? await this.guideLinks.attachments(links, elements, page) : [];
    const { apply, query } = tryLinks ? await this.guideLinks.systems(links, page) : this.noSystems();
    return {
      requested: address,
      address: loaded.address,
      at: this.now().toISOString(),
      title: model.title,
      failure: null,
      softError,
      elements: read.lacksBrowser ? needingBrowser(elements) : elements,
      items: reading.items,
      labelled: reading.labelled,
      isOther: reading.otherwise !== null,
      listed: reading.listed,
      attachments,
      apply,
      query,
      tried: page.tried,
      links,
      charset: loaded.charset,
      tlsFault: loaded.tlsFault,
      rendered: read.rendered,
      lacksBrowser: read.lacksBrowser,
      unturned,
      screenshot: read.screenshot,
    };
  }

  /** One link, anew: for tries on another day. */
  async tryLink(address: string, kind: 'file' | 'system', signal?: AbortSignal): Promise<LinkCheck> {
    return kind === 'file'
      ? this.checker.file(address, '', '', signal)
      : this.checker.page(address, '', signal);
  }

  private async read(loaded: LoadedPage, load: LoadOptions, { item, signal }: InspectOptions): Promise<Read> {
    let model = new PageModel(loaded.document);
    let reading = readGuide(model, { item });
    if (!isComplete(reading) && (await fillFrames(loaded, load)) > 0) {
      model = new PageModel(loaded.document);
      reading = readGuide(model, { item });
    }
    const plain: Read = {
      model,
      reading,
      links: readLinks(model, loaded.address),
      rendered: false,
      lacksBrowser: false,
      screenshot: null,
    };
    if (isComplete(reading) || !needsBrowser(model, reading)) return plain;
    if (!this.options.browser) return { ...plain, lacksBrowser: true };
    const readState = (html: string): { model: PageModel; reading: GuideReading } => {
      const state = new PageModel(parseHtml(html));
      return { model: state, reading: readGuide(state, { item }) };
    };
    try {
      const enough = (html: string): boolean => isComplete(readState(html).reading);
      const { states, screenshot } = await this.options.browser.render(loaded.address, enough, signal);
      const all = states.map(readState);
      const last = all[0]!;
      const merged = all.map((state) => state.reading).reduce(better, reading);
      const links = readLinks(last.model, loaded.address);
      return { model: last.model, reading: merged, links, rendered: true, lacksBrowser: false, screenshot };
    } catch {
      signal?.throwIfAborted();
      return { ...plain, lacksBrowser: true }; // the page broke the browser: for a person, like a page without one
    }
  }

  /** Links of all pages of a list, where only its script knows the next one. */
  private async turned(
    { model, links, rendered }: Read,
    address: string,
    signal?: AbortSignal,
  ): Promise<{ links: readonly PageLink[]; unturned: boolean }> {
    if (!turnsByScript(model, links, rendered)) return { links, unturned: false };
    const { browser } = this.options;
    if (!browser) return { links, unturned: true };
    const all = new Map(links.map((link) => [keyOf(link), link]));
    let turns = 0;
    const goesOn = (turned: TurnedPage): boolean => {
      const known = all.size;
      for (const link of readLinks(new PageModel(parseHtml(turned.html)), turned.address))
        if (!all.has(keyOf(link))) all.set(keyOf(link), link);
      turns += 1;
      // Behind the last page there is nothing new, whatever its button does.
      return all.size > known && turns < MOST_TURNS;
    };
    const unturned = await browser.turnPages(address, goesOn, signal).then(
      () => turns === MOST_TURNS,
      () => true, // the page broke the browser
    );
    signal?.throwIfAborted();
    return { links: [...all.values()], unturned };
  }

  private unread(requested: string, failure: NotLoaded): PageInspection {
    const elements = forEach(() => MISSING);
    return {
      requested,
      address: failure.address,
      at: this.now().toISOString(),
      title: '',
      failure,
      softError: false,
      elements,
      items: [],
      labelled: 0,
      isOther: false,
      listed: [],
      attachments: [],
      ...this.noSystems(),
      tried: {},
      links: [],
      charset: '',
      tlsFault: null,
      rendered: false,
      lacksBrowser: false,
      unturned: false,
      screenshot: null,
    };
  }

  private noSystems(): { apply: SystemCheck; query: SystemCheck } {
    return { apply: this.guideLinks.absent(), query: this.guideLinks.absent() };
  }
}

interface Read {
  readonly model: PageModel;
  readonly reading: GuideReading;
  readonly links: readonly PageLink[];
  readonly rendered: boolean;
  readonly lacksBrowser: boolean;
  readonly screenshot: Buffer | null;
}

const forEach = (make: (element: ElementName) => ElementReading): ElementReadings =>
  Object.fromEntries(ELEMENTS.map((element) => [element, make(element)])) as ElementReadings;

const keyOf = ({ address, raw, text }: PageLink): string => `${address ?? raw} ${text}`;

const isComplete = ({ elements }: GuideReading): boolean =>
  ELEMENTS.every((element) => elements[element].verdict === 'present');

const RANK = { present: 3, ambiguous: 2, empty: 1, missing: 0 } as const;

/** What any state of the page shows, it shows. */
function better(a: GuideReading, b: GuideReading): GuideReading {
  const elements = forEach((element) =>
    RANK[b.elements[element].verdict] > RANK[a.elements[element].verdict]
      ? b.elements[element]
      : a.elements[element],
  );
  const richer = b.labelled >= a.labelled ? b : a;
  const items = richer.items.length <= 1 ? [{ name: richer.items[0]?.name ?? '', elements }] : richer.items;
  return { elements, items, labelled: richer.labelled, otherwise: richer.otherwise, listed: richer.listed };
}

/** What the plain page lacks may be shown by its scripts. */
const needingBrowser = (elements: ElementReadings): ElementReadings =>
  forEach((element) =>
    elements[element].verdict === 'missing' || elements[element].verdict === 'empty'
      ? { ...elements[element], verdict: 'ambiguous', reason: 'needs a browser' }
      : elements[element],
  );

const faceOf = (html: string): PageFace => faceOfModel(new PageModel(parseHtml(html)));
const faceOfModel = (model: PageModel): PageFace => ({
  title: model.title,
  text: tidy(model.text(model.rangeOf(model.root)).slice(0, 20_000)),
});
