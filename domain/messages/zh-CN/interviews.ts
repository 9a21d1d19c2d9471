export const interviews = {
  // titles of error codes
  INTERVIEW_INCOMPLETE: '访谈准备不齐全',
  LIVE_TOO_EARLY: '尚未到可以开始直播的时间',
  LIVE_NOT_RUNNING: '访谈不在直播中',
  UTTERANCE_STATE: '该发言的当前状态不允许此操作',
  QUESTIONS_CLOSED: '现在不能提问',
  QUESTIONS_PENDING: '还有问题未处理',
} as const;
