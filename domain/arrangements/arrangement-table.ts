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
  { title: '时间', width: 12 },
  { title: '单位', width: 24, align: 'left' },
  { title: '形式', width: 12 },
  { title: '主题', width: 40, align: 'left' },
  { title: '受访人', width: 14 },
  { title: '联系人', width: 18 },
];

const WITHOUT_TOPICS: readonly TableColumn[] = [
  { title: '序号', width: 6 },
  { title: '单位', width: 40, align: 'left' },
  { title: '情况', width: 16 },
];

/** 《2015年黔东南州政府门户网站在线访谈和在线调查计划安排表》 @param region short name of the prefecture */
export const tableTitle = (year: number, region: string): string =>
  `${year}年${region}政府门户网站在线访谈和在线调查计划安排表`;

/**
 * Renders the present 在线访谈和在线调查计划安排表, without cancelled topics, and the units that have none.
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
  const { none, silent } = await read.arrangements.withoutTopics(id);
  const title = tableTitle(year, region);
  const rows = lines.map(({ month, day, unit, kind, topic, guests, contact }, index) => [
    String(index + 1),
    day === null ? `${month}月` : `${month}月${day}日`,
    unit,
    KIND_TITLES[kind],
    fullWidthBrackets(topic),
    fullWidthBrackets(guests ?? ''),
    fullWidthBrackets(contact ?? ''),
  ]);
  if (format === 'xlsx') {
    const made = { madeBy: office, madeOn: formatDay(dayOf(Date.now())) };
    const others = [...none.map((unit) => [unit, '无计划']), ...silent.map((unit) => [unit, '未报送'])];
    const sheets = [
      { title, ...made, columns: COLUMNS, rows },
      ...(others.length === 0
        ? []
        : [
            {
              title: '无计划和未报送的单位',
              ...made,
              columns: WITHOUT_TOPICS,
              rows: others.map((cells, index) => [String(index + 1), ...cells]),
            },
          ]),
    ];
    return { title, bytes: await render('xlsx', sheets) };
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
      ...(none.length > 0 ? [paragraph(`本年无计划的单位：${none.join('、')}。`)] : []),
      ...(silent.length > 0 ? [paragraph(`未报送的单位：${silent.join('、')}。`)] : []),
    ],
    annexes: [],
    signature: { name: office, date },
    copies: [],
    issued: null,
  };
  return { title, bytes: await render(format, document) };
}
