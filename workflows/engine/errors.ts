/**
 * Every refusal a caller can act on. A key is the wire code: the `type` of the Temporal failure, the `code` of the
 * problem document, a heading in docs/errors.md. Add freely, never rename or reuse.
 */
export const ERRORS = {
  // what the engine refuses
  TASK_NOT_OPEN: { status: 409, title: '任务已不在待办状态' },
  OUTCOME_NOT_ALLOWED: { status: 409, title: '此任务现在不能选择该结果' },
  UNIT_NOT_ALLOWED: { status: 403, title: '任务不属于您的单位' },
  ROLE_NOT_ALLOWED: { status: 403, title: '您的角色不能办理此任务' },
  FOUR_EYES: { status: 409, title: '经办人不能签发或审核自己办理的事项' },
  MESSAGE_NOT_EXPECTED: { status: 409, title: '流程当前不接受该操作' },
  PROCESS_SUSPENDED: { status: 409, title: '流程已暂停' },
  PROCESS_NOT_SUSPENDED: { status: 409, title: '流程未暂停' },
  PROCESS_ENDED: { status: 409, title: '流程已结束' },
  PROCESS_LOST: { status: 409, title: '流程已异常终止' },
  PROCESS_FULL: { status: 409, title: '流程记录已达上限,不能再办理' },
  PROCESS_STUCK: { status: 409, title: '流程受阻,须先由管理员处理' },
  COMMAND_WITHDRAWN: { status: 409, title: '该操作已被撤回' },
  COMMAND_NOT_PENDING: { status: 409, title: '该操作已执行或已结束,不能撤回' },
  // what the gateway refuses
  VALIDATION_FAILED: { status: 400, title: '提交内容不符合要求' },
  MALFORMED_REQUEST: { status: 400, title: '请求无法解析' },
  CURSOR_INVALID: { status: 400, title: '分页游标无效' },
  UNAUTHENTICATED: { status: 401, title: '请先登录' },
  TOKEN_EXPIRED: { status: 401, title: '登录已过期' },
  LOGIN_FAILED: { status: 401, title: '用户名或密码错误' },
  ACCOUNT_LOCKED: { status: 429, title: '账号已被临时锁定' },
  CLIENT_INVALID: { status: 401, title: '客户端认证失败' },
  FORBIDDEN: { status: 403, title: '没有权限' },
  NOT_FOUND: { status: 404, title: '没有找到' },
  METHOD_NOT_ALLOWED: { status: 405, title: '不支持的请求方法' },
  PAYLOAD_TOO_LARGE: { status: 413, title: '提交内容过大' },
  MEDIA_TYPE_NOT_ALLOWED: { status: 415, title: '不支持的内容类型' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: '同一 Idempotency-Key 已用于另一请求' },
  RATE_LIMITED: { status: 429, title: '请求过于频繁' },
  TASK_CLAIMED: { status: 409, title: '任务已被他人签领' },
  CONFLICT_OF_INTEREST: { status: 409, title: '来信涉及该单位,须回避' },
  UNIT_UNKNOWN: { status: 400, title: '单位不存在' },
  CONFLICT_UNACKNOWLEDGED: { status: 422, title: '来信涉及该单位,转办须说明理由' },
  UNIT_NOT_INVOLVED: { status: 422, title: '该单位未参与此流程' },
  REASSIGN_NOT_ALLOWED: { status: 409, title: '此任务不能改派其他单位' },
  UNIT_OUTSIDE_COUNTY: { status: 409, title: '只能在本县(市)范围内转办' },
  MERGE_TARGET_INVALID: { status: 409, title: '不能并入该信件' },
  MERGE_JOINS_ACCUSATION: { status: 409, title: '检举控告不得与其他来信合并' },
  EXTENSION_NOT_ALLOWED: { status: 409, title: '不符合延期条件' },
  COMPLEX_UNDECIDED: { status: 409, title: '须先认定为复杂事项' },
  COMPLEX_NOT_ALLOWED: { status: 409, title: '不符合认定为复杂的条件' },
  DISPUTE_TOO_LATE: { status: 409, title: '已超过申请退件的期限' },
  APPEAL_NOT_ALLOWED: { status: 409, title: '该牌不能申诉' },
  CARD_STATE: { status: 409, title: '该牌的当前状态不允许此操作' },
  RATING_CLOSED: { status: 409, title: '现在不能评价' },
  CAPTCHA_REQUIRED: { status: 422, title: '请先完成验证' },
  CAPTCHA_INVALID: { status: 422, title: '验证未通过,请重新验证' },
  ATTACHMENT_REJECTED: { status: 422, title: '附件不符合要求' },
  UPLOAD_QUOTA: { status: 429, title: '未使用的附件过多,暂不能上传' },
  LIST_REJECTED: { status: 422, title: '清单有误,未导入' },
  COMPARISON_TOO_LARGE: { status: 422, title: '清单过大,无法比对' },
  CATALOGUE_FROZEN: { status: 409, title: '该版本事项目录已冻结,不能更改' },
  RENAME_NOT_ALLOWED: { status: 409, title: '不能作此更名认定' },
  VERSION_CONFLICT: { status: 409, title: '版本已存在,或不是下一个版本' },
  ARRANGEMENT_STATE: { status: 409, title: '安排表当前阶段不允许此操作' },
  QUESTIONNAIRE_INVALID: { status: 422, title: '问卷有误' },
  SURVEY_STATE: { status: 409, title: '调查的当前状态不允许此操作' },
  SURVEY_CHANGED: { status: 409, title: '调查内容已被修改,请重新阅读' },
  SURVEY_INCOMPLETE: { status: 409, title: '调查内容不完整,不能报送或发布' },
  SURVEY_PERIOD: { status: 409, title: '不符合调查的开放期限' },
  SURVEY_NOT_OPEN: { status: 409, title: '调查现在不接受答卷' },
  SURVEY_CLOSED: { status: 410, title: '调查已截止' },
  SURVEY_ANSWERED: { status: 409, title: '您已参与过本次调查' },
  INTERVIEW_INCOMPLETE: { status: 409, title: '访谈准备不齐全' },
  LIVE_TOO_EARLY: { status: 409, title: '尚未到可以开始直播的时间' },
  LIVE_NOT_RUNNING: { status: 409, title: '访谈不在直播中' },
  UTTERANCE_STATE: { status: 409, title: '该发言的当前状态不允许此操作' },
  QUESTIONS_CLOSED: { status: 409, title: '现在不能提问' },
  QUESTIONS_PENDING: { status: 409, title: '还有问题未处理' },
  CONSULTATION_INCOMPLETE: { status: 422, title: '征求意见的材料或期限不符合要求' },
  CONSULTATION_CLOSED: { status: 409, title: '该征求意见现在不接受意见' },
  CLAUSE_UNKNOWN: { status: 422, title: '征求意见稿没有该条款' },
  OPINIONS_UNANSWERED: { status: 409, title: '尚有意见未审核或未答复' },
  POLICY_TITLE_TAKEN: { status: 409, title: '同名政策已登记' },
  POLICY_GATE_CLOSED: { status: 409, title: '重大政策须先公布意见采纳情况' },
  POLICY_STATE: { status: 409, title: '政策的当前状态不允许此操作' },
  POLICY_INCOMPLETE: { status: 422, title: '缺少文号或正式文本' },
  RECORD_FROZEN: { status: 409, title: '已公布的内容不能更改' },
  TOO_EARLY: { status: 409, title: '法定期限未满' },
  DEFINITION_UNKNOWN: { status: 404, title: '没有此流程定义' },
  POLICY_MISSING: { status: 503, title: '没有适用的时限政策' },
  VERSION_NOT_SERVED: { status: 503, title: '此服务尚不支持该流程版本' },
  ENGINE_UNAVAILABLE: { status: 503, title: '流程引擎暂时不可用,操作已登记,将自动继续' },
  NOT_READY: { status: 503, title: '服务尚未就绪' },
  INTERNAL: { status: 500, title: '服务器内部错误' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

export interface ErrorDetails {
  /** Fields at fault, as a path from the request body: `decision.unit`. */
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
  readonly [key: string]: unknown;
}

/** A refusal with a stable code. Anything else that is thrown is a defect. */
export class DubanError extends Error {
  override readonly name = 'DubanError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERRORS, value);
