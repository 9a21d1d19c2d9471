/** Finds elements in sentences, outside the values of labels, for a person to decide about. */
import type { ElementName } from '../text/elements.js';
import { labelOf } from '../text/labels.js';
import { lineLabelOf, namesItem } from '../text/line-labels.js';
import { excerptOf, tidy } from '../text/text.js';
import { judge } from '../text/values.js';
import type { Candidate } from './candidates.js';
import { pathOf } from './dom.js';
import type { PageModel } from './page-model.js';

export interface Said {
  readonly excerpt: string;
  /** Path of the element that holds the line. */
  readonly where: string;
}

const SHORTEST = 12;
/** Labels for anything else: a telephone, other days, another place; unknown labels, too. */
const NOTE = /注|备注|说明|提示|须知|其[他它]|简介|概述/;
const COMPLAINTS = /监督|投诉|举报|信访|救济|复议|诉讼/;

/** A street and a number. */
const ADDRESS = /(?:[路街巷道]|大道)\s*\d+\s*号/;
const CALL = /(?:电话|咨询|联系|拨打|热线|垂询)[^。；;，,\d]{0,8}\(?(?:0\d{2,3}\)?[-\s]?)?[2-9]\d{6,7}(?!\d)/;
const OPEN = /(?:\d{1,2}:\d{2}|[上下]午\s*\d{1,2}[点时])\s*[-—–~至到]/;
/** Who may apply, in words of a condition and not of a kind: 具有本县户籍的居民, and not 自然人、法人. */
const ELIGIBLE = /具有|具备|年满|户籍|符合|凡|周岁|以上的|已取得|从事/;

/** Elements within the value of another label, clear enough not to be certainly missing. */
const HOLDS: Partial<Record<ElementName, (line: string) => boolean>> = {
  办理地点: (line) => ADDRESS.test(line),
  办理时间: (line) => OPEN.test(line),
  联系电话: (line) => CALL.test(line) && !COMPLAINTS.test(line),
};

const SAYS: Readonly<Record<Exclude<ElementName, '事项名称'>, (line: string) => boolean>> = {
  设定依据: (line) => /(?:根据|依据|按照|依照)《[^》]{3,}》/.test(line),
  申请条件: (line) =>
    /(?:凡|具有|具备|符合|年满|持有|属于).{2,80}(?:可|应|方能|才能)(?:以|当)?(?:申请|申领|办理|领取|享受)/.test(line),
  办理材料: (line) =>
    /(?:携带|持|凭|提供|提交|出示|带上|带好|准备).{0,40}(?:身份证|户口[簿本]|证明|证件|复印件|照片|申请[表书]|材料|资料|执照)/.test(line),
  办理地点: (line) =>
    ADDRESS.test(line) ||
    /(?:到|在|至|向|往).{2,30}(?:窗口|大厅|服务中心|服务站|派出所|办公室|门诊部|[乡镇]|街道|残联|联合会|局|科|股)(?:申请|办理|领取|填写|申报|提出|登记|评定|咨询|进行)/.test(line),
  办理时间: (line) =>
    /周[一二三四五六日末]|星期[一二三四五六日]|[上下]午|\d{1,2}:\d{2}|每[月周日天]/.test(line) &&
    judge('办理时间', { text: line, pictures: [], onlyLinks: false }).verdict === 'present',
  联系电话: (line) =>
    /电话|咨询|联系|拨打|致电|热线/.test(line) &&
    !COMPLAINTS.test(line) &&
    judge('联系电话', { text: line, pictures: [], onlyLinks: false }).verdict === 'present',
  办理流程: (line) =>
    /(?:申请|填写|受理|初审|审核|审查|评定|登记).{2,80}(?:审核|审查|审批|批准|核实).{0,30}(?:发证|发放|发给|核发|办理|办结|出具|领取)/.test(line),
}; // prettier-ignore

/** @param furniture what belongs to the site and not to the guide */
export function saidInSentences(
  page: PageModel,
  candidates: readonly Candidate[],
  furniture: readonly boolean[],
): ReadonlyMap<ElementName, Said> {
  const said = new Map<ElementName, Said>();
  const { free, others } = unclaimed(page, candidates, furniture);
  for (const { text, start } of free) {
    if (text.length < SHORTEST || !/[，。；、,;]/.test(text)) continue;
    for (const [element, says] of Object.entries(SAYS))
      if (!said.has(element as ElementName) && says(text))
        said.set(element as ElementName, at(page, text, start));
  }
  const title = page.elements.find(({ tagName }) => tagName === 'h1' || tagName === 'h2');
  const named = title && namesItem(page.textOf(title)) ? lineLabelOf(page.textOf(title)) : null;
  for (const element of named?.elements ?? [])
    if (!said.has(element)) said.set(element, at(page, page.textOf(title!), page.rangeOf(title!).start));
  const eligible = said.has('申请条件') ? null : whoMayApply(page, candidates);
  if (eligible) said.set('申请条件', eligible);
  for (const { text, start } of others) {
    for (const [element, holds] of Object.entries(HOLDS))
      if (!said.has(element as ElementName) && holds(text))
        said.set(element as ElementName, at(page, text, start));
  }
  return said;
}

/** Conditions under 服务对象, 参保范围. */
function whoMayApply(page: PageModel, candidates: readonly Candidate[]): Said | null {
  for (const { label, ranges } of candidates) {
    if (label.elements.length > 0 || !/对象|范围|人群|资格/.test(label.text)) continue;
    const value = ranges.map((range) => page.text(range)).join(' ');
    if (ELIGIBLE.test(value)) return { excerpt: excerptOf(value), where: pathOf(label.element) };
  }
  return null;
}

const at = (page: PageModel, text: string, start: number): Said => ({
  excerpt: excerptOf(text),
  where: pathOf(page.atoms[start]!.element),
});

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Lines that are no label's value, or only a note; and the values of labels, but for complaints. */
function unclaimed(
  page: PageModel,
  candidates: readonly Candidate[],
  furniture: readonly boolean[],
): { free: Line[]; others: Line[] } {
  const taken = [...furniture];
  const others = new Array<boolean>(page.atoms.length).fill(false);
  for (const { label, ranges } of candidates) {
    taken.fill(true, label.start, label.end);
    const isFree = NOTE.test(label.text) || labelOf(label.text) === null;
    const isNote = label.elements.length === 0 && isFree && !COMPLAINTS.test(label.text);
    for (const { start, end } of ranges) {
      if (!isNote) taken.fill(true, start, end);
      if (!COMPLAINTS.test(label.text)) others.fill(true, start, end);
    }
  }
  return {
    free: linesOf(page, (index) => !taken[index]),
    others: linesOf(page, (index) => others[index]!),
  };
}

function linesOf(page: PageModel, holds: (index: number) => boolean): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < page.atoms.length;) {
    let end = start + 1;
    while (end < page.atoms.length && page.atoms[end]!.line === page.atoms[start]!.line) end += 1;
    let text = '';
    for (let index = start; index < end; index += 1)
      if (holds(index) && page.atoms[index]!.kind !== 'image') text += page.atoms[index]!.text;
    if (text.trim() !== '') lines.push({ text: tidy(text), start });
    start = end;
  }
  return lines;
}
