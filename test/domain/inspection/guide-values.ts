/** Good values of the eight elements, as plain text; tests take one away or spoil it. */
export const GOOD = {
  事项名称: '城乡居民临时救助金给付',
  设定依据: '《社会救助暂行办法》（国务院令第649号）第四十七条',
  申请条件: '因火灾、交通事故等意外事件导致基本生活暂时出现严重困难的家庭',
  办理材料: '1.临时救助申请审批表；2.身份证、户口簿原件及复印件；3.家庭收入证明',
  办理地点: '凯里市宁波路州政务服务中心二楼民政窗口',
  办理时间: '周一至周五 上午9:00—12:00，下午13:30—17:00（法定节假日除外）',
  联系电话: '0855-8221234',
  办理流程: '申请→受理→审核→公示→审批→发放',
} as const;

export type Values = Record<keyof typeof GOOD, string>;

export const withValues = (changes: Partial<Values>): Values => ({ ...GOOD, ...changes });

/** Two cells a row, as most guides are made. */
export function rowTable(values: Partial<Values>): string {
  const rows = Object.entries(values).map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`);
  return `<html><head><title>办事指南</title></head><body><table border="1">${rows.join('\n')}</table></body></html>`;
}
