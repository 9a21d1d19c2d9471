/** A service site of an authority with planted faults, the catalogue it is inspected against, and the key. */
import {
  elementEntry,
  FILE_FAULTS,
  partFault,
  SYSTEM_FAULTS,
  type FileFault,
  type KeyEntry,
  type PartFault,
  type SystemFault,
} from './faults.js';
import { DRAWN_STYLES, LISTINGS, otherPages } from './drawn-styles.js';
import { encodeGb18030, percentEncoded } from './gb18030.js';
import { addQuirk, type ItemPlaces } from './quirks.js';
import { Random } from './random.js';
import type { SiteAnswer, SitePage, Visitor } from './site-answer.js';
import {
  frameDocument,
  linkPager,
  listPage,
  pickStyle,
  scriptPager,
  STYLES,
  type GuidePage,
  type Style,
} from './styles.js';
import { departments, goodValue, itemNames, otherRows, PARTS, WORDINGS, type Part } from './vocabulary.js';

export interface SiteSpec {
  /** The same seed and numbers generate the same site. */
  readonly seed: number;
  readonly items: number;
  /** Share of guides with faults. @default 0.5 */
  readonly faulty?: number;
  /** Whether links to forms and systems are faulty, too. @default true */
  readonly brokenLinks?: boolean;
  /** Departments that have the items. @default many invented ones */
  readonly departments?: readonly string[];
  /** Names of styles. @default all */
  readonly styles?: readonly string[];
  /** Names of quirks; each item has one. @default none */
  readonly quirks?: readonly string[];
  /** Whether the queries of lists are in GBK. @default false */
  readonly queriesInGbk?: boolean;
  /** Whether every link carries a number of its own that has no effect. @default false */
  readonly tokens?: boolean;
}

export interface ServiceSite {
  readonly catalogue: readonly { readonly department: string; readonly name: string }[];
  readonly key: readonly KeyEntry[];
  /** The response to a path; null for an unknown one (404). */
  readonly answer: (path: string, visitor?: Visitor) => SiteAnswer | null;
  /** Rectifies these items: from now on they are on the site, without faults. */
  readonly repair: (names: Iterable<string>) => void;
}

interface Item {
  readonly name: string;
  readonly department: string;
  readonly id: number;
  readonly style: Style;
  readonly faults: readonly PartFault[];
  readonly file: FileFault | null;
  readonly apply: SystemFault | null;
  readonly query: SystemFault | null;
  readonly onSite: boolean;
  readonly inCatalogue: boolean;
  readonly seed: number;
}

const ALL_STYLES: readonly Style[] = [...STYLES, ...DRAWN_STYLES];
/** Names of the styles that can be read without a browser. */
export const PLAIN_STYLES: readonly string[] = ALL_STYLES.map(({ name }) => name).filter(
  (name) => name !== 'script',
);

const RUBBISH_ITEMS = ['测试事项', '测试事项111', 'test', 'aaa测试'];
const LIST_LENGTH = 50;

export function generateSite(spec: SiteSpec): ServiceSite {
  const {
    seed,
    items: count,
    faulty = 0.5,
    brokenLinks = true,
    styles,
    tokens = false,
    departments: owners,
  } = spec;
  const random = new Random(seed);
  const allowed = ALL_STYLES.filter(({ name }) => !styles || styles.includes(name));
  const rubbish = Math.min(RUBBISH_ITEMS.length, Math.ceil(count / 500));
  const names = itemNames(random, count);
  let items = names
    .map((name, id) => makeItem(name, id, random, allowed, faulty))
    .map((item) => (brokenLinks ? item : { ...item, ...WORKING_LINKS }))
    .map((item) => (owners ? { ...item, department: owners[item.id % owners.length]! } : item));
  for (const name of RUBBISH_ITEMS.slice(0, rubbish))
    items.push(rubbishItem(name, items.length, random, allowed));
  const known = new Set(items.filter(({ inCatalogue }) => inCatalogue).map(withoutBrackets));
  // 登记 beside 登记（变更） may be another item, or the same one at a second address: the key cannot tell.
  items = items.map((item) => (known.has(withoutBrackets(item)) ? { ...item, inCatalogue: true } : item));
  let pages = pagesOf(items, spec);
  let requests = 0;
  const answer = (path: string, visitor: Visitor = { cookie: '', method: 'GET' }): SiteAnswer | null => {
    const page = pages.get(tokens ? path.replace(/[?&]t=\d+$/, '') : path);
    if (!page) return fixed(path);
    requests += 1;
    return tokens ? withTokens(page(visitor), requests) : page(visitor);
  };
  return {
    catalogue: items
      .filter(({ inCatalogue }) => inCatalogue)
      .map(({ name, department }) => ({ name, department })),
    key: items.flatMap(keyOf),
    answer,
    repair: (repaired) => {
      const right = new Set(repaired);
      items = items.map((item) => (right.has(item.name) ? { ...item, ...FAULTLESS } : item));
      pages = pagesOf(items, spec);
    },
  };
}

