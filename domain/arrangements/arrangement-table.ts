import type { DataSource } from 'typeorm';
import { documentDate } from '../documents/numbering.js';
import { paragraph, table, type OfficialDocument, type TableColumn } from '../documents/model.js';
import { render } from '../documents/render.js';
import { fullWidthBrackets } from '../documents/wording.js';
import { fullName } from '../cases/units/formal-name.js';
import { dayOf, formatDay } from '../time/civil-time.js';

export const TABLE_FORMATS = ['xlsx', 'docx', 'pdf'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const KIND_TITLES = { interview: '在线访谈', survey: '网上调查', consultation: '意见征集' } as const;

interface Line {
  readonly month: number;
  readonly unit: string;
  readonly kind: keyof typeof KIND_TITLES;
  readonly topic: string;
  readonly guests: string | null;
}

const COLUMNS: readonly TableColumn[] = [
  { title: '序号', width: 6 },
  { title: '月份', width: 8 },
  { title: '单位', width: 24, align: 'left' },
  { title: '形式', width: 12 },
  { title: '主题', width: 40, align: 'left' },
  { title: '受访人', width: 16 },
];

/**
 * 访谈计划和调查安排表 as it stands, cancelled topics left out.
 *
 * @param arrangement a published one
 */
export async function renderArrangement(
  dataSource: DataSource,
  arrangement: string,
  format: TableFormat,
): Promise<{ readonly title: string; readonly bytes: Buffer }> {
  const [head]: { year: number; office: string; region: string; publishedAt: Date }[] =
    await dataSource.query(
      `SELECT a.year, ${fullName('u')} AS office, r.short_name AS region, a.published_at AS "publishedAt"
     FROM arrangement a JOIN unit u ON u.code = a.office JOIN unit r ON r.code = u.path[1] WHERE a.id = $1`,
      [arrangement],
    );
  const { year, office, region, publishedAt } = head!;
  const lines: Line[] = await dataSource.query(
    `SELECT e.month, u.name AS unit, e.kind, e.topic, e.guests FROM arrangement_entry e JOIN unit u ON u.code = e.unit
     WHERE e.arrangement_id = $1 AND e.state = 'published' ORDER BY e.month, u.code, e.id`,
    [arrangement],
  );
  const title = `${year}年${region}政府门户网站在线访谈计划和在线调查安排表`;
  const rows = lines.map(({ month, unit, kind, topic, guests }, index) => [
    String(index + 1),
    `${month}月`,
    unit,
    KIND_TITLES[kind],
    fullWidthBrackets(topic),
    fullWidthBrackets(guests ?? ''),
  ]);
  if (format === 'xlsx') {
    const madeOn = formatDay(dayOf(Date.now()));
    return {
      title,
      bytes: await render('xlsx', [{ title, madeBy: office, madeOn, columns: COLUMNS, rows }]),
    };
  }
  const date = formatDay(dayOf(publishedAt.getTime()));
  const document: OfficialDocument = {
    letterhead: null,
    number: null,
    title,
    recipients: null,
    body: [
      paragraph(`${year}年在线访谈、网上调查和意见征集安排如下，${documentDate(date)}公布。`),
      table(null, COLUMNS, rows),
    ],
    annexes: [],
    signature: { name: office, date },
    copies: [],
    issued: null,
  };
  return { title, bytes: await render(format, document) };
}
