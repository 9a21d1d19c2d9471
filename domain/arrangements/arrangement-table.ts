import type { ArrangementsRepository } from './arrangements.repository.js';
import type { EntriesRepository } from './entries.repository.js';
import { documentDate } from '../documents/numbering.js';
import { paragraph, table, type OfficialDocument, type TableColumn } from '../documents/model.js';
import { render } from '../documents/render.js';
import { fullWidthBrackets } from '../documents/wording.js';
import { dayOf, formatDay } from '../time/civil-time.js';

export const TABLE_FORMATS = ['xlsx', 'docx', 'pdf'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const KIND_TITLES = { interview: '在线访谈', survey: '网上调查', consultation: '意见征集' } as const;

const COLUMNS: readonly TableColumn[] = [
  { title: '序号', width: 6 },
  { title: '月份', width: 8 },
  { title: '单位', width: 24, align: 'left' },
  { title: '形式', width: 12 },
  { title: '主题', width: 40, align: 'left' },
  { title: '受访人', width: 16 },
];

/**
 * Renders the present 访谈计划和调查安排表, without cancelled topics.
 *
 * @param id of a published arrangement
 */
export async function renderArrangement(
  read: { readonly arrangements: ArrangementsRepository; readonly entries: EntriesRepository },
  id: string,
  format: TableFormat,
): Promise<{ readonly title: string; readonly bytes: Buffer }> {
  const { year, office, region, publishedAt } = await read.arrangements.tableHead(id);
  const lines = (await read.entries.published(id)).filter(({ cancelled }) => !cancelled);
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
