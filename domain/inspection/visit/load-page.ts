/** Loads a page as HTML, through its refreshes and with its frames. */
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeHtml } from '../http/charset.js';
import type { Cookies } from '../http/cookies.js';
import { isHtml } from '../http/is-html.js';
import type { FetchFailure } from '../http/failures.js';
import type { FetchLimits, HttpClient } from '../http/client.js';
import { pageAddress } from '../addresses/page-address.js';
import { attribute, descendants, graft, parseHtml, type Document, type Element } from '../page/dom.js';
import { setBase } from '../page/links.js';
import { pageRedirectOf } from '../page/page-redirect.js';
import { scriptOnly, type ScriptOnly } from '../page/script-only.js';

export interface LoadedPage {
  readonly ok: true;
  /** After redirects and refreshes. */
  readonly address: string;
  readonly status: number;
  readonly document: Document;
  /** As served. */
  readonly body: Buffer;
  readonly charset: string;
  readonly truncated: boolean;
  readonly tlsFault: string | null;
  /** The response shows nothing by itself; whatever its status, a browser may see more. */
  readonly scriptOnly: ScriptOnly | null;
}

export interface NotLoaded {
  readonly ok: false;
  readonly address: string;
  readonly status: number | null;
  /** `needs a browser`: only a script opens it, and none did. */
  readonly reason: FetchFailure | 'error status' | 'not a page' | 'empty page' | 'needs a browser';
  readonly detail: string;
}

export interface LoadOptions {
  readonly client: HttpClient;
  readonly limits: FetchLimits;
  readonly cookies: Cookies;
  readonly referer?: string;
  readonly signal?: AbortSignal;
}

const MOST_REFRESHES = 3;
const LONGEST_PAUSE_S = 5;

export async function loadPage(address: string, options: LoadOptions): Promise<LoadedPage | NotLoaded> {
  let page = await loadOnce(address, options);
  for (let refreshes = 0; page.ok && refreshes < MOST_REFRESHES; refreshes += 1) {
    const next = pageRedirectOf(page.document);
    const target = next && pageAddress(next.written, page.address, page.charset)?.href;
    if (!target) return page;
    if (target === page.address) {
      // The same address is another page only if the server has asked to wait.
      if (page.status !== 202) return page;
      await sleep(Math.min(next.seconds, LONGEST_PAUSE_S) * 1000, undefined, { signal: options.signal });
    }
    const following = await loadOnce(target, { ...options, referer: page.address });
    if (!following.ok && showsSomething(page.document)) return page;
    page = following;
  }
  return page;
}

/** A page whose redirect depends on something, such as the screen, is read where it is. */
const showsSomething = (document: Document): boolean => {
  for (const { tagName, childNodes } of descendants(document)) {
    if (tagName === 'a' || tagName === 'table' || tagName === 'frame' || tagName === 'iframe') return true;
    if (/^(?:script|style|title|head|html|noscript)$/.test(tagName)) continue;
    if (childNodes.some((node) => 'value' in node && /\S{2}/.test(node.value))) return true;
  }
  return false;
};

async function loadOnce(
  address: string,
  { client, limits, referer, signal, cookies }: LoadOptions,
): Promise<LoadedPage | NotLoaded> {
  const answer = await client.fetch(address, { limits, referer, signal, cookies });
  if (!answer.ok) {
    const { failure, detail } = answer;
    return { ok: false, address: answer.address, status: null, reason: failure, detail };
  }
  const { status, headers, body, truncated, tlsFault } = answer;
  const no = (reason: NotLoaded['reason'], detail: string): NotLoaded => ({
    ok: false,
    address: answer.address,
    status,
    reason,
    detail,
  });
  const isError = status < 200 || status > 299;
  if (body.length === 0) return isError ? no('error status', `status ${status}`) : no('empty page', '');
  if (!isHtml(answer)) {
    const type = headers['content-type']?.split(';')[0] || 'unknown type';
    return isError ? no('error status', `status ${status}`) : no('not a page', type);
  }
  const { text, charset } = decodeHtml(body, headers['content-type']);
  const document = parseHtml(text);
  const only = scriptOnly(document);
  if (isError && only !== 'opens') return no('error status', `status ${status}`);
  return { ok: true, address: answer.address, status, document, body, charset, truncated, tlsFault, scriptOnly: only }; // prettier-ignore
}

const MOST_FRAMES = 6;
const DEEPEST_FRAME = 3;

export interface FilledFrames {
  readonly added: number;
  /** Frames whose server did not answer: their content is unknown. */
  readonly unread: number;
}

/** Inserts the documents of frames into the page. */
export async function fillFrames(page: LoadedPage, options: LoadOptions): Promise<FilledFrames> {
  return fill(page.document, page, options, 1);
}

async function fill(
  root: Document | Element,
  { address, charset }: Pick<LoadedPage, 'address' | 'charset'>,
  options: LoadOptions,
  depth: number,
): Promise<FilledFrames> {
  let added = 0;
  let unread = 0;
  const frames = [...descendants(root)].filter(isShownFrame);
  for (const frame of frames.slice(0, MOST_FRAMES)) {
    const written = attribute(frame, 'srcdoc');
    const source = pageAddress(attribute(frame, 'src') ?? '', address, charset)?.href;
    if (written === undefined && (!source || source === address)) continue;
    const loaded =
      written !== undefined
        ? { ok: true as const, document: parseHtml(written), address, charset }
        : await loadPage(source!, { ...options, referer: address });
    if (!loaded.ok) {
      if (saysNothing(loaded)) unread += 1;
      continue;
    }
    const body = graft(frame, loaded.document);
    if (!body) continue;
    setBase(body, loaded);
    added += 1;
    if (depth === DEEPEST_FRAME) continue;
    const inner = await fill(body, loaded, options, depth + 1);
    added += inner.added;
    unread += inner.unread;
  }
  return { added, unread };
}

/** Whether a failure says nothing about the page: a server that fails or requires another step, but not 404 and 410. */
export const saysNothing = ({ reason, status }: Pick<NotLoaded, 'reason' | 'status'>): boolean =>
  reason === 'error status' ? status !== 404 && status !== 410 : reason !== 'not a page' && reason !== 'bad address'; // prettier-ignore

function isShownFrame(element: Element): boolean {
  if (element.tagName !== 'iframe' && element.tagName !== 'frame') return false;
  const size = (name: string): number => Number.parseInt(attribute(element, name) ?? '', 10);
  if (size('width') <= 1 || size('height') <= 1) return false;
  return /\S/.test(attribute(element, 'src') ?? '') || attribute(element, 'srcdoc') !== undefined;
}
