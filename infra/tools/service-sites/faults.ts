/** Faults planted into guides, and the findings that an inspection must report for them. */
import { PART_NAMES, type Part } from './vocabulary.js';
import type { Random } from './random.js';

export interface KeyEntry {
  /** Type of the finding: ITEM_MISSING, ELEMENT_MISSING, … */
  readonly type: string;
  readonly item: string;
  /** Empty for findings that are not about an element. */
  readonly element: string;
}

/** A fault of one part of a guide. */
export interface PartFault {
  readonly name: string;
  readonly part: Part;
  readonly finding: 'ELEMENT_MISSING' | 'ELEMENT_AMBIGUOUS' | 'ELEMENT_INACCURATE';
  /** Null: the row is omitted. */
  readonly row: { readonly label?: string; readonly html: string } | null;
}

const NOTHING = [
  '1.无<br>1.无<br>1.无',
  '',
  '&nbsp;',
  '无',
  '暂无',
  '详见附件',
  '见附件',
  '——',
  '略',
  '待补充',
  '（无）',
  '/',
];
const RUBBISH = ['测试', '测试内容', 'aaa', '111', 'test', '1234', '测试数据请删除'];

export function partFault(part: Part, random: Random): PartFault {
  // Without the row, the heading of the page would still name the item.
  if (part === 'name')
    return { name: 'nothing', part, finding: 'ELEMENT_MISSING', row: { html: random.pick(NOTHING) } };
  const kinds: (() => PartFault)[] = [
    () => ({ name: 'left out', part, finding: 'ELEMENT_MISSING', row: null }),
    () => ({ name: 'nothing', part, finding: 'ELEMENT_MISSING', row: { html: random.pick(NOTHING) } }),
    () => ({ name: 'nothing', part, finding: 'ELEMENT_MISSING', row: { html: random.pick(NOTHING) } }),
    () => ({ name: 'rubbish', part, finding: 'ELEMENT_MISSING', row: { html: random.pick(RUBBISH) } }),
  ];
  kinds.push(...(SPECIAL[part] ?? []).map((make) => () => ({ ...make(random), part })));
  return random.pick(kinds)();
}

type Special = (random: Random) => Omit<PartFault, 'part'>;

const SPECIAL: Partial<Record<Part, readonly Special[]>> = {
  conditions: [
    (random) => ({
      name: 'refers to nothing',
      finding: 'ELEMENT_MISSING',
      row: { html: random.pick(['符合以上条件', '符合上述规定']) },
    }),
    () => ({
      name: 'only refers to a rule',
      finding: 'ELEMENT_AMBIGUOUS',
      row: { html: '按照国家有关规定执行' },
    }),
  ],
  basis: [
    (random) => ({
      name: 'no document named',
      finding: 'ELEMENT_INACCURATE',
      row: { html: random.pick(['按国家有关规定办理', '国务院令第412号', '相关法律法规规定']) },
    }),
  ],
  hours: [
    (random) => ({
      name: 'only a time limit',
      finding: 'ELEMENT_AMBIGUOUS',
      row: {
        label: random.pick(['办理时限', '办结时限', '承诺期限']),
        html: `${random.below(20) + 3}个工作日`,
      },
    }),
    (random) => ({
      name: 'a duration',
      finding: 'ELEMENT_AMBIGUOUS',
      row: { html: `${random.below(20) + 3}个工作日` },
    }),
  ],
  phone: [
    (random) => ({
      name: 'mobile',
      finding: 'ELEMENT_INACCURATE',
      row: { html: `13${random.below(900_000_000) + 100_000_000}` },
    }),
    (random) => ({
      name: 'mobile',
      finding: 'ELEMENT_INACCURATE',
      row: { html: `杨科长 15${random.below(900_000_000) + 100_000_000}` },
    }),
    () => ({
      name: 'complaints only',
      finding: 'ELEMENT_MISSING',
      row: { label: '监督投诉电话', html: '0855-8229876' },
    }),
  ],
  flow: [
    () => ({
      name: 'picture only',
      finding: 'ELEMENT_AMBIGUOUS',
      row: { html: '<img src="/images/flow.gif">' },
    }),
    () => ({
      name: "author's picture",
      finding: 'ELEMENT_MISSING',
      row: { html: '<img src="file:///C:/Users/Administrator/Desktop/flow.jpg">' },
    }),
    () => ({
      name: 'dead picture',
      finding: 'ELEMENT_MISSING',
      row: { html: '<img src="/images/gone/flow.gif">' },
    }),
  ],
};

export type FileFault = 'not found' | 'error page' | 'empty' | 'cut' | "author's file" | 'none';
export type SystemFault = 'not found' | 'error page' | 'server error';

export const FILE_FAULTS: readonly FileFault[] = [
  'not found',
  'error page',
  'empty',
  'cut',
  "author's file",
  'none',
];
export const SYSTEM_FAULTS: readonly SystemFault[] = ['not found', 'error page', 'server error'];

export const elementEntry = (item: string, { finding, part }: PartFault): KeyEntry => ({
  type: finding,
  item,
  element: PART_NAMES[part],
});
