export const surveys = {
  // titles of error codes
  QUESTIONNAIRE_INVALID: '问卷有误',
  SURVEY_STATE: '调查的当前状态不允许此操作',
  SURVEY_CHANGED: '调查内容已被修改,请重新阅读',
  SURVEY_INCOMPLETE: '调查内容不完整,不能报送或发布',
  SURVEY_PERIOD: '不符合调查的开放期限',
  SURVEY_NOT_OPEN: '调查现在不接受答卷',
  SURVEY_CLOSED: '调查已截止',
  SURVEY_ANSWERED: '您已参与过本次调查',
} as const;
