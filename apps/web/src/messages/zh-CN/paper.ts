/** What stands on printed sheets. */
export const paper = {
  print: '打印',
  madeBy: '制表单位：{unit}',
  publishedBy: '主办单位：{unit}',
  day: '日期：{day}',
} as const;
