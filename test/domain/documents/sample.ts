import { heading, list, paragraph, table, type OfficialDocument } from '../../../domain/documents/model.js';

/** A document that has every part. */
export const SAMPLE: OfficialDocument = {
  letterhead: '黔东南州人民政府办公室文件',
  number: '黔东南府办函〔2015〕32号',
  title: '关于在线办事事项检查情况的通报',
  recipients: '各县（市）人民政府，州政府各部门、各直属机构',
  body: [
    paragraph(
      '根据《黔东南州在线办事事项检查清理工作方案》，州政务服务中心于2015年6月1日至7月28日对州政府门户网站及各部门网站的在线办事事项进行了检查。现将检查情况通报如下。',
    ),
    heading(1, '总体情况'),
    paragraph('本次检查共涉及45个部门、1500个事项，其中已公开1420项，缺项80项，缺项率5.3%。'),
    heading(2, '部门情况'),
    paragraph('州直部门检查情况如下。'),
    heading(3, '办事指南'),
    heading(4, '要素缺失'),
    paragraph('缺少“联系电话”的事项最多。'),
    table(
      '州直部门检查情况表',
      [
        { title: '序号', width: 1 },
        { title: '单位', width: 5, align: 'left' },
        { title: '应有', width: 2, align: 'right' },
        { title: '缺项率', width: 2, align: 'right' },
      ],
      Array.from({ length: 30 }, (_, i) => [`${i + 1}`, `州第${i + 1}局`, `${10 + i}`, '5.3%']),
    ),
    heading(2, '县市情况'),
    paragraph('各县（市）情况另行通报。'),
    heading(1, '下一步要求'),
    list(['各单位于7月15日前完成整改。', '州政务服务中心组织复查。']),
  ],
  annexes: [
    {
      title: '缺项清单',
      body: [
        table(
          null,
          [
            { title: '单位', width: 1 },
            { title: '事项', width: 3, align: 'left' },
          ],
          [['州教育局', '教师资格认定']],
        ),
      ],
    },
    {
      title: '检查明细表',
      orientation: 'landscape',
      body: [
        table(
          null,
          Array.from({ length: 10 }, (_, i) => ({ title: `第${i + 1}栏`, width: 1 })),
          Array.from({ length: 3 }, (_, row) => Array.from({ length: 10 }, (_, i) => `${row * 10 + i}`)),
        ),
      ],
    },
  ],
  signature: { name: '黔东南州人民政府办公室', date: '2015-08-07' },
  copies: ['州委办公室', '州人大常委会办公室', '州政协办公室'],
  issued: { by: '黔东南州人民政府办公室', on: '2015-08-07' },
};
