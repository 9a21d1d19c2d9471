/** Quirks of real servers and sites: they make a site hard to fetch and leave its content unchanged. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { encodeGb18030, percentEncoded } from './gb18030.js';
import { Random } from './random.js';
import type { FileFault } from './faults.js';
import type { SiteAnswer, SitePage } from './site-answer.js';

/** Addresses of the pages of one item. */
export interface ItemPlaces {
  readonly name: string;
  readonly seed: number;
  readonly charset: 'utf-8' | 'gb18030';
  /** The fault of its file. */
  readonly fault: FileFault | null;
  readonly guide: string;
  readonly file: string;
  readonly apply: string;
}

type Pages = Map<string, SitePage>;
type Quirk = (pages: Pages, places: ItemPlaces) => void;

/** By name. An item has one at most, so that a failure has one cause. */
const QUIRKS: Readonly<Record<string, Quirk>> = {
  'copies for print and for telephones': (pages, places) => {
    const id = /\d+(?=\.html)/.exec(places.guide)![0];
    const copies = [`/print.jsp?id=${id}`, `/m/${id}.html`] as const;
    const page = pages.get(places.guide)!;
    for (const copy of copies) pages.set(copy, page);
    const links = `<p><a href="${copies[0]}">打印本页</a> <a href="${copies[1]}">手机版</a></p>`;
    edit(pages, places, (html) => html.replace('</body>', `${links}</body>`));
  },
  'a redirect for telephones': (pages, places) => {
    const script = `<script>if(/Android|iPhone/i.test(navigator.userAgent)) location.href="/wap/g.html";</script>`;
    edit(pages, places, (html) => html.replace('</head>', `${script}</head>`));
  },
  'a menu in GBK': (pages, places) => {
    if (places.charset !== 'utf-8') return;
    const menu = encodeGb18030(
      '<ul><li>机构概况</li><li>政务公开</li><li>互动交流</li><li>网站地图</li></ul>',
    );
    change(pages, places.guide, (answer) => {
      const [head = '', ...rest] = String(answer.body).split('<body>');
      const body = Buffer.concat([Buffer.from(`${head}<body>`), menu, Buffer.from(rest.join('<body>'))]);
      return { ...answer, body };
    });
  },
  'deflate without its head': (pages, { guide }) =>
    change(pages, guide, (answer) => encoded(answer, 'deflate', deflateRawSync(answer.body))),
  'gzip without its end': (pages, { guide }) =>
    change(pages, guide, (answer) => encoded(answer, 'gzip', gzipSync(answer.body).subarray(0, -8))),
  'a head with line feeds only': (pages, { guide }) =>
    change(pages, guide, (answer) => raw(answer, '\n', Buffer.from(answer.body))),
  'two lengths at once': (pages, { guide }) =>
    change(pages, guide, (answer) => {
      const body = Buffer.from(answer.body);
      const chunks = [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')];
      const headers = { ...answer.headers, 'content-length': '12', 'transfer-encoding': 'chunked' };
      return raw({ ...answer, headers }, '\r\n', Buffer.concat(chunks));
    }),
  'a viewer for its file': (pages, places) => {
    const viewer = `/viewer.html?file=${places.file}`;
    const page = `<html><head><meta charset="utf-8"><title>文档在线阅读</title></head><body><h1>文档在线阅读</h1><p>第1页</p><a href="/">首页</a></body></html>`;
    pages.set(viewer, () => htmlOf(page));
    edit(pages, places, (html) => html.replaceAll(`href="${places.file}"`, `href="${viewer}"`));
  },
  'a name for people in front of the path': (pages, places) =>
    edit(pages, places, (html) =>
      html.replaceAll(
        `href="${places.file}"`,
        `href="javascript:void(0)" onclick="downFile('申请表.doc','${places.file}')"`,
      ),
    ),
  'a file that needs the session of its guide': (pages, { guide, file }) => {
    change(pages, guide, (answer) => ({ ...answer, headers: { ...answer.headers, 'set-cookie': SESSION } }));
    const page = pages.get(file);
    if (page)
      pages.set(file, (visitor) =>
        visitor.cookie.includes(SESSION.split(';')[0]!)
          ? page(visitor)
          : htmlOf('<html><body>会话已过期，请重新登录</body></html>'),
      );
  },
  'a redirect in raw GBK': (pages, places) => {
    const there = `/files/备案申请表${/\d+/.exec(places.file)![0]}.doc`;
    const page = pages.get(places.file);
    if (!page) return;
    pages.set(percentEncoded(there), page);
    pages.set(places.file, () => ({
      status: 302,
      headers: { location: encodeGb18030(there).toString('latin1') },
      body: '',
    }));
  },
  'a message of a script in place of a file': (pages, { file, fault }) => {
    if (fault === 'error page')
      pages.set(file, () => htmlOf("<script>alert('文件不存在！');history.back();</script>"));
  },
  'a form that posts for its file': (pages, places) => {
    const form = (text: string): string =>
      `<form method="post" action="${places.file}"><input type="hidden" name="id" value="7"><input type="submit" value="下载${text}"></form>`;
    const link = new RegExp(`<a href="${places.file}">([^<]*)</a>`, 'g');
    edit(pages, places, (html) => html.replace(link, (_, text: string) => form(text)));
    const page = pages.get(places.file);
    if (page)
      pages.set(places.file, (visitor) =>
        visitor.method === 'POST' ? page(visitor) : { status: 405, headers: {}, body: 'POST only' },
      );
  },
  'a sign-in that speaks of errors': (pages, { apply }) =>
    change(pages, apply, (answer) => ({
      ...answer,
      body: String(answer.body).replace(/(<form[^>]*>.*<\/form>)/, '$1<p>如遇系统异常请联系技术支持</p>'),
    })),
};

/** Quirks that only a browser can handle. */
const QUIRKS_OF_SCRIPTS: Readonly<Record<string, Quirk>> = {
  'a firewall before its file': (pages, { file }) => {
    const page = pages.get(file);
    if (!page) return;
    const script = `<script>document.cookie='clearance=1;path=/';location.reload();</script>`;
    pages.set(file, (visitor) =>
      visitor.cookie.includes('clearance=1') ? page(visitor) : { ...htmlOf(script), status: 521 },
    );
  },
  'an application of one page': (pages, { apply }) => {
    const page = pages.get(apply);
    if (page?.({ cookie: '', method: 'GET' }).status !== 200) return;
    const shown = String(page({ cookie: '', method: 'GET' }).body).replace(/^.*<body>|<\/body>.*$/gs, '');
    if (/维护/.test(shown)) return; // an error text inside a script is left to a person
    const script = `document.getElementById('app').innerHTML=${JSON.stringify(shown).replace(/</g, '\\u003c')}`;
    pages.set(apply, () =>
      htmlOf(`<html><body><div id="app"></div><script>${script}</script></body></html>`),
    );
  },
};

export const QUIRK_NAMES = Object.keys(QUIRKS);
export const SCRIPT_QUIRK_NAMES = Object.keys(QUIRKS_OF_SCRIPTS);

/** Adds one of these quirks to an item. */
export function addQuirk(pages: Pages, places: ItemPlaces, names: readonly string[]): void {
  const name = new Random(places.seed + 2).pick(names);
  (QUIRKS[name] ?? QUIRKS_OF_SCRIPTS[name])!(pages, places);
}

const SESSION = 'ASPSESSIONIDQACRD=k7; path=/';

/** Changes the HTML of a guide. */
function edit(pages: Pages, { guide, charset }: ItemPlaces, how: (html: string) => string): void {
  change(pages, guide, (answer) => {
    const html = typeof answer.body === 'string' ? answer.body : new TextDecoder(charset).decode(answer.body);
    const changed = how(html);
    return { ...answer, body: charset === 'utf-8' ? changed : encodeGb18030(changed) };
  });
}

function change(pages: Pages, path: string, how: (answer: SiteAnswer) => SiteAnswer): void {
  const page = pages.get(path);
  if (page) pages.set(path, (visitor) => how(page(visitor)));
}

const htmlOf = (body: string): SiteAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

const encoded = (answer: SiteAnswer, encoding: string, body: Buffer): SiteAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'content-encoding': encoding },
  body,
});

/** A response as raw bytes, which HTTP libraries do not write. */
function raw({ status, headers }: SiteAnswer, lineEnd: string, body: Buffer): SiteAnswer {
  const lines = [`HTTP/1.1 ${status} OK`, 'connection: close'];
  lines.push(...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', '');
  return { status, headers, body, raw: Buffer.concat([Buffer.from(lines.join(lineEnd), 'latin1'), body]) };
}
