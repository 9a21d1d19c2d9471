/** Runs the four checks of a campaign on one page. */
import { createHash } from 'node:crypto';
import type { Browser, Visit } from './browser.js';
import { SoftErrorProbe } from '../checks/error-page.js';
import { LinkChecker, type LinkCheck } from '../checks/check-link.js';
import {
  GuideLinks,
  type AttachmentCheck,
  type SystemCheck,
  type TriedLinks,
} from '../checks/guide-links.js';
import type { Robots } from '../http/robots.js';
import { MISSING, readingsOf, type ElementReadings, type Lack } from '../text/elements.js';
import type { HttpClient } from '../http/client.js';
import { Cookies } from '../http/cookies.js';
import { loadPage, type LoadedPage, type LoadOptions, type NotLoaded } from './load-page.js';
import { faceOf, faceOfModel } from '../page/page-face.js';
import type { PageLink } from '../page/links.js';
import type { PageModel } from '../page/page-model.js';
import type { ItemReading } from '../page/read-guide.js';
import { PageReader } from './read-page.js';
import { squeeze } from '../text/text.js';

/** A page as it was read: the bytes that the site served, or its HTML after its scripts ran. */
export interface PageSource {
  readonly bytes: Buffer;
  readonly charset: string;
  /** Its scripts have run. */
  readonly rendered: boolean;
}

export interface PageInspection {
  readonly requested: string;
  readonly address: string;
  readonly at: string;
  readonly title: string;
  /** Digest of the words of the page, without figures; empty when there are none. */
  readonly words: string;
  /** Why the page was not read; null for a page that was read. */
  readonly failure: NotLoaded | null;
  /** An error page with status 200. */
  readonly softError: boolean;
  readonly elements: ElementReadings;
  readonly items: readonly ItemReading[];
  readonly labelled: number;
  /** It mentions items as guides do, but is a list, a directory or a notice. */
  readonly isOther: boolean;
  /** Names of items on a page that lists them. */
  readonly listed: readonly string[];
  readonly attachments: readonly AttachmentCheck[];
  readonly apply: SystemCheck;
  readonly query: SystemCheck;
  /** Links tried for this page first. */
  readonly tried: TriedLinks;
  readonly links: readonly PageLink[];
  readonly charset: string;
  readonly tlsFault: string | null;
  readonly rendered: boolean;
  /** Why the page may show more than was read of it; null for one that was read as a whole. */
  readonly lacks: Lack | null;
  /** A list with further pages that could not be turned to. */
  readonly unturned: boolean;
  readonly screenshot: Buffer | null;
  /** Null for a page that was not read. */
  readonly source: PageSource | null;
}

export interface PageInspectorOptions {
  readonly client: HttpClient;
  /** Null: pages that need one are reported, not rendered. */
  readonly browser: Browser | null;
  /** Bytes of one page. @default 4 MiB */
  readonly maxPageBytes?: number;
  /** @default 20 MiB */
  readonly maxFileBytes?: number;
  /** Timeout of one page or file. @default 30 s */
  readonly timeoutMs?: number;
  /** Delay before a failed link is retried within the run. @default 2 s */
  readonly retryAfterMs?: number;
  readonly now?: () => Date;
  /** Checked before files and systems are tried. @default everything is allowed */
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

/** Fewer labels than this do not make a guide. */
export const GUIDE_LABELS = 3;

export class PageInspector {
  private readonly checker: LinkChecker;
  private readonly softErrors: SoftErrorProbe;
  private readonly guideLinks: GuideLinks;
  private readonly now: () => Date;
  private readonly reader: PageReader;
  private readonly siteCookies = Cookies.none();

  constructor(private readonly options: PageInspectorOptions) {
    const { client, maxFileBytes = 20 * 1024 * 1024, timeoutMs = 30_000, retryAfterMs = 2_000 } = options;
    this.now = options.now ?? (() => new Date());
    this.softErrors = new SoftErrorProbe(client, faceOf);
    const { browser } = options;
    this.reader = new PageReader(browser);
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

  /** Restores the links that an earlier attempt has tried, so that they are not tried again. */
  recall(tried: TriedLinks): void {
    this.guideLinks.recall(tried);
  }

  /** Throws only when it is aborted, never for anything that a site does. */
  async inspect(address: string, options: InspectOptions = {}): Promise<PageInspection> {
    const load = this.loadOptions(options);
    const { cookies } = load;
    const loaded = await loadPage(address, load);
    if (!loaded.ok) return this.unread(address, loaded);
    const read = await this.reader.read(loaded, load, options);
    if ('reason' in read) return this.unread(address, read);
    const { model, reading } = read;
    const isGuide = reading.labelled >= GUIDE_LABELS;
    const { signal, isHome = false } = options;
    // Cookies of the first page, and of a page that opens a site, go with every later visit; others do not.
    if (isHome || loaded.scriptOnly === 'opens') this.siteCookies.add(cookies.all());
    const probe = { signal, cookies, isHome };
    const softError =
      !isGuide &&
      read.lacks !== 'needs a browser' &&
      (await this.softErrors.isSoftError(read.address, faceOfModel(model, read.rendered), probe));
    const { links, unturned } =
      isGuide || softError
        ? { ...read, unturned: false }
        : await this.reader.turnPages(read, loaded.charset, { signal, cookies });
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
      source: sourceOf(loaded, read.html),
    };
  }

  /**
   * Tries one link again: for tries on another day.
   *
   * @param about `page`: the page that the link is on, visited first as its reader would
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

  private unread(requested: string, failure: NotLoaded): PageInspection {
    const elements = readingsOf(() => MISSING);
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
      source: null,
    };
  }

  private noSystems(): { apply: SystemCheck; query: SystemCheck } {
    return { apply: this.guideLinks.absent(), query: this.guideLinks.absent() };
  }
}

/** Renders a page. @returns its HTML after its scripts ran; null when they break the browser */
async function openWith(browser: Browser, address: string, visit: Visit): Promise<string | null> {
  const shown = await browser
    .render(address, () => true, visit)
    .catch(() => {
      visit.signal?.throwIfAborted();
      return null;
    });
  return shown?.states[0] ?? null;
}

const sourceOf = ({ body, charset }: LoadedPage, html: string | null): PageSource =>
  html === null
    ? { bytes: body, charset, rendered: false }
    : { bytes: Buffer.from(html), charset: 'utf-8', rendered: true };

function wordsOf(model: PageModel): string {
  const text = squeeze(model.text(model.rangeOf(model.root))).replace(/\d+/g, '#');
  return text === '' ? '' : createHash('sha1').update(text).digest('base64').slice(0, 12);
}

/** Of a page that was not read as a whole, elements that were not found are ambiguous. */
const unsureOfMissing = (elements: ElementReadings, reason: Lack): ElementReadings =>
  readingsOf((element) =>
    elements[element].verdict === 'missing' || elements[element].verdict === 'empty'
      ? { ...elements[element], verdict: 'ambiguous', reason }
      : elements[element],
  );
