/** A bulletin as the API answers it: none is issued within the minutes of a test of looks. */
export const ISSUED_BULLETIN = {
  id: '00000000-0000-4000-8000-000000000000',
  title: '黔东南州政务服务中心网站在线办事事项检查清理',
  issuer: '州政府办公室',
  inspector: '州政务服务中心',
  publishedAt: '2026-11-26T02:00:00.000Z',
  bulletin: '关于政务服务中心网站在线办事事项检查情况的通报',
  recipients: '州发展和改革委员会、州教育局',
  body: [
    { type: 'paragraph', text: '按照方案要求，州政务服务中心进行了检查。现将有关情况通报如下。' },
    { type: 'heading', level: 1, text: '总体情况' },
    { type: 'paragraph', text: '本次检查涉及2个单位、应查事项50项。' },
    { type: 'heading', level: 1, text: '检查情况' },
    { type: 'heading', level: 2, text: '事项公开和整改情况' },
    {
      type: 'table',
      caption: '州直部门整改后情况表',
      columns: [
        { title: '序号' },
        { title: '单位', align: 'left' },
        ...['应有', '已有', '缺项', '缺项率', '要素完整率', '附件有效率', '系统可用率', '整改率'].map(
          (title) => ({
            title,
          }),
        ),
      ],
      rows: [
        ['1', '州发展和改革委员会', '38', '37', '1', '2.6%', '97.2%', '93.5%', '100%', '63.2%'],
        ['2', '州教育局', '12*', '12', '0', '0%', '100%', '100%', '无', '100%'],
      ],
    },
    { type: 'heading', level: 1, text: '下一步要求' },
    { type: 'list', items: ['存在问题的单位要对照清单逐项整改。', '各单位要明确专人，及时维护办事指南。'] },
  ],
  annexes: [
    {
      title: '尚未整改的问题清单',
      body: [
        {
          type: 'table',
          caption: null,
          columns: [
            { title: '序号' },
            { title: '单位', align: 'left' },
            { title: '事项', align: 'left' },
            { title: '页面地址', align: 'left' },
          ],
          rows: [['1', '州发展和改革委员会', '招标方案核准', 'http://zwzx.example.gov.cn/bszn/0217.html']],
        },
      ],
    },
  ],
  files: [
    { id: '00000000-0000-4000-8000-000000000001', format: 'docx', size: 21_000 },
    { id: '00000000-0000-4000-8000-000000000002', format: 'pdf', size: 84_000 },
  ],
} as const;