const WORKING_LINKS: Pick<Item, 'file' | 'apply' | 'query'> = { file: null, apply: null, query: null };
const FAULTLESS: Partial<Item> = { ...WORKING_LINKS, faults: [], onSite: true };

function pagesOf(
  items: readonly Item[],
  { quirks = [], queriesInGbk = false }: SiteSpec,
): ReadonlyMap<string, SitePage> {
  const pages = new Map<string, SitePage>();
  const shown = items.filter(({ onSite }) => onSite);
  addLists(pages, shown, queriesInGbk);
  for (const item of shown) {
    addGuide(pages, item);
    if (quirks.length > 0) addQuirk(pages, placesOf(item), quirks);
  }
  return pages;
}

const placesOf = ({ id, name, seed, style, file }: Item): ItemPlaces => ({
  name,
  seed,
  charset: style.charset,
  fault: file,
  guide: guidePath(id),
  file: `/files/${id}.doc`,
  apply: `/apply/${id}`,
});

/** Adds a new token to every link, as sites do to defeat caches: no two links to a page are equal. */
function withTokens(answer: SiteAnswer, number: number): SiteAnswer {
  if (typeof answer.body !== 'string') return answer;
  let links = 0;
  const body = answer.body.replace(/(<a href=")(\/[^"?]*)(")/g, (_, start, path, end) => {
    links += 1;
    return `${start}${path}?t=${10_000_000 + number}${links}${end}`;
  });
  return { ...answer, body };
}

function makeItem(name: string, id: number, random: Random, styles: readonly Style[], faulty: number): Item {
  const fate = random.next();
  const broken = random.chance(faulty);
  const parts = broken ? random.some(PARTS, 0.18) : [];
  const file = broken && random.chance(0.2) ? random.pick(FILE_FAULTS) : null;
  return {
    name,
    id,
    department: `州${random.pick(departments())}`,
    style: pickStyle(random, styles),
    faults: parts.map((part) => partFault(part, random)),
    // Faulty materials name no form that could be missing.
    file: file === 'none' && parts.includes('materials') ? null : file,
    apply: broken && random.chance(0.12) ? random.pick(SYSTEM_FAULTS) : null,
    query: broken && random.chance(0.12) ? random.pick(SYSTEM_FAULTS) : null,
    onSite: fate > 0.04,
    inCatalogue: fate < 0.97,
    seed: random.below(2 ** 31),
  };
}

function rubbishItem(name: string, id: number, random: Random, styles: readonly Style[]): Item {
  return { ...makeItem(name, id, random, styles, 0), onSite: true, inCatalogue: false };
}

const withoutBrackets = ({ name }: Item): string => name.replace(/（[^（）]*）$/, '');

function keyOf(item: Item): KeyEntry[] {
  const about = (type: string): KeyEntry => ({ type, item: item.name, element: '' });
  if (!item.onSite) return [about('ITEM_MISSING')];
  if (!item.inCatalogue) return [about('ITEM_EXTRA')];
  return [
    ...item.faults.map((fault) => elementEntry(item.name, fault)),
    ...(item.file ? [about(item.file === 'none' ? 'FORM_MISSING' : 'FORM_BROKEN')] : []),
    ...(item.apply ? [about('APPLY_DOWN')] : []),
    ...(item.query ? [about('QUERY_DOWN')] : []),
  ];
}

