/** The four checks, for one page. */
import { createHash } from 'node:crypto';
import type { Browser, TurnedPage, Visit } from './browser.js';
import { SoftErrorProbe } from '../checks/error-page.js';
import { LinkChecker, type LinkCheck } from '../checks/check-link.js';
import {
  GuideLinks,
  type AttachmentCheck,
  type SystemCheck,
  type TriedLinks,
} from '../checks/guide-links.js';
import type { Robots } from '../http/robots.js';
import {
  ELEMENTS,
  MISSING,
  type ElementName,
  type ElementReading,
  type ElementReadings,
  type Lack,
} from '../text/elements.js';
import type { HttpClient } from '../http/client.js';
import { Cookies } from '../http/cookies.js';
import { fillFrames, loadPage, type LoadedPage, type LoadOptions, type NotLoaded } from './load-page.js';
import { parseHtml } from '../page/dom.js';
import { faceOf, faceOfModel } from '../page/face.js';
import { readLinks, type PageLink } from '../page/links.js';
import { PageModel } from '../page/page-model.js';
import { readGuide, type GuideReading, type ItemReading } from '../page/read-guide.js';
import { needsBrowser } from '../page/render-need.js';
import { scriptOnly } from '../page/script-only.js';
import { turnsByScript } from '../page/turning.js';
import { squeeze } from '../text/text.js';

export interface PageInspection {
  readonly requested: string;
  readonly address: string;
  readonly at: string;
  readonly title: string;
  /** Stands for the words of the page, without figures; empty when there are none. */
  readonly words: string;
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
  /** Why the page may show more than was read of it; null when it cannot. */
  readonly lacks: Lack | null;
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
  private readonly siteCookies = Cookies.none();

