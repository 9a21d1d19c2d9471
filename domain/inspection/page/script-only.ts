/** Responses that show nothing themselves: a script opens the page, or shows a message. */
import { squeeze } from '../text/text.js';
import { attribute, descendants, isText, rawText, type Document, type Element } from './dom.js';

/**
 * `opens`: a browser that runs the script may come to see a page (it sets a cookie and asks again, or writes the page);
 * `dead`: it says that what is asked for is not there; `message`: it says something else, and goes back.
 */
export type ScriptOnly = 'opens' | 'dead' | 'message';

/** Links and fields, which make a response a page. */
const SHOWS = new Set(['a', 'area', 'frame', 'iframe', 'select', 'textarea', 'button', 'table']);
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'title', 'head', 'html']);
const WAIT =
  /请稍[候后等]|稍等|安全(?:检查|验证|检测)|浏览器(?:环境|检测|检查|安全)|跳转|加载|开启|启用|javascript|loading|checking|redirect/i;
const LONGEST_TEXT = 40;
const LONGEST_WAIT = 300;

const MESSAGE = /\b(?:alert|confirm)\s*\(\s*(?:unescape\s*\(\s*)?(["'])((?:\\.|(?!\1)[^\\]){0,300})\1/;
const GOES_BACK = /history\s*\.\s*(?:back|go)\s*\(|window\s*\.\s*close\s*\(/;
const DEAD =
  /不存在|不在了|没有(?:此|该|这个|找到)|无此|未找到|找不到|已(?:被)?(?:删除|下线|移除|失效|撤销)|失败|出错|错误|异常|无法(?:打开|下载|读取|访问)|not (?:found|exist)/i;

/**
 * @param isShown the page is as its scripts have made it: a few words are what it shows
 * @returns null for a page that shows something itself, or whose emptiness no script fills
 */
export function scriptOnly(document: Document, isShown = false): ScriptOnly | null {
  let text = '';
  let script = '';
  for (const element of descendants(document)) {
    if (element.tagName === 'script') script += scriptText(element);
    if (SHOWS.has(element.tagName) || isVisibleInput(element)) return null;
    if (SILENT.has(element.tagName)) continue;
    for (const node of element.childNodes) if (isText(node)) text += node.value;
    if (text.length > 2_000) return null;
  }
  if (script === '') return null;
  const shown = squeeze(text);
  const shortText = isShown ? 0 : LONGEST_TEXT;
  if (shown.length > (WAIT.test(shown) ? LONGEST_WAIT : shortText)) return null;
  const goesBack = GOES_BACK.test(script);
  const said = MESSAGE.exec(script);
  // Inside a function it is a message for a later event.
  const isSaid = said !== null && (goesBack || !/\bfunction\b|=>/.test(script.slice(0, said.index)));
  if (isSaid) return DEAD.test(unescaped(said[2]!)) ? 'dead' : 'message';
  return goesBack ? 'message' : 'opens';
}

const scriptText = (element: Element): string =>
  /json|template/i.test(attribute(element, 'type') ?? '')
    ? ''
    : rawText(element) + (attribute(element, 'src') ?? '');

const isVisibleInput = (element: Element): boolean =>
  element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() !== 'hidden';

const unescaped = (text: string): string =>
  text.replace(/\\u([\da-f]{4})|%u([\da-f]{4})/gi, (_, a?: string, b?: string) =>
    String.fromCharCode(Number.parseInt(a ?? b ?? '', 16)),
  );
