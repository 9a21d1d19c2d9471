/** Roles of accounts: together with the unit they decide what an account may do. Ids are stored and never renamed. */
export const ROLES = [
  { id: 'mailbox-office', title: '信箱值班', can: '登记审核、转办、退件裁定、延期审批、编制台账' },
  { id: 'mailbox-reviewer', title: '信箱复核', can: '审核答复、复核异议和不满意评价、审定选登' },
  { id: 'agency-clerk', title: '承办单位经办', can: '签收、县（市）内转办、申请退件、拟稿、申请延期或挂账' },
  { id: 'agency-signer', title: '承办单位签发', can: '签发或退回答复稿；不得签发本人拟的稿' },
  {
    id: 'supervisor',
    title: '督查',
    can: '查看全部办理情况、督办、领导批示、指定承办、挂账审批、通报；批准工作日历和办理时限',
  },
  { id: 'efficiency', title: '效能监察', can: '人工发牌、决定申诉；默认看不到来信人身份' },
  { id: 'info-editor', title: '栏目编辑', can: '编辑访谈、调查、征集等栏目内容' },
  { id: 'info-reviewer', title: '栏目审核', can: '审核并发布栏目内容；看不到来信内容' },
  {
    id: 'legal-officer',
    title: '法制审核',
    can: '认定重大政策、合法性审查；取消重大认定、修改征集规则须另一人确认',
  },
  { id: 'service-centre', title: '政务服务中心', can: '组织在线办事事项检查、复查和报告' },
  { id: 'discipline', title: '纪检监察', can: '接收检举控告' },
  {
    id: 'petition-office',
    title: '信访',
    can: '查看州长信箱办理情况、督办，提出办理时限，接收转信访程序的事项；看不到检举控告',
  },
  { id: 'county-admin', title: '县（市）管理员', can: '建立、调整、停用本县（市）单位和乡镇的账号' },
  { id: 'admin-system', title: '系统管理员', can: '管理单位、账号，提出工作日历' },
  { id: 'admin-security', title: '安全管理员', can: '授予角色、锁定和解锁账号、管理密钥' },
  { id: 'admin-audit', title: '审计管理员', can: '查看审计记录、账号和角色，不作任何改动' },
] as const;

/** 三员: they exclude one another and every other role, which the database checks (account_administrators_check). */
export const ADMINISTRATORS: readonly string[] = ['admin-system', 'admin-security', 'admin-audit'];

export type Role = (typeof ROLES)[number]['id'];
