/** Reads one loaded page: its HTML, and where that is not enough, as a browser renders it. */
import type { Browser, TurnedPage, Visit } from './browser.js';
import { ELEMENTS, readingsOf, type Lack } from '../text/elements.js';
import type { Cookies } from '../http/cookies.js';
import { fillFrames, type LoadedPage, type LoadOptions, type NotLoaded } from './load-page.js';
import { parseHtml } from '../page/dom.js';
import { readLinks, type PageLink } from '../page/links.js';
import { PageModel } from '../page/page-model.js';
import { readGuide, type GuideReading } from '../page/read-guide.js';
import { needsBrowser } from '../page/render-need.js';
import { scriptOnly } from '../page/script-only.js';
import { turnsByScript } from '../page/script-turned-list.js';

/** A page as it was read. */
export interface ReadPage {
  readonly model: PageModel;
  readonly reading: GuideReading;
  readonly links: readonly PageLink[];
  /** Where scripts have led, when only they open the page. */
  readonly address: string;
  readonly rendered: boolean;
  /** HTML after its scripts ran; null for a page that was read as it was served. */
  readonly html: string | null;
  /** Why the page may show more than was read of it; null when it cannot. */
  readonly lacks: Lack | null;
  readonly screenshot: Buffer | null;
}

interface ReadOptions {
  readonly item?: string;
  readonly signal?: AbortSignal;
}

/** Pages of one list. */
const MOST_TURNS = 300;

export class PageReader {
  /** @param browser null: pages that need one are read as their HTML shows them */
  constructor(private readonly browser: Browser | null) {}

  /**
   * Reads the HTML of a page, and renders it where that is not enough.
   *
   * @param about `item`: the item to read, on a page that describes several
   */
  async read(
    loaded: LoadedPage,
    load: LoadOptions,
    { item, signal }: ReadOptions,
  ): Promise<ReadPage | NotLoaded> {
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
    const plain: ReadPage = { model, reading, links, address, rendered: false, html: null, lacks, screenshot: null }; // prettier-ignore
    const isError = loaded.status < 200 || loaded.status > 299;
    const isOpened = loaded.scriptOnly === 'opens' && (isError || links.length === 0);
    if (!isOpened && (isComplete(reading) || !needsBrowser(model, reading))) return plain;
    const rendered = await this.rendered(plain, loaded, { item, signal, cookies: load.cookies });
    if (rendered) return rendered;
    return isError ? unopened(loaded) : { ...plain, lacks: 'needs a browser' };
  }

  /** Renders a page; null without a browser, or when the page breaks it: for a person. */
  private async rendered(
    plain: ReadPage,
    { address, charset, scriptOnly: only }: LoadedPage,
    { item, signal, cookies }: ReadOptions & { readonly cookies: Cookies },
  ): Promise<ReadPage | NotLoaded | null> {
    const { browser } = this;
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
      html: shown.states[0] ?? null,
      lacks: shown.isPartial ? 'its scripts could not fetch everything' : plain.lacks,
      screenshot: shown.screenshot,
    };
  }

  /** Reads the links of all pages of a list, where only its script knows the next one. */
  async turnPages(
    { model, links, rendered, address }: ReadPage,
    charset: string,
    visit: Visit,
  ): Promise<{ links: readonly PageLink[]; unturned: boolean }> {
    if (!turnsByScript(model, links, rendered)) return { links, unturned: false };
    const { browser } = this;
    if (!browser) return { links, unturned: true };
    const all = new Map(links.map((link) => [keyOf(link), link]));
    let turns = 0;
    const isNew = (turned: TurnedPage): boolean => {
      const known = all.size;
      for (const link of readLinks(new PageModel(parseHtml(turned.html)), turned.address, charset))
        if (!all.has(keyOf(link))) all.set(keyOf(link), link);
      turns += 1;
      // After the last page there is nothing new, whatever its button does.
      return all.size > known && turns < MOST_TURNS;
    };
    const unturned = await browser.turnPages(address, isNew, visit).then(
      () => turns === MOST_TURNS,
      () => true, // the page broke the browser
    );
    visit.signal?.throwIfAborted();
    return { links: [...all.values()], unturned };
  }
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

/** Nothing to read and nowhere to go: the script did not open it. */
const isBlank = (model: PageModel): boolean =>
  model.atoms.length === 0 || scriptOnly(model.document, true) !== null;

const keyOf = ({ address, raw, text }: PageLink): string => `${address ?? raw} ${text}`;

const isComplete = ({ elements }: GuideReading): boolean =>
  ELEMENTS.every((element) => elements[element].verdict === 'present');

const RANK = { present: 3, ambiguous: 2, empty: 1, missing: 0 } as const;

/** The better reading of each element: an element that any state of the page shows counts as shown. */
function better(a: GuideReading, b: GuideReading): GuideReading {
  const elements = readingsOf((element) =>
    RANK[b.elements[element].verdict] > RANK[a.elements[element].verdict]
      ? b.elements[element]
      : a.elements[element],
  );
  const richer = b.labelled >= a.labelled ? b : a;
  const items = richer.items.length <= 1 ? [{ name: richer.items[0]?.name ?? '', elements }] : richer.items;
  return { elements, items, labelled: richer.labelled, otherwise: richer.otherwise, listed: richer.listed };
}
