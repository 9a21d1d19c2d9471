/** Reads the links of a page: files, online application, progress query, other pages. */
import { squeeze } from '../text/text.js';
import { pageAddress } from '../addresses/page-address.js';
import { ancestors, attribute, childElements, descendants, parentOf, type Element } from './dom.js';
import { isSiteDownload, promisesFile } from './file-words.js';
import { downloadForms } from './forms.js';
import { menuEntries } from './jump-menus.js';
import { linkText } from './link-text.js';
import { isNumbered, tokensOf } from './link-tokens.js';
import { furnitureOf, type PageModel } from './page-model.js';
import { scriptPages } from './script-pagers.js';
import { FILE, scriptTarget } from './script-target.js';

export interface PageLink {
  readonly text: string;
  /** Absolute, without fragment; null when only a script knows it. */
  readonly address: string | null;
  /** As written. */
  readonly raw: string;
  readonly kind: 'attachment' | 'apply' | 'query' | 'page';
  /** An attachment that may turn out to be a page: its text promises a file, its address does not. */
  readonly unsure: boolean;
  /** A script of the page's own may make another address of it: a failure there proves nothing. */
  readonly guessed: boolean;
  /** Body of a form with POST; absent for links, which use GET. */
  readonly post?: string;
  /** In navigation or footer. */
  readonly inFurniture: boolean;
}

const PICTURE = /\.(?:jpe?g|png|gif|bmp|tiff?)$/i;
const STATIC_PAGE = /(?:\.s?html?|\/)$/i;
const DOWNLOADS =
  /down(?:load|file)?|attach|getfile|uploadfile|file(?:down|id|name|path)|readfile|fujian|\bannex/i;
const APPLY =
  /^[\s\S]{0,6}?(?:(?:在线|网上|立即|马上|我要|直接|点击|一键)(?:申报|办理|申请|受理|填报|报名|预约申报|办事)|我要办|马上办|网上办|(?:申报|办理|办事|申请)(?:入口|系统|平台))(?:入口|系统|平台|通道|[>»→]*)$/;
const QUERY =
  /^(?:在线|网上|我要|点击|立即|办件|办理|办事|受理|审批|事项|申报|申请|业务|许可|进度|结果|状态|情况|进程|过程|公示|及|和)*(?:查询|查办件|查进度|进度跟踪)(?:入口|系统|平台|[>»→]*)$/;

/** Base of the addresses of a document: its own address and charset. */
interface Base {
  readonly address: string;
  readonly charset: string;
}

const bases = new WeakMap<Element, Base>();

/** Links inside a grafted frame belong to the frame's own address. */
export const setBase = (element: Element, { address, charset }: Base): void =>
  void bases.set(element, { address, charset });

/** @param charset of the page: queries are encoded in it */
export function readLinks(page: PageModel, address: string, charset = 'utf-8'): PageLink[] {
  const furniture = furnitureOf(page);
  const documentBase = { address: baseOf(page, address), charset };
  const links: PageLink[] = [];
  const seen = new Set<string>();
  const forms = downloadForms(page.elements, charset);
  const tokens = tokensOf(page.elements);
  const add = (element: Element, text: string, raw: string): void => {
    const { address, guessed } = resolve(raw, element, documentBase);
    const kind = kindOf(text, raw, address);
    if (isPosted(element) && kind !== 'apply' && kind !== 'query') return;
    if (address === null && kind === 'page') return;
    const key = `${kind} ${address ?? raw} ${text}`;
    if (seen.has(key)) return;
    seen.add(key);
    const { start } = page.rangeOf(element);
    const isFile = hasFileName(text) || pointsToFile(address, raw);
    const namesFile = isFile || isNumbered(raw, tokens);
    const isSites = kind === 'attachment' && isSiteDownload(text, besideOf(page, element), namesFile);
    const inFurniture = isSites || (furniture[start] ?? false);
    const unsure = kind === 'attachment' && !isFile;
    links.push({ text, address, raw, kind, unsure, guessed, inFurniture });
  };
  const inForms = new Set(forms.flatMap(({ element }) => [element, ...descendants(element)]));
  for (const element of page.elements) {
    if (inForms.has(element)) continue;
    const raw = rawTarget(element);
    if (raw !== null) add(element, linkText(page, element), raw);
    if (element.tagName === 'select')
      for (const { text, target } of menuEntries(element)) add(element, text, target);
  }
  for (const { element, text, action, method, fields } of forms) {
    const posted = method === 'POST' ? action : `${action.split('?')[0]!}?${fields}`;
    const { address } = resolve(posted || documentBase.address, element, documentBase);
    const inFurniture = furniture[page.rangeOf(element).start] ?? false;
    const post = method === 'POST' ? { post: fields } : {};
    links.push({ text, address, raw: action, kind: 'attachment', unsure: true, guessed: false, inFurniture, ...post }); // prettier-ignore
  }
  for (const raw of scriptPages(page)) {
    const next = pageAddress(raw, documentBase.address, charset)?.href ?? null;
    if (next === null) continue;
    links.push({ text: '下一页', address: next, raw, kind: 'page', unsure: false, guessed: false, inFurniture: false }); // prettier-ignore
  }
  return links;
}

