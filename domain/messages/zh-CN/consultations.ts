export const consultations = {
  // titles of error codes
  CONSULTATION_INCOMPLETE: '征求意见的材料或期限不符合要求',
  CONSULTATION_CLOSED: '该征求意见现在不接受意见',
  CLAUSE_UNKNOWN: '征求意见稿没有该条款',
  OPINIONS_UNANSWERED: '尚有意见未审核或未答复',
  POLICY_TITLE_TAKEN: '同名政策已登记',
  POLICY_GATE_CLOSED: '重大政策须先公布意见采纳情况',
  POLICY_STATE: '政策的当前状态不允许此操作',
  POLICY_INCOMPLETE: '缺少文号或正式文本',
  RECORD_FROZEN: '已公布的内容不能更改',
  TOO_EARLY: '法定期限未满',
} as const;