function addLists(pages: Map<string, SitePage>, items: readonly Item[], queriesInGbk: boolean): void {
  const lists: string[] = [];
  const byDepartment = new Map<string, Item[]>();
  for (const item of items)
    byDepartment.set(item.department, [...(byDepartment.get(item.department) ?? []), item]);
  for (const [place, [department, own]] of [...byDepartment].entries()) {
    for (let from = 0; from < own.length; from += LIST_LENGTH) {
      const page = (index: number): string => `/list/${place}/index${index === 0 ? '' : `_${index}`}.html`;
      const links = own
        .slice(from, from + LIST_LENGTH)
        .map(({ id, name }) => ({ href: guidePath(id), text: name }));
      const index = from / LIST_LENGTH;
      // Lists look as the content system of the department renders them.
      const listing = LISTINGS[place % LISTINGS.length]!(links);
      const next = from + LIST_LENGTH < own.length ? page(index + 1) : null;
      // Every third department has a pager written by a script.
      const count = Math.ceil(own.length / LIST_LENGTH);
      const pager = place % 3 === 2 && count > 1 ? scriptPager(count, index) : linkPager(next);
      pages.set(page(index), () => html(listPage(`${department}办事事项`, listing, pager)));
      if (index === 0) lists.push(page(0));
    }
  }
  const others = otherPages(items.slice(0, 8).map(({ name }) => name));
  for (const [path, text] of Object.entries(others)) pages.set(path, () => html(text));
  const named = (department: string): string => `/list.asp?dept=${department}`;
  const links = [
    ...[...byDepartment.keys()].map((text, place) => ({
      href: queriesInGbk ? named(text) : lists[place]!,
      text,
    })),
    ...Object.keys(others).map((href, index) => ({ href, text: `政务公开栏目${index + 1}` })),
  ];
  if (queriesInGbk)
    for (const [place, department] of [...byDepartment.keys()].entries())
      pages.set(percentEncoded(named(department)), pages.get(lists[place]!)!);
  const home = listPage('自治州政务服务网', LISTINGS[0]!(links));
  const charset = queriesInGbk ? 'gb18030' : 'utf-8';
  for (const path of ['/', '/list/'])
    pages.set(path, () => html(queriesInGbk ? home.replace('utf-8', 'gb2312') : home, charset));
  const plain = { '/bslc.html': '办事流程', '/lxfs.html': '联系方式', '/xzzx.html': '下载中心' };
  for (const [path, title] of Object.entries(plain))
    pages.set(path, () => html(listPage(title, LISTINGS[0]!([]))));
}

const guidePath = (id: number): string => `/guide/${Math.floor(id / 100)}/${id}.html`;

function addGuide(pages: Map<string, SitePage>, item: Item): void {
  const path = guidePath(item.id);
  const guide = (): GuidePage => makeGuide(item, new Random(item.seed));
  pages.set(path, () => html(item.style.render(guide(), new Random(item.seed + 1)), item.style.charset));
  if (item.style.name === 'frame') pages.set(`${path}?frame=1`, () => html(frameDocument(guide())));
  if (item.file === null || item.file === 'cut')
    pages.set(formPath(item), () => (isText(item) ? textFile() : wordFile(item.file === 'cut')));
  if (item.file === 'error page')
    pages.set(`/files/${item.id}.doc`, () =>
      html('<html><head><title>提示</title></head><body>您要下载的文件不存在或已被删除！</body></html>'),
    );
  if (item.file === 'empty')
    pages.set(formPath(item), () => ({
      status: 200,
      headers: { 'content-type': 'application/msword' },
      body: '',
    }));
  addSystem(pages, `/apply/${item.id}`, '网上申报', item.apply);
  addSystem(pages, `/query/${item.id}`, '办件查询', item.query);
}

const formPath = (item: Item): string =>
  hasProgram(item) ? `/down.do?id=${item.id}` : `/files/${item.id}.doc`;

const isText = (item: Item): boolean =>
  hasProgram(item) && FORM_WORDS[item.id % FORM_WORDS.length]!.endsWith('.txt');

function makeGuide(item: Item, random: Random): GuidePage {
  const rows: { label: string; html: string }[] = [];
  const others = otherRows(random);
  const spoilt = new Set(item.faults.map(({ part }) => part));
  for (const part of PARTS) {
    if (part !== 'name' && random.chance(0.4)) addOther(rows, others, spoilt);
    const row = rowOf(item, part, random);
    if (row) rows.push(row);
  }
  return { title: item.name, department: item.department, rows, links: linksOf(item) };
}

/** Rows that make a missing element ambiguous: a time limit for hours, applicants for conditions that refer to them. */
function addOther(
  rows: { label: string; html: string }[],
  others: { label: string; html: string }[],
  spoilt: ReadonlySet<Part>,
): void {
  const other = others.shift();
  const hides =
    (spoilt.has('hours') && /时限/.test(other?.label ?? '')) ||
    (spoilt.has('conditions') && /对象/.test(other?.label ?? ''));
  if (other && !hides) rows.push(other);
}

