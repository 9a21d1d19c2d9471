export const cards = {
  // titles of error codes
  UNIT_NOT_INVOLVED: '该单位未参与此流程',
  APPEAL_NOT_ALLOWED: '该牌不能申诉',
  CARD_STATE: '该牌的当前状态不允许此操作',

  noCard: '没有此牌',
  cardIs: '该牌当前{state},不能进行此操作',
  alreadyExplained: '该牌已作书面说明',
  caseMistaken: '该事项系误录,不再发牌',
  levelNotAppealable: '只有黄牌和红牌可以申诉,{level}不能申诉',
  appealWindowOver: '申诉期限已于{until:instant}届满',
} as const;