function baseOf(page: PageModel, pageAddress: string): string {
  const head = page.root.childNodes.find((node) => node.nodeName === 'head');
  if (head && 'childNodes' in head) {
    for (const node of head.childNodes) {
      if (node.nodeName !== 'base' || !('attrs' in node)) continue;
      const href = attribute(node, 'href');
      if (href) return URL.parse(href, pageAddress)?.href ?? pageAddress;
    }
  }
  return pageAddress;
}

/** Target of a click: a link, a script's address, a form's action. */
function rawTarget(element: Element): string | null {
  const { tagName } = element;
  const href = tagName === 'a' || tagName === 'area' ? attribute(element, 'href')?.trim() : undefined;
  const click = attribute(element, 'onclick');
  const data =
    attribute(element, 'data-href') ?? attribute(element, 'data-url') ?? attribute(element, 'data-link');
  if (href && !isInert(href)) return href;
  if (click) return /^javascript:/i.test(click) ? click : `javascript:${click}`;
  if (data) return data;
  if (href !== undefined && href !== '') return href;
  if (tagName === 'a' && attribute(element, 'name') === undefined && attribute(element, 'id') === undefined)
    return '#';
  if (tagName === 'form') return attribute(element, 'action') ?? null;
  if (tagName === 'button') return '#';
  return null;
}

const isInert = (href: string): boolean =>
  href.startsWith('#') || /^javascript:\s*(?:void\(?\s*0?\s*\)?)?;?$/i.test(href);

/** Texts of the links and buttons in the same row. */
function besideOf(page: PageModel, element: Element): string[] {
  const row = parentOf(element);
  return row === null
    ? []
    : childElements(row)
        .filter((one) => one !== element)
        .map((one) => page.textOf(one));
}

function resolve(
  raw: string,
  element: Element,
  documentBase: Base,
): { address: string | null; guessed: boolean } {
  const base = [element, ...ancestors(element)].map((at) => bases.get(at)).find(Boolean) ?? documentBase;
  const target = /^javascript:/i.test(raw) ? scriptTarget(raw) : { written: raw, guessed: false };
  if (target === null || target.written.startsWith('#')) return { address: null, guessed: false };
  const url = pageAddress(target.written.replace(/[\t\n\r]/g, '').replace(/\\/g, '/'), base.address, base.charset); // prettier-ignore
  if (!url || !/^(?:https?|file):$/.test(url.protocol)) return { address: null, guessed: false };
  url.hash = '';
  return { address: url.href, guessed: target.guessed };
}

/** The action of a POST form is not visited; only a download button's click is sent. */
const isPosted = (element: Element): boolean =>
  element.tagName === 'form' && attribute(element, 'method')?.toLowerCase() === 'post';

function kindOf(text: string, raw: string, address: string | null): PageLink['kind'] {
  const bare = squeeze(text);
  if (pointsToFile(address, raw) || hasFileName(bare)) return 'attachment';
  if (bare.length <= 20 && APPLY.test(bare)) return 'apply';
  if (bare.length <= 16 && QUERY.test(bare)) return 'query';
  if (isLocalFile(raw)) return 'attachment';
  const path = pathOf(address);
  if (path !== null && STATIC_PAGE.test(path)) return 'page';
  if (promisesFile(bare)) return 'attachment';
  if (path !== null && DOWNLOADS.test(address!) && /表|书|附件|样|单|函|材料|目录|指南|\.\w{3,4}$/.test(bare))
    return 'attachment';
  return 'page';
}

export const isLocalFile = (raw: string): boolean => /^(?:file:|[a-z]:[\\/]|\\\\)/i.test(raw.trim());

const hasFileName = (text: string): boolean =>
  /\.(?:docx?|xlsx?|pptx?|pdf|wps|et|rar|zip|rtf|ofd)[)）》\]】]?$/i.test(text);

function pathOf(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address);
  if (!url) return null;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return url.pathname; // %-sequences of GBK
  }
}

function pointsToFile(address: string | null, raw: string): boolean {
  const path = pathOf(address) ?? raw.split(/[?#]/)[0]!;
  if (FILE.test(path)) return true;
  const query = (address ?? raw).split('?')[1] ?? '';
  return query.split('&').some((pair) => FILE.test(pair) && !PICTURE.test(pair));
}
