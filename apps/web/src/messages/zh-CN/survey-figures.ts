/** Figures of a survey: pictures and tables of answers. */
export const surveyFigures = {
  look: '{title}的显示方式',
  picture: '图',
  table: '表',
  single: '单选 · {n}人作答',
  multiple: '可多选 · {n}人作答，比例以人数计，合计可超过100%',
  scale: '{from}至{to}分 · {n}人作答 · 平均{average}分',
  matrix: '每项单选 · {n}人作答',
  text: '{n}人写了意见，经人工审看摘录{quotes}段',
  people: '{n}人',
  option: '选项',
  mark: '分数',
  row: '项目',
  count: '人数',
  share: '比例',
  total: '合计',
} as const;
