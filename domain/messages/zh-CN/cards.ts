export const cards = {
  // titles of error codes
  UNIT_NOT_INVOLVED: '该单位未参与此流程',
  APPEAL_NOT_ALLOWED: '该牌不能申诉',
  CARD_STATE: '该牌的当前状态不允许此操作',
} as const;