  constructor(private readonly options: PageInspectorOptions) {
    const { client, maxFileBytes = 20 * 1024 * 1024, timeoutMs = 30_000, retryAfterMs = 2_000 } = options;
    this.now = options.now ?? (() => new Date());
    this.softErrors = new SoftErrorProbe(client, faceOf);
    const { browser } = options;
    this.checker = new LinkChecker({
      client,
      open: browser && ((address, cookies, signal) => openWith(browser, address, { cookies, signal })),
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
    const load = this.loadOptions(options);
    const { cookies } = load;
    const loaded = await loadPage(address, load);
    if (!loaded.ok) return this.unread(address, loaded);
    const read = await this.read(loaded, load, options);
    if ('reason' in read) return this.unread(address, read);
    const { model, reading } = read;
    const isGuide = reading.labelled >= GUIDE_LABELS;
    const { signal, isHome = false } = options;
    // What the first page sets, and what opens a site, goes with every later visit; what another page sets does not.
    if (isHome || loaded.scriptOnly === 'opens') this.siteCookies.add(cookies.all());
    const probe = { signal, cookies, isHome };
    const softError =
      !isGuide &&
      read.lacks !== 'needs a browser' &&
      (await this.softErrors.isSoftError(read.address, faceOfModel(model, read.rendered), probe));
    const { links, unturned } =
      isGuide || softError
        ? { ...read, unturned: false }
        : await this.turned(read, loaded.charset, { signal, cookies });
    const page = { address: read.address, signal, cookies, tried: {} };
    const elements = await this.guideLinks.withPictures(reading.elements, page);
    const sure = (readings: ElementReadings): ElementReadings =>
      read.lacks === null ? readings : unsureOfMissing(readings, read.lacks);
    const tryLinks = !options.guidesOnly || isGuide;
    const attachments = tryLinks ? await this.guideLinks.attachments(links, elements, page) : [];
    const { apply, query } = tryLinks ? await this.guideLinks.systems(links, page) : this.noSystems();
    return {
      requested: address,
      address: read.address,
      at: this.now().toISOString(),
      title: model.title,
      words: wordsOf(model),
      failure: null,
      softError,
      elements: sure(elements),
      items: reading.items.map((item) => ({ ...item, elements: sure(item.elements) })),
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
      lacks: read.lacks,
      unturned,
      screenshot: read.screenshot,
    };
  }

  /**
   * One link, anew: for tries on another day.
   *
   * @param page where it stands: visited first, as its reader would
   */
  async tryLink(
    address: string,
    kind: 'file' | 'system',
    { page, signal }: { readonly page?: string; readonly signal?: AbortSignal } = {},
  ): Promise<LinkCheck> {
    const load = this.loadOptions({ signal });
    const { cookies } = load;
    const loaded = page === undefined ? null : await loadPage(page, load);
    if (loaded?.ok && loaded.scriptOnly === 'opens' && this.options.browser)
      await openWith(this.options.browser, loaded.address, { cookies, signal });
    const click = { address, name: '', referer: page ?? '', cookies, signal };
    return kind === 'file' ? this.checker.file(click) : this.checker.page(click);
  }

  private loadOptions({ referer, signal }: Pick<InspectOptions, 'referer' | 'signal'>): LoadOptions {
    const { maxPageBytes: maxBytes = 4 * 1024 * 1024, timeoutMs = 30_000, client } = this.options;
    return { client, limits: { maxBytes, timeoutMs }, cookies: this.siteCookies.fork(), referer, signal };
  }

  private async read(
    loaded: LoadedPage,
    load: LoadOptions,
    { item, signal }: InspectOptions,
  ): Promise<Read | NotLoaded> {
    let model = new PageModel(loaded.document);
    let reading = readGuide(model, { item });
    const frames = isComplete(reading) ? { added: 0, unread: 0 } : await fillFrames(loaded, load);
    if (frames.added > 0) {
      model = new PageModel(loaded.document);
      reading = readGuide(model, { item });
    }
    const { address, charset, truncated } = loaded;
    const lacks = lackOf(truncated, frames.unread);
    const links = readLinks(model, address, charset);
    const plain: Read = { model, reading, links, address, rendered: false, lacks, screenshot: null };
    const isError = loaded.status < 200 || loaded.status > 299;
    const isOpened = loaded.scriptOnly === 'opens' && (isError || links.length === 0);
    if (!isOpened && (isComplete(reading) || !needsBrowser(model, reading))) return plain;
    const rendered = await this.rendered(plain, loaded, { item, signal, cookies: load.cookies });
    if (rendered) return rendered;
    return isError ? unopened(loaded) : { ...plain, lacks: 'needs a browser' };
  }

  /** As a browser shows it; null where there is none, or the page breaks it: for a person. */
  private async rendered(
    plain: Read,
    { address, charset, scriptOnly: only }: LoadedPage,
    { item, signal, cookies }: Pick<InspectOptions, 'item' | 'signal'> & { cookies: Cookies },
  ): Promise<Read | NotLoaded | null> {
    const { browser } = this.options;
    if (!browser) return null;
    const readState = (html: string): { model: PageModel; reading: GuideReading } => {
      const state = new PageModel(parseHtml(html));
      return { model: state, reading: readGuide(state, { item }) };
    };
    const enough = (html: string): boolean => isComplete(readState(html).reading);
    const visit = { cookies, signal };
    const shown = await browser.render(address, enough, visit).catch(() => {
      signal?.throwIfAborted();
      return null; // the page broke the browser
    });
    if (!shown) return null;
    const all = shown.states.map(readState);
    const { model } = all[0]!;
    if (only === 'opens') {
      if (isBlank(model) && all.length === 1) return null;
      if (shown.status < 200 || shown.status > 299)
        return notLoaded(shown.address, shown.status, 'error status', `status ${shown.status}`);
    }
    return {
      model,
      reading: all.map((state) => state.reading).reduce(better, plain.reading),
      links: readLinks(model, shown.address, charset),
      address: only === 'opens' ? shown.address : address,
      rendered: true,
      lacks: shown.isPartial ? 'its scripts could not fetch everything' : plain.lacks,
      screenshot: shown.screenshot,
    };
  }

  /** Links of all pages of a list, where only its script knows the next one. */
  private async turned(
    { model, links, rendered, address }: Read,
    charset: string,
    visit: Visit,
  ): Promise<{ links: readonly PageLink[]; unturned: boolean }> {
    if (!turnsByScript(model, links, rendered)) return { links, unturned: false };
    const { browser } = this.options;
    if (!browser) return { links, unturned: true };
    const all = new Map(links.map((link) => [keyOf(link), link]));
    let turns = 0;
    const goesOn = (turned: TurnedPage): boolean => {
      const known = all.size;
      for (const link of readLinks(new PageModel(parseHtml(turned.html)), turned.address, charset))
        if (!all.has(keyOf(link))) all.set(keyOf(link), link);
      turns += 1;
      // Behind the last page there is nothing new, whatever its button does.
      return all.size > known && turns < MOST_TURNS;
    };
    const unturned = await browser.turnPages(address, goesOn, visit).then(
      () => turns === MOST_TURNS,
      () => true, // the page broke the browser
    );
    visit.signal?.throwIfAborted();
    return { links: [...all.values()], unturned };
  }

  private unread(requested: string, failure: NotLoaded): PageInspection {
    const elements = forEach(() => MISSING);
    return {
      requested,
      address: failure.address,
      at: this.now().toISOString(),
      title: '',
      words: '',
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
      lacks: null,
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
  /** Where scripts have led, when only they open the page. */
  readonly address: string;
  readonly rendered: boolean;
  /** Why the page may show more than was read of it; null when it cannot. */
  readonly lacks: Lack | null;
  readonly screenshot: Buffer | null;
}

function lackOf(isTruncated: boolean, unreadFrames: number): Lack | null {
  if (isTruncated) return 'the page is longer than what was read of it';
  return unreadFrames > 0 ? 'a frame could not be read' : null;
}

const notLoaded = (
  address: string,
  status: number | null,
  reason: NotLoaded['reason'],
  detail: string,
): NotLoaded => ({ ok: false, address, status, reason, detail });

const unopened = ({ address, status }: LoadedPage): NotLoaded =>
  notLoaded(address, status, 'needs a browser', 'only a script opens it');

function wordsOf(model: PageModel): string {
  const text = squeeze(model.text(model.rangeOf(model.root))).replace(/\d+/g, '#');
  return text === '' ? '' : createHash('sha1').update(text).digest('base64').slice(0, 12);
}

/** Nothing to read and nowhere to go: the script did not open it. */
const isBlank = (model: PageModel): boolean =>
  model.atoms.length === 0 || scriptOnly(model.document, true) !== null;

/** @returns the page as its scripts have made it; null when they break the browser */
async function openWith(browser: Browser, address: string, visit: Visit): Promise<string | null> {
  const shown = await browser
    .render(address, () => true, visit)
    .catch(() => {
      visit.signal?.throwIfAborted();
      return null;
    });
  return shown?.states[0] ?? null;
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

/** What was not found on the page may be there all the same. */
const unsureOfMissing = (elements: ElementReadings, reason: Lack): ElementReadings =>
  forEach((element) =>
    elements[element].verdict === 'missing' || elements[element].verdict === 'empty'
      ? { ...elements[element], verdict: 'ambiguous', reason }
      : elements[element],
  );
