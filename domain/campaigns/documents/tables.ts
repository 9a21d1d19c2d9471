import { FINDING_KINDS } from '../measures/findings.js';
import { censusDeductionOf, measure, percent, type Measures, type Ratio } from '../measures/measures.js';
import {
  paragraph,
  table,
  type Block,
  type OfficialDocument,
  type TableColumn,
} from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { fullWidthBrackets, titled } from '../../documents/wording.js';
import type { ListName } from '../catalogue/catalogues.repository.js';
import type { CampaignFacts, FindingLine, Issue, UnitResult } from './facts.js';

const GROUPS = { department: '州直部门', county: '县（市）' } as const;
const NUMBER: TableColumn = { title: '序号', width: 2 };

/** The same table for departments and for counties; a group without units has none. */
function groupTables(
  units: readonly UnitResult[],
  caption: string,
  columns: readonly TableColumn[],
  row: (unit: UnitResult) => readonly string[],
): readonly Block[] {
  return (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).flatMap((group) => {
    const rows = units
      .filter((unit) => unit.group === group)
      .map((unit, index) => [`${index + 1}`, unit.name, ...row(unit)]);
    const all = [NUMBER, { title: '单位', width: 6, align: 'left' as const }, ...columns];
    return rows.length === 0 ? [] : [table(`${GROUPS[group]}${caption}`, all, rows)];
  });
}

const figure = (title: string, width = 3): TableColumn => ({ title, width });

const RESULT_TITLES = {
  counts: ['应有', '已有', '缺项'],
  rates: ['缺项率', '要素完整率', '附件有效率', '系统可用率', '整改率', '一次整改通过率'],
} as const;

/** Titles of what `resultCells` returns. */
export const RESULT_COLUMNS: readonly string[] = [...RESULT_TITLES.counts, ...RESULT_TITLES.rates];

/** Of rates that cannot be known yet. */
const NOT_YET = '—';

/** Per unit 应有, 已有, 缺项 and the rates (step A3.3). */
export function resultTables(units: readonly UnitResult[], when: 'found' | 'left'): readonly Block[] {
  const columns = [
    ...RESULT_TITLES.counts.map((title) => figure(title, 2)),
    ...RESULT_TITLES.rates.map((title) => figure(title)),
  ];
  return groupTables(units, `${when === 'found' ? '检查' : '整改后'}情况表`, columns, (unit) =>
    resultCells(unit, when),
  );
}

/** One unit's row under RESULT_COLUMNS. As it was found, nothing could be rectified yet: those rates are 0 for nobody. */
export function resultCells(unit: UnitResult, when: 'found' | 'left'): string[] {
  const { items, present, missing, missingItems, filledElements, validAttachments, availableSystems } =
    unit[when];
  const { rectified, passedAtOnce } = unit[when];
  return [
    `${items}${unit.reported ? '' : '*'}`,
    `${present}`,
    `${missing}`,
    ...[missingItems, filledElements, validAttachments, availableSystems].map(percent),
    ...(when === 'found' ? [NOT_YET, NOT_YET] : [rectified, passedAtOnce].map(percent)),
  ];
}

/** By unit: how many items lack each of the eight elements, and the census deduction. */
export function elementTables(units: readonly UnitResult[], when: 'found' | 'left'): readonly Block[] {
  const names = units[0]?.[when].elements.map(({ element }) => element) ?? [];
  const columns = [...names.map((name) => figure(name)), figure('普查扣分')];
  return groupTables(units, '要素缺失情况表', columns, (unit) => [
    ...unit[when].elements.map(({ missing }) => `${missing}`),
    `${unit[when].censusDeduction}`,
  ]);
}

/** `要素完整率92.3%，…`: rates of which there was something to measure; empty when there was nothing. */
export const rates = (named: Readonly<Record<string, Ratio>>): string =>
  Object.entries(named)
    .filter(([, { whole }]) => whole > 0)
    .map(([name, ratio]) => `${name}${percent(ratio)}`)
    .join('，');

