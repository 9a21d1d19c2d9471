/** Decides whether a page needs a browser to show its guide. */
import { ELEMENTS, type ElementName } from '../text/elements.js';
import { labelOf } from '../text/labels.js';
import { attribute, childElements, descendants, rawText, type Element } from './dom.js';
import type { PageModel } from './page-model.js';
import type { GuideReading } from './read-guide.js';

const PLACEHOLDER =
  /\{\{[^}]{1,80}\}\}|\$\{[\w.]{1,60}\}|<%=|数据加载中|正在加载|加载中|loading\.\.\.|请(?:启用|开启|允许).{0,6}(?:javascript|脚本)|enable javascript/i;
const BINDING = /^(?:v-|ng-|:|data-bind|data-field|th:|lay-data|x-text)/;
/** Scripts of statistics and sharing change nothing that a reader reads. */
const BESIDE =
  /baidu|cnzz|google|jiathis|bdimg|share|stat|analytics|tongji|beian|conac|jquery(?:[.-][\d.]+)?(?:\.min)?\.js|bootstrap|swiper|slide|html5shiv|respond/i;
const WRITES =
  /document\.write|innerHTML|textContent|\.html\(|\.text\(|\.append\(|createElement|\.val\(|fetch\(|XMLHttpRequest|\$\.(?:ajax|get|post|getJSON)|axios|new Vue|createApp|ReactDOM/;

/**
 * True where a browser may show elements that the plain page lacks. Asked only for pages that lack some; a plain page
 * with a missing element must not cost a browser.
 */
export function needsBrowser(page: PageModel, reading: GuideReading): boolean {
  const lacking = ELEMENTS.filter((element) => {
    const { verdict } = reading.elements[element];
    return verdict === 'missing' || verdict === 'empty';
  });
  if (lacking.length === 0) return false;
  const scripts = scriptsOf(page);
  if (scripts.length === 0) return false;
  const own = scripts.filter(({ source, text }) =>
    source !== null ? !BESIDE.test(source) : WRITES.test(text),
  );
  if (PLACEHOLDER.test(page.text(page.rangeOf(page.root)).slice(0, 20_000))) return true;
  if (own.length === 0) return false;
  if (reading.labelled < 3) return page.text(page.rangeOf(page.root)).length < 2_000 || isAppShell(page);
  return lacking.some((element) => mayBeWritten(page, reading, element, own));
}

interface Script {
  readonly source: string | null;
  readonly text: string;
}

function scriptsOf(page: PageModel): Script[] {
  const scripts: Script[] = [];
  for (const element of descendants(page.root)) {
    if (element.tagName !== 'script') continue;
    const type = attribute(element, 'type') ?? '';
    if (/json|template/i.test(type)) continue;
    const source = attribute(element, 'src') ?? null;
    scripts.push({ source, text: source === null ? rawText(element) : '' });
  }
  return scripts;
}

/** An empty element that scripts fill: `<div id="app"></div>`. */
function isAppShell(page: PageModel): boolean {
  return page.elements.some((element) => {
    const { start, end } = page.rangeOf(element);
    const id = attribute(element, 'id');
    return (
      end === start &&
      element.tagName === 'div' &&
      id !== undefined &&
      /app|root|main|content|container|vue|guide|detail|info/i.test(id)
    );
  });
}

function mayBeWritten(
  page: PageModel,
  reading: GuideReading,
  element: ElementName,
  scripts: readonly Script[],
): boolean {
  if (reading.elements[element].verdict === 'missing') {
    return scripts.some(({ text }) => speaksOf(text, element));
  }
  // The label is there: does something empty beside it wait for a script?
  const hooks = page.elements.filter((one) => isHook(page, one));
  return hooks.some((hook) => {
    const id = attribute(hook, 'id');
    if (hook.attrs.some(({ name }) => BINDING.test(name))) return true;
    return (
      id !== undefined && scripts.some(({ source, text }) => (source === null ? text.includes(id) : true))
    );
  });
}

function isHook(page: PageModel, element: Element): boolean {
  const { start, end } = page.rangeOf(element);
  if (end > start || childElements(element).length > 0) return false;
  if (!/^(?:td|dd|div|span|p|li|label|b|em)$/.test(element.tagName)) return false;
  return attribute(element, 'id') !== undefined || element.attrs.some(({ name }) => BINDING.test(name));
}

/** A script holds a label of this element in a string. */
function speaksOf(script: string, element: ElementName): boolean {
  if (!WRITES.test(script)) return false;
  for (const match of script.slice(0, 100_000).matchAll(/[\p{Script=Han}]{2,12}/gu)) {
    if (labelOf(match[0])?.elements.includes(element)) return true;
  }
  return false;
}
