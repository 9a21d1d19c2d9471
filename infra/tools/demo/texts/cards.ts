/** What units and the supervisor write about the cards of late letters. */
export const CARDS: readonly {
  readonly unit: string;
  readonly statement?: string;
  readonly appeal?: string;
  /** Of the appeal; without it the appeal waits for its decision. */
  readonly decision?: { readonly outcome: 'revoke' | 'uphold'; readonly reason: string };
}[] = [
  {
    unit: 'GAJ',
    statement:
      '该信涉及跨省换证，我局与浙江交管部门核对流程用时较长，经办人未在到期前申请延期，属工作疏忽。已安排专人，今天下班前答复来信人；今后凡需跨省核实的，收到当天即申请延期。',
  },
  {
    unit: 'JTJ',
    appeal:
      '该公路由州旅游公路建设指挥部负责，我局在转办当日即电话请求改派，因系统故障未能提交退件。附通话记录时间和指挥部的批复文号，请求撤销黄牌。',
  },
  {
    unit: 'ZJJ',
    appeal: '转办时附件缺失，来信人登记的轮候号看不到，我局次日上午才补到材料，请求撤销黄牌。',
    decision: { outcome: 'revoke', reason: '经核实，系转办材料缺失所致，撤销该牌。' },
  },
  {
    unit: 'RSJ',
    appeal: '工伤认定法定期限为六十日，不应按五个工作日计算，请求撤销黄牌。',
    decision: {
      outcome: 'uphold',
      reason: '信箱要求在五个工作日内答复办理进度，与工伤认定的法定期限不是一回事，申诉不成立。',
    },
  },
];

/** A unit that answers at last, after its card. */
export const LATE_ANSWER = {
  unit: 'LFW',
  reply:
    '侯春先生：您好。木结构民宿按《农家乐（民宿）建筑防火导则》办理：建筑面积 300 平方米以下、不超过三层的，由乡镇综合执法站按导则检查，合格后出具意见，不需要消防验收。请先到乡镇领取自查表，电线穿管、每层配两具灭火器、装独立烟感，我委每周三派人到各县集中指导，名额可电话预约 0855-0000004。答复晚了，向您致歉。',
};

export const ORDER = {
  kind: 'urge',
  text: '地质灾害隐患关系群众安全，请今天安排专业人员到现场，先转移、后处置，并于次日上午书面报告。',
};

/** To units that are late: one of them answers at last. */
export const LATE_ORDER = {
  kind: 'order',
  text: '此件已超过办理期限。请说明超期原因，明确办结时间和责任人，三日内书面报告督查室。',
};
/** Days until the report. */
export const LATE_ORDER_DAYS = 3;

export const MANUAL_CARD = {
  unit: '522624',
  level: 'yellow',
  reason: '答复敷衍，经审核退回后仍未说明修复时间，予以黄牌。',
};