/** Note on the figures when the site could not be read. */
export const siteDownNote = ({ siteDown }: CampaignFacts): readonly Block[] =>
  siteDown
    ? [
        paragraph(
          '检查期间网站不能访问，未能查找的事项未计入缺项，以下数据不代表其已公开；待网站恢复后须重新检查。',
        ),
      ]
    : [];

/** Explains the asterisk of `resultTables`; empty when every unit has reported. */
export function fallbackNote(units: readonly UnitResult[], fallback: ListName | null): readonly Block[] {
  return units.every(({ reported }) => reported)
    ? []
    : [paragraph(`注：带*号的单位未按时报送清单，其应有事项数以${fallbackName(fallback)}为准。`)];
}

/** The fallback list as the basis of findings: 《…清单》（2011年8月8日第38次常务会议）. */
export function fallbackName(fallback: ListName | null): string {
  if (!fallback) return '州政府此前公布的行政权力清单';
  const { name, number, date } = fallback;
  return `${titled(name)}（${documentDate(date)}${fullWidthBrackets(number ?? '')}）`;
}

/** Findings with their items and addresses. */
export function findingTable(findings: readonly FindingLine[], withUnit: boolean): Block {
  const columns: TableColumn[] = [
    NUMBER,
    ...(withUnit ? [{ title: '单位', width: 5, align: 'left' as const }] : []),
    { title: '事项', width: 8, align: 'left' },
    { title: '问题', width: 6, align: 'left' },
    { title: '页面地址', width: 9, align: 'left' },
  ];
  return table(
    null,
    columns,
    findings.map((finding, index) => [
      `${index + 1}`,
      ...(withUnit ? [finding.unit] : []),
      finding.item,
      problemOf(finding),
      finding.url ?? '无',
    ]),
  );
}

export const problemOf = ({ kind, element }: Pick<FindingLine, 'kind' | 'element'>): string =>
  element === null ? FINDING_KINDS[kind] : `${FINDING_KINDS[kind]}：${element}`;

/** The measures of all units together. */
export function totalOf(units: readonly UnitResult[], when: 'found' | 'left'): Measures {
  const empty = measure([], [], when);
  return units.map((unit) => unit[when]).reduce(add, empty);
}

function add(a: Measures, b: Measures): Measures {
  const ratio = (of: (measures: Measures) => Ratio): Ratio => ({
    part: of(a).part + of(b).part,
    whole: of(a).whole + of(b).whole,
  });
  const elements = a.elements.map((counts, index) => ({
    element: counts.element,
    missing: counts.missing + b.elements[index]!.missing,
    ambiguous: counts.ambiguous + b.elements[index]!.ambiguous,
    inaccurate: counts.inaccurate + b.elements[index]!.inaccurate,
  }));
  return {
    items: a.items + b.items,
    present: a.present + b.present,
    missing: a.missing + b.missing,
    extra: a.extra + b.extra,
    missingItems: ratio((m) => m.missingItems),
    filledElements: ratio((m) => m.filledElements),
    validAttachments: ratio((m) => m.validAttachments),
    availableSystems: ratio((m) => m.availableSystems),
    rectified: ratio((m) => m.rectified),
    passedAtOnce: ratio((m) => m.passedAtOnce),
    elements,
    censusDeduction: censusDeductionOf(elements),
  };
}

/** `甲、乙` and 等N个单位 when there are more than `max`. */
export function named(names: readonly string[], max = 5): string {
  return names.length <= max ? names.join('、') : `${names.slice(0, max).join('、')}等${names.length}个单位`;
}

/** The frame of a document around the campaign's own blocks. */
export function framed(
  issue: Issue,
  content: Pick<OfficialDocument, 'title' | 'body' | 'annexes'>,
): OfficialDocument {
  const { letterhead, number, recipients, signer, date, copies, issuedBy } = issue;
  return {
    ...{ letterhead, number, recipients, copies, ...content },
    signature: { name: signer, date },
    issued: issuedBy === null ? null : { by: issuedBy, on: date },
  };
}
