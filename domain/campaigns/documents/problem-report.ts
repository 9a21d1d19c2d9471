import { FINDING_KINDS, type FindingKind } from '../measures/findings.js';
import { percent, type Measures } from '../measures/measures.js';
import { heading, list, paragraph, type Block, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import type { CampaignFacts, FindingLine, Issue, UnitResult } from './facts.js';
import {
  fallbackNote,
  findingTable,
  framed,
  named,
  rates,
  resultTables,
  siteDownNote,
  totalOf,
} from './tables.js';

/** 问题报告 to the government: findings open after the full recheck (step A3.2). */
export function problemReport(
  facts: CampaignFacts,
  units: readonly UnitResult[],
  left: readonly FindingLine[],
  issue: Issue,
): OfficialDocument {
  const { subject, plan, rectifyBy } = facts;
  const total = totalOf(units, 'left');
  const body: Block[] = [
    paragraph(`按照${plan}要求，我单位对${subject}整改情况进行了全面复查。现将有关问题报告如下。`),
    heading(1, '整改情况'),
    ...siteDownNote(facts),
    paragraph(
      `${rectifiedOf(total)}应查事项${total.items}项，${[`现已公开${total.present}项`, `缺项${total.missing}项`, rates({ 要素完整率: total.filledElements })].filter(Boolean).join('，')}。`,
    ),
    ...resultTables(units, 'left'),
    ...fallbackNote(units, facts.fallback),
    heading(1, '仍存在的问题'),
    ...(left.length === 0 ? [paragraph(nothingLeft(total, facts))] : remaining(left)),
    heading(1, '建议'),
    list([
      '由州人民政府对检查和整改情况予以通报。',
      ...(left.length === 0
        ? []
        : [`对${documentDate(rectifyBy)}前未完成整改的单位予以督办，未整改事项转入下一轮检查。`]),
      '建立定期检查机制，防止问题反弹。',
    ]),
  ];
  const annexes =
    left.length === 0
      ? []
      : [
          {
            title: '尚未整改的问题清单',
            body: [findingTable(left, true)],
            orientation: 'landscape' as const,
          },
        ];
  return framed(issue, { title: `关于${subject}检查整改有关问题的报告`, body, annexes });
}

function rectifiedOf({ rectified, passedAtOnce }: Measures): string {
  if (rectified.whole === 0) return '';
  const said = [`截至复查已整改${percent(rectified)}`, rates({ 一次整改通过率: passedAtOnce })];
  return `检查发现的问题中，${said.filter(Boolean).join('，')}。`;
}

const nothingLeft = ({ rectified }: Measures, { siteDown }: CampaignFacts): string => {
  if (rectified.whole > 0) return '检查发现的问题已全部整改。';
  return siteDown ? '网站不能访问，待重新检查后确定。' : '检查未发现需要整改的问题。';
};

function remaining(left: readonly FindingLine[]): Block[] {
  return (Object.keys(FINDING_KINDS) as FindingKind[]).flatMap((kind) => {
    const own = left.filter((finding) => finding.kind === kind);
    const units = [...new Set(own.map(({ unit }) => unit))];
    if (own.length === 0) return [];
    return [paragraph(`${FINDING_KINDS[kind]}${own.length}个，涉及${named(units)}。`)];
  });
}
