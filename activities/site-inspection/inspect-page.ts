/** The four checks, for one page. */
import type { Browser } from './browser.js';
import { SoftErrorProbe, type PageFace } from './checks/error-page.js';
import { LinkChecker, type LinkCheck, type LinkVerdict } from './checks/check-link.js';
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
import { isLocalFile, readLinks, type PageLink } from './page/links.js';
import { PageModel } from './page/page-model.js';
import { readGuide, type GuideReading, type ItemReading } from './page/read-guide.js';
import { needsBrowser } from './page/render-need.js';
import { canBeShown } from './values.js';
import { tidy } from './text.js';

/** A file of a guide. `missing`: the materials name a form to fill in, and the page offers no file at all. */
export interface AttachmentCheck extends Omit<LinkCheck, 'verdict'> {
  readonly name: string;
  readonly address: string;
  readonly verdict: LinkVerdict | 'missing';
}

/** Online application or progress query. `absent`: the page offers none. */
export interface SystemCheck extends Omit<LinkCheck, 'verdict'> {
  readonly name: string;
  readonly address: string;
  readonly verdict: LinkVerdict | 'absent';
}

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
  readonly attachments: readonly AttachmentCheck[];
  readonly apply: SystemCheck;
  readonly query: SystemCheck;
  readonly links: readonly PageLink[];
  readonly charset: string;
  readonly tlsFault: string | null;
  readonly rendered: boolean;
  /** The page needed a browser and there is none, or it failed. */
  readonly lacksBrowser: boolean;
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
}

/** Fewer labels than this do not make a guide. */
export const GUIDE_LABELS = 3;
/** One system serves every guide of a site: its answer is good for the run. */
const MOST_REMEMBERED = 5_000;

