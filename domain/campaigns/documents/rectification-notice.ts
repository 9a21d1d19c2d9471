import { heading, list, paragraph, type Block, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { during } from '../../documents/wording.js';
import type { CampaignFacts, FindingLine, Issue } from './facts.js';
import { findingTable, framed } from './tables.js';

/**
 * 整改通知 to one unit (step A2.4). `issue.recipients` is the unit; `findings` are its own, at least one.
 *
 * @param officer of the unit by the duty register (专人); undefined: it names nobody
 */
export function rectificationNotice(
  facts: CampaignFacts,
  findings: readonly FindingLine[],
  issue: Issue,
  officer: { readonly name: string; readonly phone: string } | undefined,
): OfficialDocument {
  const { subject, plan, inspector, inspectedFrom, inspectedTo, rectifyBy } = facts;
  const items = new Set(findings.map(({ item }) => item)).size;
  const body: Block[] = [
    paragraph(
      `根据${plan}，${inspector}${during(inspectedFrom, inspectedTo)}对你单位${subject}进行了检查，发现${items}个事项存在${findings.length}个问题（见附件）。请按以下要求整改。`,
    ),
    heading(1, '整改时限'),
    paragraph(`${documentDate(rectifyBy)}前完成整改并报送结果；可分批报送。`),
    heading(1, '整改要求'),
    list([
      '缺项的，补充公开事项及其办事指南；不在清单内的事项，核实后撤下或补报。',
      '要素缺失、不准确的，补齐、改正八项要素，不得以“无”“详见附件”等代替内容。',
      '表格附件、在线申报和查询不能使用的，恢复使用并自行测试。',
      '每个问题附整改后的页面地址；对问题有异议的，在报送时说明理由。',
    ]),
    heading(1, '复查'),
    paragraph(
      `${inspector}在收到整改结果后3个工作日内复查。未通过的退回重改，两次未通过或逾期未完成的纳入督办。`,
    ),
    heading(1, '联系人'),
    paragraph(
      officer
        ? `你单位专人：${officer.name}，电话：${officer.phone}。有变动的，请及时在专人名册中更新。`
        : '你单位尚未明确专人，请收到本通知后在专人名册中登记。',
    ),
  ];
  return framed(issue, {
    title: `关于整改${subject}检查发现问题的通知`,
    body,
    annexes: [
      { title: '检查发现问题清单', body: [findingTable(findings, false)], orientation: 'landscape' as const },
    ],
  });
}
