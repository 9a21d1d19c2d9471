export const engine = {
  // titles of error codes
  TASK_NOT_OPEN: '任务已不在待办状态',
  OUTCOME_NOT_ALLOWED: '此任务现在不能选择该结果',
  UNIT_NOT_ALLOWED: '任务不属于您的单位',
  ROLE_NOT_ALLOWED: '您的角色不能办理此任务',
  FOUR_EYES: '经办人不能签发或审核自己办理的事项',
  MESSAGE_NOT_EXPECTED: '流程当前不接受该操作',
  PROCESS_SUSPENDED: '流程已暂停',
  PROCESS_NOT_SUSPENDED: '流程未暂停',
  PROCESS_ENDED: '流程已结束',
  PROCESS_LOST: '流程已异常终止',
  COMMAND_WITHDRAWN: '该操作已被撤回',

  taskNotOpen: '任务 {task} 已办结、已取消或不存在，请刷新后再办',
  outcomeNotAllowed: '任务“{task}”现在没有“{outcome}”这一办理结果，请从任务列出的结果中选择',
  outcomeRuledOut: '{reason}',
  citizenOnly: '此事项只能由群众本人办理',
  unitNotAllowed: '任务由单位 {unit} 办理，请由该单位的账号操作',
  roleNotAllowed: '办理此任务须有角色 {role}',
  fourEyes: '办理过“{other}”的人员不能再办理“{task}”，请由他人办理',
  messageNotExpected: '流程现在不接受“{message}”',
  eventsMissing: '已记录到事件 {seen}，而流程只到事件 {emitted}',
} as const;
