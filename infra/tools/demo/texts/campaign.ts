/** `returned`: its list was sent back, `accepted`: its list was accepted. */
export type Progress = 'silent' | 'contact' | 'reported' | 'returned' | 'accepted';

export const SITE = 'http://zwzx.example.gov.cn/';

const contact = (name: string) => ({ name, phone: '0855-0000000' });

export const DEPARTMENTS: readonly {
  readonly unit: string;
  readonly progress: Progress;
  readonly contact: { readonly name: string; readonly phone: string };
}[] = [
  { unit: 'FGW', progress: 'accepted', contact: contact('龙科长') },
  { unit: 'JYJ', progress: 'reported', contact: contact('石老师') },
  { unit: 'GAJ', progress: 'accepted', contact: contact('杨警官') },
  { unit: 'MZJ', progress: 'returned', contact: contact('吴主任') },
  { unit: 'RSJ', progress: 'reported', contact: contact('潘科长') },
  { unit: 'ZJJ', progress: 'contact', contact: contact('罗工') },
  { unit: 'JTJ', progress: 'contact', contact: contact('李科长') },
  { unit: 'WJW', progress: 'silent', contact: contact('周科长') },
  { unit: 'HBJ', progress: 'silent', contact: contact('张科长') },
];

export const ITEMS = [
  '建设工程规划条件核实',
  '临时占用道路许可',
  '从业资格证换发',
  '年度检验',
  '名称变更登记',
  '困难补助申请',
];

/** Of the campaign in its first phase. */
export const TITLE = '在线办事事项年度检查清理';

/** The campaign whose site is inspected. */
export const INSPECTED = {
  title: '在线办事事项季度复查',
  site: { seed: 21, items: 16, faulty: 0.7 },
  /** Code, and the name that its pages show. */
  rectifies: { unit: 'LYJ', name: '州林业局' },
  contests: { unit: 'WHJ', name: '州文体广电新闻出版局' },
  objection: '办事指南已于上周更新，检查时页面正在维护，请再核对。',
  ruling: '经核对，其中一项当时已有，撤销；另一项仍缺，维持。',
} as const;
