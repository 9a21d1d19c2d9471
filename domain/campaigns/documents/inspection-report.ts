import { FINDING_KINDS, type FindingKind } from '../measures/findings.js';
import { percent } from '../measures/measures.js';
import { heading, list, paragraph, table, type Block, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { during } from '../../documents/wording.js';
import type { CampaignFacts, FindingLine, Issue, UnitResult } from './facts.js';
import {
  elementTables,
  fallbackName,
  fallbackNote,
  findingTable,
  framed,
  named,
  rates,
  resultTables,
  siteDownNote,
  totalOf,
} from './tables.js';

/** 检查情况报告 with 整改方案, to the government (step A2.3): one document, because the plan requires both at once. */
export function inspectionReport(
  facts: CampaignFacts,
  units: readonly UnitResult[],
  findings: readonly FindingLine[],
  issue: Issue,
): OfficialDocument {
  const { subject, plan, inspectedFrom, inspectedTo } = facts;
  const total = totalOf(units, 'found');
  const whatIsThere = rates({
    要素完整率: total.filledElements,
    表格附件有效率: total.validAttachments,
    在线申报和查询系统可用率: total.availableSystems,
  });
  const silent = units.filter(({ reported }) => !reported).map(({ name }) => name);
  const body: Block[] = [
    paragraph(
      `按照${plan}要求，我单位${during(inspectedFrom, inspectedTo)}对${subject}进行了检查。现将检查情况和整改方案报告如下。`,
    ),
    heading(1, '检查工作情况'),
    paragraph(
      `本次检查以各单位报送的权力清单为依据，逐项检查事项是否公开、八项要素是否齐全、表格附件能否下载、在线申报和查询能否访问，共涉及${units.length}个单位、应查事项${total.items}项。`,
    ),
    ...(silent.length === 0
      ? []
      : [paragraph(`${named(silent)}未按时报送清单，按${fallbackName(facts.fallback)}检查。`)]),
    heading(1, '检查结果'),
    ...siteDownNote(facts),
    paragraph(
      `网站已公开${total.present}项，缺项${total.missing}项，缺项率${percent(total.missingItems)}${total.extra === 0 ? '' : `；另有${total.extra}项网站公开的事项不在清单内`}。${whatIsThere === '' ? '' : `${whatIsThere}。`}`,
    ),
    ...resultTables(units, 'found'),
    ...fallbackNote(units, facts.fallback),
    ...elementTables(units, 'found'),
    heading(1, '整改方案'),
    ...rectificationPlan(facts, units, findings),
  ];
  const annexes =
    findings.length === 0
      ? []
      : [
          {
            title: '检查发现问题清单',
            body: [findingTable(findings, true)],
            orientation: 'landscape' as const,
          },
        ];
  return framed(issue, { title: `关于${subject}检查情况和整改方案的报告`, body, annexes });
}

/** Tasks by unit and kind of finding, with the one date that the plan sets for all of them. */
function rectificationPlan(
  { inspector, rectifyBy, siteDown }: CampaignFacts,
  units: readonly UnitResult[],
  findings: readonly FindingLine[],
): Block[] {
  const kinds = (Object.keys(FINDING_KINDS) as FindingKind[]).filter((kind) =>
    findings.some((finding) => finding.kind === kind),
  );
  const rows = units.flatMap(({ name }) => {
    const own = findings.filter(({ unit }) => unit === name);
    const counts = kinds.map((kind) => `${own.filter((finding) => finding.kind === kind).length}`);
    return own.length === 0 ? [] : [[name, ...counts, `${own.length}`]];
  });
  if (rows.length === 0)
    return [paragraph(siteDown ? '整改任务待重新检查后确定。' : '本次检查未发现需要整改的问题。')];
  const columns = [
    { title: '责任单位', width: 6, align: 'left' as const },
    ...kinds.map((kind) => ({ title: FINDING_KINDS[kind], width: 3 })),
    { title: '合计', width: 2 },
  ];
  return [
    heading(2, '整改任务'),
    paragraph(`本次检查共发现问题${findings.length}个，由${rows.length}个单位负责整改。`),
    table('整改任务分解表', columns, rows),
    heading(2, '整改时限'),
    paragraph(`各责任单位于${documentDate(rectifyBy)}前完成整改，逐项报送整改结果和佐证材料。`),
    heading(2, '工作要求'),
    list([
      '各责任单位明确专人负责，对照问题清单逐项整改；可分批报送，完成一项报送一项。',
      `${inspector}在收到整改结果后3个工作日内复查，未通过的退回重改。`,
      '逾期未完成整改或两次复查未通过的，纳入督办。',
    ]),
  ];
}
