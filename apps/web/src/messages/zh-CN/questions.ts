/** Questions of a survey, as respondents see them and as the preview shows them. */
export const questions = {
  must: '必答',
  optional: '可不填。请不要写姓名、电话和住址',
  missing: '这一题必须回答',
  rowsMissing: '还差{rows}',
  rowMissing: '还没有选',
  tooFew: '至少选{min}项',
  tooMany: '最多选{max}项',
  tooLong: '最多{max}个字，请删减',
  several: '可选多项，已选{count}项',
  upTo: '可选1至{max}项，已选{count}项',
  between: '请选{min}至{max}项，已选{count}项',
  rows: '每项选一个，已选{count}/{of}',
  readFirst: '人工看过才会公开摘录',
  counter: '{count} / {max}字',
} as const;
