/** Detects error pages with status 200. */
import { randomBytes } from 'node:crypto';
import type { FetchLimits, HttpClient } from '../http/client.js';
import { decodeHtml } from '../http/charset.js';
import type { Cookies } from '../http/cookies.js';
import type { PageFace } from '../page/page-face.js';
import { squeeze } from '../text/text.js';
import { pairs } from '../text/item-names.js';

const ERROR_TITLE =
  /^(?:.{0,20}[\s\-_|])?(?:404|403|500|502|503)\b|not found|页面(?:不存在|未找到|找不到|错误|出错|丢失)|(?:找不到|无法找到|未找到)(?:.{0,6})(?:页|文件|资源|内容)|(?:访问|系统|程序|服务器|运行时?)(?:出错|错误|异常)|server error|error page|出错了|系统(?:维护|升级)|网站(?:维护|升级|建设)中|forbidden|bad gateway|service unavailable/i;
const ERROR_TEXT =
  /(?:页面|网页|文件|内容|信息|文章|资源|地址|栏目)(?:.{0,8})(?:不存在|未找到|找不到|已被?删除|已失效|已下线|已过期|走丢)|(?:找不到|无法找到|没有找到)(?:您|你)?(?:.{0,10})(?:页面|网页|文件|资源|内容)|404\s*(?:not found|错误|error)|(?:系统|服务器|程序|内部)(?:发生)?(?:错误|异常)|(?:系统|网站|功能)(?:正在(?:进行)?(?:维护|升级|建设)|(?:维护|升级|建设)(?:中(?!心)|期间))|暂停(?:服务|访问)|禁止访问|无权访问|exception|stack ?trace|not found on this server/i;
/** Longest text of an error page; a longer page that mentions an error is about something else. */
const SHORT_TEXT = 400;

/** 如遇系统异常请联系…: a working page about what may happen. */
const WHAT_IF = /(?:如果?|若|倘若|假如|一旦|当|遇到?|出现|为了?(?:防止|避免)?)[^。！!；;，,\n]{0,24}/g;

export function looksLikeError({ title, text, isForm, scriptOnly }: PageFace): boolean {
  if (scriptOnly === 'dead') return true;
  if (ERROR_TITLE.test(title)) return squeeze(text).length < SHORT_TEXT * 4;
  return !isForm && squeeze(text).length < SHORT_TEXT && ERROR_TEXT.test(text.replace(WHAT_IF, ''));
}

const EXPIRED =
  /(?:会话|登录|页面|访问|session)(?:信息|状态)?(?:已经?|已)?(?:过期|超时|失效|expired|timed? ?out)|请(?:您)?(?:先|重新)(?:登录|打开)/i;

/** The page requires another step first: neither an error nor a proof that the system works. */
export function asksToReturn({ text, isForm, scriptOnly }: PageFace): boolean {
  if (scriptOnly === 'message') return true;
  return !isForm && squeeze(text).length < SHORT_TEXT && EXPIRED.test(text);
}

const LIMITS: FetchLimits = { maxBytes: 512 * 1024, timeoutMs: 15_000 };
const ALIKE = 0.9;

/** Compares pages with each site's response to an address that cannot exist. */
export class SoftErrorProbe {
  private readonly byOrigin = new Map<string, Promise<string | null>>();

  constructor(
    private readonly client: HttpClient,
    private readonly faceOf: (html: string) => PageFace,
  ) {}

  /**
   * Whether a page looks like the site's response to a random address.
   *
   * @param isHome the home page, to which sites redirect unknown addresses, is not an error page itself
   */
  async isSoftError(
    address: string,
    face: PageFace,
    { signal, cookies, isHome = false }: { signal?: AbortSignal; cookies?: Cookies; isHome?: boolean },
  ): Promise<boolean> {
    if (looksLikeError(face)) return true;
    // A single-page application has one response for all addresses: only its script knows which of them exist.
    if (isHome || face.scriptOnly !== null) return false;
    const origin = URL.parse(address)?.origin;
    if (!origin) return false;
    const bogus = await this.bogusAnswer(origin, signal, cookies);
    return bogus !== null && alike(bogus, fingerprint(face));
  }

  private bogusAnswer(origin: string, signal?: AbortSignal, cookies?: Cookies): Promise<string | null> {
    let known = this.byOrigin.get(origin);
    if (!known) {
      known = this.probe(origin, signal, cookies);
      this.byOrigin.set(origin, known);
      known.catch(() => this.byOrigin.delete(origin)); // aborted: request it again next time
    }
    return known;
  }

  private async probe(origin: string, signal?: AbortSignal, cookies?: Cookies): Promise<string | null> {
    const address = `${origin}/${randomBytes(8).toString('hex')}/${randomBytes(6).toString('hex')}.html`;
    const answer = await this.client.fetch(address, { limits: LIMITS, signal, cookies: cookies?.fork() });
    if (!answer.ok || answer.status !== 200) return null;
    const { text } = decodeHtml(answer.body, answer.headers['content-type']);
    return fingerprint(this.faceOf(text));
  }
}

/** Without figures: error pages repeat the address, the time, a request number. */
function fingerprint({ title, text }: Pick<PageFace, 'title' | 'text'>): string {
  return `${title}\n${squeeze(text).slice(0, 2000)}`.replace(/[\da-f]{4,}|\d+/gi, '#');
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) * 2 < Math.max(a.length, b.length)) return false;
  const left = pairs(a);
  const right = pairs(b);
  let common = 0;
  for (const pair of left) if (right.has(pair)) common += 1;
  return common / Math.max(1, left.size + right.size - common) >= ALIKE;
}