function rowOf(item: Item, part: Part, random: Random): { label: string; html: string } | null {
  const label = random.pick(WORDINGS[part]);
  const good = goodValue(part, random, item);
  const html = part === 'materials' ? withForm(good, item, random) : good;
  const fault = item.faults.find((one) => one.part === part);
  if (!fault) return { label, html };
  return fault.row && { label: fault.row.label ?? label, html: fault.row.html };
}

/** The name of the form; a guide without the file has it, too. */
function withForm(html: string, item: Item, random: Random): string {
  if (item.file !== 'none' && random.chance(0.5)) return html;
  const form = `《${item.name.slice(0, 8)}申请表》`;
  return html.startsWith('<table') ? `${form}；另需：${html}` : `${form}；${html}`;
}

const FORM_WORDS = ['承诺书下载', '委托书样本', '《备案申请表》', '申请表 (doc 32KB)', '填表说明.txt'];

/** Address of the file. A program that sends files is known by the link text only; its error page looks like any page. */
const hasProgram = ({ id, file }: Pick<Item, 'id' | 'file'>): boolean =>
  id % 4 === 1 && (file === null || file === 'not found' || file === 'empty');

function linksOf({ id, name, file }: Item): string {
  const program = hasProgram({ id, file });
  const form = program ? FORM_WORDS[id % FORM_WORDS.length]! : `${name.slice(0, 12)}申请表.doc`;
  const target =
    file === "author's file"
      ? `file:///D:/事项/${id}.doc`
      : program
        ? `/down.do?id=${id}`
        : `/files/${id}.doc`;
  const download = file === 'none' ? '' : `<p class="fj">附件：<a href="${target}">${form}</a></p>`;
  const apply =
    id % 3 === 0
      ? `<a href="javascript:void(0)" onclick="window.open('/apply/${id}')">在线申报</a>`
      : `<a href="/apply/${id}" target="_blank">网上办理</a>`;
  return `${download}<div class="btns">${apply} <a href="/query/${id}">办件查询</a></div>`;
}

function addSystem(
  pages: Map<string, SitePage>,
  path: string,
  title: string,
  fault: SystemFault | null,
): void {
  if (fault === 'not found') return;
  if (fault === 'server error') pages.set(path, () => ({ ...html('<h1>HTTP Status 500</h1>'), status: 500 }));
  else if (fault === 'error page')
    pages.set(path, () =>
      html('<html><head><title>系统提示</title></head><body><h2>系统维护中，请稍后访问</h2></body></html>'),
    );
  else
    pages.set(path, () =>
      html(
        `<html><head><title>${title}系统</title></head><body><h1>${title}</h1><form action="/login"><label>办件编号<input name="no"></label><label>查询密码<input name="pw" type="password"></label><button>确定</button></form></body></html>`,
      ),
    );
}

function html(text: string, charset: Style['charset'] = 'utf-8'): SiteAnswer {
  // Old sites declare the charset in the page only.
  const type = charset === 'utf-8' ? 'text/html; charset=utf-8' : 'text/html';
  return {
    status: 200,
    headers: { 'content-type': type },
    body: charset === 'utf-8' ? text : encodeGb18030(text),
  };
}

/** A .doc of Word 97: the header of a compound file, and empty sectors. */
function wordFile(cut: boolean): SiteAnswer {
  const body = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(8_184)]);
  const headers = {
    'content-type': 'application/msword',
    ...(cut && { 'content-length': String(body.length) }),
  };
  return { status: 200, headers, body: cut ? body.subarray(0, 1_000) : body };
}

/** UTF-16 LE with a byte order mark, as editors of Windows save "Unicode". */
const textFile = (): SiteAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/octet-stream' },
  body: Buffer.from('\ufeff填表说明\r\n一、用钢笔填写。', 'utf16le'),
});

function fixed(path: string): SiteAnswer | null {
  if (/^\/images\/flow\d*\.gif$/.test(path))
    return { status: 200, headers: { 'content-type': 'image/gif' }, body: GIF };
  if (path === '/js/jquery.min.js')
    return { status: 200, headers: { 'content-type': 'text/javascript' }, body: '' };
  if (path === '/robots.txt')
    return {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: 'User-agent: *\nDisallow: /admin/\n',
    };
  return null;
}

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
