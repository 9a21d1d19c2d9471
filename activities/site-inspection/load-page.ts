/** A page as a visitor gets it: decoded, refreshed, with its frames in place. */
import { decodeHtml } from './http/charset.js';
import type { FetchFailure } from './http/failures.js';
import type { FetchLimits, HttpClient } from './http/client.js';
import {
  attribute,
  descendants,
  graft,
  parseHtml,
  rawText,
  type Document,
  type Element,
} from './page/dom.js';
import { setBase } from './page/links.js';

export interface LoadedPage {
  readonly ok: true;
  /** After redirects and refreshes. */
  readonly address: string;
  readonly status: number;
  readonly document: Document;
  readonly charset: string;
  readonly truncated: boolean;
  readonly tlsFault: string | null;
}

export interface NotLoaded {
  readonly ok: false;
  readonly address: string;
  readonly status: number | null;
  readonly reason: FetchFailure | 'error status' | 'not a page' | 'empty page';
  readonly detail: string;
}

export interface LoadOptions {
  readonly client: HttpClient;
  readonly limits: FetchLimits;
  readonly referer?: string;
  readonly signal?: AbortSignal;
}

const MOST_REFRESHES = 3;

export async function loadPage(address: string, options: LoadOptions): Promise<LoadedPage | NotLoaded> {
  let current = address;
  for (let refreshes = 0; ; refreshes += 1) {
    const page = await loadOnce(current, options);
    if (!page.ok) return page;
    const next = refreshes < MOST_REFRESHES ? refreshTarget(page) : null;
    if (next === null || next === current) return page;
    current = next;
  }
}

async function loadOnce(
  address: string,
  { client, limits, referer, signal }: LoadOptions,
): Promise<LoadedPage | NotLoaded> {
  const answer = await client.fetch(address, { limits, referer, signal });
  if (!answer.ok)
    return {
      ok: false,
      address: answer.address,
      status: null,
      reason: answer.failure,
      detail: answer.detail,
    };
  const { status, headers, body, truncated, tlsFault } = answer;
  const no = (reason: NotLoaded['reason'], detail: string): NotLoaded => ({
    ok: false,
    address: answer.address,
    status,
    reason,
    detail,
  });
  if (status < 200 || status > 299) return no('error status', `status ${status}`);
  if (body.length === 0) return no('empty page', '');
  const type = (headers['content-type'] ?? '').toLowerCase();
  if (!isHtml(type, body)) return no('not a page', type.split(';')[0] || 'unknown type');
  const { text, charset } = decodeHtml(body, headers['content-type']);
  return {
    ok: true,
    address: answer.address,
    status,
    document: parseHtml(text),
    charset,
    truncated,
    tlsFault,
  };
}

/** By the declared type, and by the bytes where it is missing or says only "some file". */
function isHtml(type: string, body: Buffer): boolean {
  if (/html|xml/.test(type)) return true;
  if (type !== '' && !/octet-stream|text\/plain/.test(type)) return false;
  return /^\s*(?:<!doctype html|<html|<head|<body|<meta|<table|<div)/i.test(
    body
      .subarray(0, 1024)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, ''),
  );
}

/** `<meta http-equiv=refresh>`, or a page that is nothing but a script's redirect. */
function refreshTarget({ document, address }: LoadedPage): string | null {
  let script = '';
  let text = 0;
  for (const element of descendants(document)) {
    if (element.tagName === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh') {
      const match = /^\s*(\d+)\s*[;,]\s*url\s*=\s*['"]?([^'"]+)/i.exec(attribute(element, 'content') ?? '');
      if (match && Number(match[1]) <= 10) return URL.parse(match[2]!.trim(), address)?.href ?? null;
    }
    if (element.tagName === 'script') script += rawText(element);
    else if (element.tagName !== 'head' && element.tagName !== 'title') {
      text += element.childNodes.reduce(
        (sum, node) => sum + ('value' in node ? node.value.trim().length : 0),
        0,
      );
    }
  }
  if (text > 100 || script.length > 2_000) return null;
  const match = /(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\()\s*['"]([^'"]+)['"]/.exec(script);
  return match ? (URL.parse(match[1]!, address)?.href ?? null) : null;
}

const MOST_FRAMES = 6;
const DEEPEST_FRAME = 3;

/** Puts the documents of frames into the page. @returns how many were added */
export async function fillFrames(page: LoadedPage, options: LoadOptions): Promise<number> {
  return fill(page.document, page.address, options, 1);
}

async function fill(
  root: Document | Element,
  address: string,
  options: LoadOptions,
  depth: number,
): Promise<number> {
  let added = 0;
  const frames = [...descendants(root)].filter(isShownFrame).slice(0, MOST_FRAMES);
  for (const frame of frames) {
    const written = attribute(frame, 'srcdoc');
    const source = URL.parse(attribute(frame, 'src') ?? '', address)?.href;
    const loaded: { document: Document; address: string } | null =
      written !== undefined
        ? { document: parseHtml(written), address }
        : source && source !== address
          ? await loadPage(source, { ...options, referer: address }).then((page) => (page.ok ? page : null))
          : null;
    const body = loaded && graft(frame, loaded.document);
    if (!loaded || !body) continue;
    setBase(body, loaded.address);
    added += 1;
    if (depth < DEEPEST_FRAME) added += await fill(body, loaded.address, options, depth + 1);
  }
  return added;
}

function isShownFrame(element: Element): boolean {
  if (element.tagName !== 'iframe' && element.tagName !== 'frame') return false;
  const size = (name: string): number => Number.parseInt(attribute(element, name) ?? '', 10);
  if (size('width') <= 1 || size('height') <= 1) return false;
  return /\S/.test(attribute(element, 'src') ?? '') || attribute(element, 'srcdoc') !== undefined;
}
