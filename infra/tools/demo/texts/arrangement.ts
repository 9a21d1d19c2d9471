interface Topic {
  readonly kind: 'interview' | 'survey' | 'consultation';
  readonly topic: string;
  readonly guests?: string;
  readonly month: number;
  readonly day?: number;
  readonly contact?: string;
}
/** A unit with its topics for the year; none: it declares that it has none; null: it has not answered yet. */
export interface Proposal {
  readonly unit: string;
  readonly topics: readonly Topic[] | null;
}

export const THIS_YEAR: readonly Proposal[] = [
  {
    unit: 'RSJ',
    topics: [
      {
        kind: 'interview',
        topic: '农民工工资怎么要、找谁要',
        guests: '分管领导',
        month: 11,
        day: 30,
        contact: '办公室 0855-8222201',
      },
      { kind: 'survey', topic: '企业用工需求调查', month: 9 },
    ],
  },
  { unit: 'JYJ', topics: [{ kind: 'survey', topic: '农村学生营养午餐满意度调查', month: 11 }] },
  {
    unit: 'JTJ',
    topics: [
      { kind: 'consultation', topic: '城市公共交通管理办法', month: 11, contact: '法制科 0855-8222305' },
    ],
  },
  { unit: 'SJJ', topics: [] },
];

export const NEXT_YEAR: readonly Proposal[] = [
  {
    unit: 'WJW',
    topics: [{ kind: 'interview', topic: '家庭医生签约服务', guests: '主要负责人', month: 4 }],
  },
  {
    unit: 'JYJ',
    topics: [{ kind: 'interview', topic: '春季义务教育招生政策', guests: '分管领导', month: 5 }],
  },
  { unit: 'TJJ', topics: [] },
  { unit: 'HBJ', topics: null },
  { unit: '522601', topics: null },
  { unit: '522631', topics: null },
];
