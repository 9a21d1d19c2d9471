export const cards = {
  // titles of error codes
  UNIT_NOT_INVOLVED: '该单位未参与此流程',
  APPEAL_NOT_ALLOWED: '该牌不能申诉',
  CARD_STATE: '该牌的当前状态不允许此操作',

  noCard: '没有此牌',
  cardIs: '该牌当前{state}，不能进行此操作',
  alreadyExplained: '该牌已作书面说明',
  caseMistaken: '该事项系误录，不再发牌',
  levelNotAppealable: '只有黄牌和红牌可以申诉，{level}不能申诉',
  appealWindowOver: '申诉期限已于{until:instant}届满',
  unitNotInvolved: '单位 {unit} 未参与此流程',
  ofOtherUnit: '该牌发给单位 {unit}，请由该单位的账号操作',
  issuerMayNotDecide: '人工发牌的人员不能对该牌作出决定，请由他人决定',
  appealNotReady: '申诉尚未进入决定环节，请稍后再试',
  noOrders: '该流程不接受督办',
  eventNotYet: '还没有编号为 {cursor} 的事件',
} as const;