export class PageInspector {
  private readonly checker: LinkChecker;
  private readonly softErrors: SoftErrorProbe;
  private readonly checks = new Map<string, Promise<LinkCheck & { isPage?: boolean }>>();
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
  }

  /** Never throws for what a site does; only for being aborted. */
  async inspect(address: string, options: InspectOptions = {}): Promise<PageInspection> {
    const { maxPageBytes: maxBytes = 4 * 1024 * 1024, timeoutMs = 30_000, client } = this.options;
    const load: LoadOptions = { client, limits: { maxBytes, timeoutMs }, ...options };
    const loaded = await loadPage(address, load);
    if (!loaded.ok) return this.unread(address, loaded);
    const read = await this.read(loaded, load, options);
    const { model, reading, links } = read;
    const isGuide = reading.labelled >= GUIDE_LABELS;
    const softError =
      !isGuide && (await this.softErrors.isSoftError(loaded.address, faceOfModel(model), options.signal));
    const elements = await this.withPictures(reading.elements, loaded.address, options.signal);
    const tryLinks = !options.guidesOnly || isGuide;
    const attachments = tryLinks
      ? await this.attachments(links, elements, loaded.address, options.signal)
      : [];
    const { apply, query } = tryLinks
      ? await this.systems(links, loaded.address, options.signal)
      : { apply: this.absent(), query: this.absent() };
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
      attachments,
      apply,
      query,
      links,
      charset: loaded.charset,
      tlsFault: loaded.tlsFault,
      rendered: read.rendered,
      lacksBrowser: read.lacksBrowser,
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
      attachments: [],
      apply: this.absent(),
      query: this.absent(),
      links: [],
      charset: '',
      tlsFault: null,
      rendered: false,
      lacksBrowser: false,
      screenshot: null,
    };
  }

  /** A picture that stands for the flow must load; a dead one shows nothing. */
  private async withPictures(
    elements: ElementReadings,
    address: string,
    signal?: AbortSignal,
  ): Promise<ElementReadings> {
    const changed: Partial<Record<ElementName, ElementReading>> = {};
    for (const element of ELEMENTS) {
      const { pictures } = elements[element];
      if (!pictures || pictures.length === 0) continue;
      const sources = pictures.filter(canBeShown).map((source) => URL.parse(source, address)?.href);
      const checks = await Promise.all(
        sources.map((source) =>
          !source || source.startsWith('data:')
            ? null
            : this.once(source, () => this.checker.file(source, '', address, signal)),
        ),
      );
      const anyShown = checks.some(
        (check) => check === null || (check.verdict !== 'suspected' && check.type !== 'html'),
      );
      if (!anyShown)
        changed[element] = { ...elements[element], verdict: 'empty', reason: 'picture cannot be shown' };
    }
    return { ...elements, ...changed };
  }

  private async attachments(
    links: readonly PageLink[],
    elements: ElementReadings,
    referer: string,
    signal?: AbortSignal,
  ): Promise<AttachmentCheck[]> {
    const own = links.filter(({ kind, inFurniture }) => kind === 'attachment' && !inFurniture);
    const checked = await Promise.all(own.map((link) => this.attachment(link, referer, signal)));
    const found = checked.filter((check) => check !== null);
    if (found.length === 0 && namesForm(elements['办理材料']))
      found.push(this.missingForm(elements['办理材料'].excerpt));
    return found;
  }

  private async attachment(
    link: PageLink,
    referer: string,
    signal?: AbortSignal,
  ): Promise<AttachmentCheck | null> {
    const { address, raw, text, unsure } = link;
    const name = text || raw.slice(0, 120);
    if (address === null && !isLocalFile(raw)) {
      return { ...this.untried('ambiguous', 'opened by a script'), name, address: raw.slice(0, 300) };
    }
    const target = address ?? raw;
    const { isPage, ...check } = await this.once(target, () =>
      this.checker.file(target, text, referer, signal),
    );
    // The text promised a file, the address did not, and a page came: it was a link to a page.
    if (unsure && isPage) return null;
    if (isPage)
      return {
        ...check,
        verdict: 'suspected',
        ok: false,
        reason: 'a web page instead of the file',
        name,
        address: target,
      };
    return { ...check, name, address: target };
  }

  private missingForm(materials: string): AttachmentCheck {
    const name = FORM.exec(materials)?.[0] ?? '';
    return {
      ...this.untried('missing', 'the materials name a form; the page offers no file'),
      name,
      address: '',
    };
  }

  private async systems(
    links: readonly PageLink[],
    referer: string,
    signal?: AbortSignal,
  ): Promise<{ apply: SystemCheck; query: SystemCheck }> {
    const [apply, query] = await Promise.all(
      (['apply', 'query'] as const).map(async (kind) => {
        const link = bestLink(links, kind);
        if (!link) return this.absent();
        const { text: name, address, raw } = link;
        if (address === null)
          return { ...this.untried('ambiguous', 'opened by a script'), name, address: raw.slice(0, 300) };
        const check = await this.once(`page ${address}`, () => this.checker.page(address, referer, signal));
        return { ...check, name, address };
      }),
    );
    return { apply: apply!, query: query! };
  }

  private untried<Verdict extends string>(verdict: Verdict, reason: string) {
    return { verdict, ok: false, status: null, length: 0, type: '', reason, at: this.now().toISOString() };
  }

  private absent(): SystemCheck {
    return { ...this.untried('absent', ''), name: '', address: '' };
  }

  /** The same address is tried once a run. */
  private once<Check extends LinkCheck & { isPage?: boolean }>(
    key: string,
    check: () => Promise<Check>,
  ): Promise<Check> {
    const known = this.checks.get(key) as Promise<Check> | undefined;
    if (known) return known;
    const made = check();
    if (this.checks.size >= MOST_REMEMBERED) this.checks.delete(this.checks.keys().next().value!);
    this.checks.set(key, made);
    made.catch(() => this.checks.delete(key)); // aborted: the next one tries again
    return made;
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

const FORM =
  /《[^》]{0,30}(?:表|申请书)》|[\p{Script=Han}]{2,20}(?:申请|登记|审批|申报|备案|申领|报名|审核|呈报)(?:表|书)/u;

const namesForm = ({ verdict, excerpt }: ElementReading): boolean =>
  verdict === 'present' && FORM.test(excerpt);

function bestLink(links: readonly PageLink[], kind: 'apply' | 'query'): PageLink | undefined {
  const own = links.filter((link) => link.kind === kind);
  const rank = ({ address, inFurniture }: PageLink): number =>
    (address === null ? 2 : 0) + (inFurniture ? 1 : 0);
  return own.sort((a, b) => rank(a) - rank(b))[0];
}

const forEach = (make: (element: ElementName) => ElementReading): ElementReadings =>
  Object.fromEntries(ELEMENTS.map((element) => [element, make(element)])) as ElementReadings;

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
  return { elements, items, labelled: richer.labelled };
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
