import type { ItemTable } from '../../../domain/documents/item-table.js';
import { CLASS_TITLES } from './letter-layout.js';
import type { FigureGroupView, LetterStatisticsView } from './letter-statistics.dto.js';

type Row = FigureGroupView;
interface Column {
  readonly title: string;
  readonly width: number;
  readonly of: (row: Row) => string | number | null;
}

const count = (title: string, key: string): Column => ({
  title,
  width: 9,
  of: ({ counts }) => counts[key] ?? 0,
});
/** A share in percent; null where there is nothing to have a share of. */
const share = (title: string, key: string, of: string, least = 1): Column => ({
  title,
  width: 12,
  of: ({ counts }) => (counts[of]! < least ? null : Math.round((counts[key]! / counts[of]!) * 1000) / 10),
});

const columnsOf = (first: string, minRated: number): readonly Column[] => [
  { title: first, width: 24, of: ({ name, code }) => name ?? code },
  count('转办', 'dispatched'),
  count('办结', 'concluded'),
  count('应办结', 'due'),
  count('按时', 'onTime'),
  count('逾期', 'late'),
  share('按时办结率（%）', 'onTime', 'due'),
  { title: '平均用时（工作日）', width: 12, of: ({ averageDays }) => averageDays },
  count('评价期满', 'closed'),
  count('参评', 'rated'),
  count('满意', 'satisfied'),
  share('满意率（%）', 'satisfied', 'rated', minRated),
  count('评解决程度', 'scored'),
  count('解决', 'solved'),
  share('解决率（%）', 'solved', 'scored', minRated),
  count('重办', 'reworked'),
  count('黄牌', 'yellow'),
  count('红牌', 'red'),
  count('申诉中', 'contested'),
  count('已撤销', 'revoked'),
  { title: '备注', width: 12, of: ({ counts }) => (isIdle({ counts }) ? '无转办件' : null) },
];

/** A unit without letters in the month has no rate and no rank. */
const isIdle = ({ counts }: Pick<Row, 'counts'>): boolean =>
  counts['due'] === 0 && counts['dispatched'] === 0;

/**
 * The figures of a month as sheets: counties and departments, which are never ranked together, and classes.
 *
 * @param made 制表单位 and 制表日期, `YYYY-MM-DD`
 */
export function statisticsTables(
  { month, units, classes, minRatedForRank }: LetterStatisticsView,
  made: Pick<ItemTable, 'madeBy' | 'madeOn'>,
): ItemTable[] {
  const [year, index] = month.split('-').map(Number);
  const period = `${year}年${index}月`;
  const table = (what: string, first: string, rows: readonly Row[]): ItemTable => {
    const columns = columnsOf(first, minRatedForRank);
    return {
      title: `${what}来信办理情况（${period}）`,
      ...made,
      columns: columns.map(({ title, width }) => ({ title, width, align: 'left' })),
      rows: rows.map((row) => columns.map(({ of }) => of(row))),
    };
  };
  const isCounty = ({ kind }: Row): boolean => kind === 'COUNTY';
  const [counties, others] = [units.filter(isCounty), units.filter((unit) => !isCounty(unit))];
  return [
    ...(counties.length > 0 ? [table('县（市）', '县（市）', byRate(counties))] : []),
    ...(others.length > 0 ? [table('部门', '单位', byRate(others))] : []),
    table(
      '各类',
      '类别',
      classes.map((one) => ({ ...one, name: CLASS_TITLES[one.code] ?? one.code })),
    ),
  ];
}

/** Best first; what has no rate comes last. */
const byRate = (rows: readonly Row[]): Row[] => {
  const rate = ({ counts }: Row): number => (counts['due'] === 0 ? -1 : counts['onTime']! / counts['due']!);
  return rows.toSorted((a, b) => rate(b) - rate(a) || Number(isIdle(a)) - Number(isIdle(b)));
};
