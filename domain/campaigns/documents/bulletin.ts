import type { Measures } from '../measures/measures.js';
import { heading, list, paragraph, type Block, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { during } from '../../documents/wording.js';
import type { CampaignFacts, FindingLine, Issue, UnitResult } from './facts.js';
import {
  elementTables,
  fallbackNote,
  findingTable,
  framed,
  named,
  rates,
  resultTables,
  siteDownNote,
  totalOf,
} from './tables.js';

/**
 * 通报 (step A3.3): total result, result by unit, problems with the names of the units, next steps. The
 * annex lists the open findings.
 */
export function bulletin(
  facts: CampaignFacts,
  units: readonly UnitResult[],
  left: readonly FindingLine[],
  issue: Issue,
): OfficialDocument {
  const { subject, plan, inspector, inspectedFrom, inspectedTo, rectifyBy } = facts;
  const total = totalOf(units, 'left');
  const body: Block[] = [
    paragraph(
      `根据${plan}，${inspector}${during(inspectedFrom, inspectedTo)}对${subject}进行了检查，并对整改情况进行了复查。现将有关情况通报如下。`,
    ),
    heading(1, '总体情况'),
    ...siteDownNote(facts),
    paragraph(
      `本次检查涉及${units.length}个单位、应查事项${total.items}项。截至复查，网站已公开${total.present}项，缺项${total.missing}项，${ratesOf(total)}。`,
    ),
    heading(1, '检查情况'),
    heading(2, '事项公开和整改情况'),
    ...resultTables(units, 'left'),
    ...fallbackNote(units, facts.fallback),
    heading(2, '要素缺失情况'),
    ...elementTables(units, 'left'),
    heading(1, '存在的主要问题'),
    ...problems(units, facts.siteDown),
    heading(1, '下一步要求'),
    list([
      `存在问题的单位要对照清单逐项整改。${documentDate(rectifyBy)}前未完成的事项，转入下一轮检查并持续跟踪督办。`,
      '各单位要明确专人，及时维护办事指南、表格附件和在线系统，事项调整后同步更新网站。',
      `${inspector}要定期复查，对整改不力的单位予以督办。`,
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
  return framed(issue, { title: `关于${subject}检查情况的通报`, body, annexes });
}

const ratesOf = (total: Measures): string =>
  [
    rates({ 缺项率: total.missingItems }),
    rates({
      要素完整率: total.filledElements,
      表格附件有效率: total.validAttachments,
      在线申报和查询系统可用率: total.availableSystems,
    }),
    rates({ 整改率: total.rectified, 一次整改通过率: total.passedAtOnce }),
  ]
    .filter(Boolean)
    .join('；');

/** Names the units that did not report, lack items or elements, have open findings, or have none. */
function problems(units: readonly UnitResult[], siteDown: boolean): Block[] {
  const lists: readonly (readonly [string, (unit: UnitResult) => boolean])[] = [
    ['未按时报送清单', ({ reported }) => !reported],
    ['存在缺项', ({ left }) => left.missing > 0],
    ['办事指南要素缺失', ({ left }) => left.censusDeduction > 0],
    ['表格附件缺少或不能下载', ({ left }) => left.validAttachments.part < left.validAttachments.whole],
    ['在线申报或查询不能访问', ({ left }) => left.availableSystems.part < left.availableSystems.whole],
    ['尚未完成整改', ({ left }) => left.rectified.part < left.rectified.whole],
  ];
  const found = lists.flatMap(([problem, has]) => {
    const names = units.filter(has).map(({ name }) => name);
    return names.length === 0
      ? []
      : [paragraph(`${problem}的单位（${names.length}个）：${names.join('、')}。`)];
  });
  if (siteDown) return [paragraph('网站不能访问，是否存在其他问题待重新检查后确定。'), ...found];
  if (found.length === 0) return [paragraph('各单位均已按要求公开事项并完成整改。')];
  const done = units.filter((unit) => !lists.some(([, has]) => has(unit))).map(({ name }) => name);
  return done.length === 0
    ? found
    : [...found, paragraph(`无问题或已全部完成整改的单位：${named(done, 20)}。`)];
}
