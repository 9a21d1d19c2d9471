/** Tries the files, systems and pictures of a guide, each address once a run. */
import { ELEMENTS, type ElementName, type ElementReading, type ElementReadings } from '../text/elements.js';
import { isLocalFile, type PageLink } from '../page/links.js';
import { canBeShown } from '../text/values.js';
import type { Cookies } from '../http/cookies.js';
import type { Click, LinkCheck, LinkChecker, LinkVerdict } from './check-link.js';

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

type Tried = LinkCheck & { readonly isPage?: boolean };
/** Results by address and kind of check; passed to `recall`, they are not tried again. */
export type TriedLinks = Readonly<Record<string, Tried>>;

/** The page whose links are tried. */
export interface LinkingPage {
  readonly address: string;
  /** Cookies of the page and its site, sent to its links. */
  readonly cookies: Cookies;
  readonly signal?: AbortSignal | undefined;
  /** Gets the results that this page was the first to try. */
  readonly tried: Record<string, Tried>;
}

/** One system serves every guide of a site, so its result holds for the run. */
const MOST_REMEMBERED = 5_000;

export class GuideLinks {
  private readonly known = new Map<string, Promise<Tried>>();

  constructor(
    private readonly checker: LinkChecker,
    private readonly now: () => Date,
  ) {}

  /** Restores results of an earlier attempt of the run. */
  recall(tried: TriedLinks): void {
    for (const [key, check] of Object.entries(tried)) this.remember(key, Promise.resolve(check));
  }

  /** Checks that a picture which replaces a value loads. */
  async withPictures(elements: ElementReadings, page: LinkingPage): Promise<ElementReadings> {
    const changed: Partial<Record<ElementName, ElementReading>> = {};
    for (const element of ELEMENTS) {
      const { pictures } = elements[element];
      if (!pictures || pictures.length === 0) continue;
      const sources = pictures.filter(canBeShown).map((source) => URL.parse(source, page.address)?.href);
      const checks = await Promise.all(
        sources.map((source) =>
          !source || source.startsWith('data:')
            ? null
            : this.once(source, page, () => this.checker.file(clickOn(source, '', page))),
        ),
      );
      if (checks.some((check) => check === null || isShown(check))) continue;
      const isDead = checks.every((check) => check !== null && isNoPicture(check));
      changed[element] = isDead
        ? { ...elements[element], verdict: 'empty', reason: 'picture cannot be shown' }
        : { ...elements[element], verdict: 'ambiguous', reason: 'picture could not be fetched' };
    }
    return { ...elements, ...changed };
  }

  async attachments(
    links: readonly PageLink[],
    elements: ElementReadings,
    page: LinkingPage,
  ): Promise<AttachmentCheck[]> {
    const own = links.filter(({ kind, inFurniture }) => kind === 'attachment' && !inFurniture);
    const checked = await Promise.all(own.map((link) => this.attachment(link, page)));
    const found = checked.filter((check) => check !== null);
    if (found.length === 0 && namesForm(elements['办理材料']))
      found.push(this.missingForm(elements['办理材料'].excerpt));
    return found;
  }

  async systems(
    links: readonly PageLink[],
    page: LinkingPage,
  ): Promise<{ apply: SystemCheck; query: SystemCheck }> {
    const [apply, query] = await Promise.all(
      (['apply', 'query'] as const).map(async (kind) => {
        const link = bestLink(links, kind);
        if (!link) return this.absent();
        const { text: name, address, raw } = link;
        if (address === null)
          return { ...this.untried('ambiguous', 'opened by a script'), name, address: raw.slice(0, 300) };
        const check = await this.once(`page ${address}`, page, () =>
          this.checker.page(clickOn(address, name, page)),
        );
        return { ...forPerson(check, link), name, address };
      }),
    );
    return { apply: apply!, query: query! };
  }

  absent(): SystemCheck {
    return { ...this.untried('absent', ''), name: '', address: '' };
  }

  private async attachment(link: PageLink, page: LinkingPage): Promise<AttachmentCheck | null> {
    const { address, raw, text, unsure, post } = link;
    const name = text || raw.slice(0, 120);
    if (address === null && !isLocalFile(raw)) {
      return { ...this.untried('ambiguous', 'opened by a script'), name, address: raw.slice(0, 300) };
    }
    const target = address ?? raw;
    const key = post === undefined ? target : `${target} ${post}`;
    const { isPage, ...check } = await this.once(key, page, () =>
      this.checker.file({ ...clickOn(target, text, page), post }),
    );
    // The text promised a file, but the address did not: it was a link to a page.
    if (unsure && isPage) return null;
    const judged: LinkCheck = isPage
      ? { ...check, verdict: 'suspected', ok: false, reason: 'a web page instead of the file' }
      : check;
    return { ...forPerson(judged, link), name, address: target };
  }

  private missingForm(materials: string): AttachmentCheck {
    const name = FORM.exec(materials)?.[0] ?? '';
    return {
      ...this.untried('missing', 'the materials name a form; the page offers no file'),
      name,
      address: '',
    };
  }

  private untried<Verdict extends string>(verdict: Verdict, reason: string) {
    return { verdict, ok: false, status: null, length: 0, type: '', reason, at: this.now().toISOString() };
  }

  private async once(key: string, { tried }: LinkingPage, check: () => Promise<Tried>): Promise<Tried> {
    const known = this.known.get(key);
    if (known) return known;
    const made = check();
    this.remember(key, made);
    made.catch(() => this.known.delete(key)); // aborted: the next caller tries again
    return (tried[key] = await made);
  }

  private remember(key: string, check: Promise<Tried>): void {
    if (this.known.size >= MOST_REMEMBERED) this.known.delete(this.known.keys().next().value!);
    this.known.set(key, check);
  }
}

const clickOn = (address: string, name: string, page: LinkingPage): Click => ({
  address,
  name,
  referer: page.address,
  cookies: page.cookies,
  signal: page.signal,
});

const isShown = ({ ok, verdict, type }: LinkCheck): boolean =>
  ok || (verdict === 'ambiguous' && type !== '' && type !== 'html');

/** Gone, empty, or not a picture: readers see nothing. */
const isNoPicture = ({ verdict, type, status, length }: LinkCheck): boolean =>
  verdict === 'broken' ||
  type === 'html' ||
  status === 404 ||
  status === 410 ||
  (status === 200 && length === 0);

/** A failure of an address that a script or form may request differently is not held against a unit. */
const forPerson = (check: LinkCheck, { guessed, post }: PageLink): LinkCheck =>
  check.verdict === 'suspected' && (guessed || post !== undefined)
    ? {
        ...check,
        verdict: 'ambiguous',
        reason: `opened by a ${guessed ? 'script' : 'form'}; ${check.reason}`,
      }
    : check;

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
