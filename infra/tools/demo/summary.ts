import type { StaffApi } from '../staff-api/staff-api.js';
import type { Filled } from './fill.js';
import { crewOf } from './interviews.js';
import { TODAY, WAITING, type InterviewText } from './texts/interview.js';

/** Accounts that see most of the demonstration, with what they are there for. */
const ACCOUNTS = [
  ['mailbox.clerk', '登记、转办、裁定'],
  ['mailbox.reviewer', '审核答复、复核评价'],
  ['kaili.clerk', '凯里市经办：签收、拟稿'],
  ['kaili.signer', '凯里市签发'],
  ['jtj.clerk', '州交通局经办：申诉、意见征集'],
  ['supervisor', '督查：批示、申诉、挂账'],
  ['info.editor', '栏目编辑：直播、审核'],
  ['info.reviewer', '栏目审核：发布、安排表'],
  ['legal.officer', '法制审核：认定、合法性审查'],
  ['service.centre', '政务中心：清理行动'],
  ['discipline.clerk', '纪检监察：接收检举'],
  ['petition.clerk', '信访：接收转办'],
] as const;

interface Ages {
  readonly overdue: number;
  readonly today: number;
  readonly week: number;
  readonly later: number;
  readonly undated: number;
  readonly paused: number;
}

/** Lines for the terminal: addresses, letters to track, and the open work of each account. */
export async function summaryOf(
  api: StaffApi,
  { gateway, dataDir }: { readonly gateway: string; readonly dataDir: string },
  { sent, officers }: Filled,
): Promise<string[]> {
  const rows = await Promise.all(
    ACCOUNTS.map(async ([account, what]) => {
      const { mine } = await api.get<{ mine: Ages }>('/me/counts', account);
      const open = mine.overdue + mine.today + mine.week + mine.later + mine.undated + mine.paused;
      const late = mine.overdue > 0 ? `，其中超期 ${mine.overdue}` : '';
      return `  ${account.padEnd(18)} 待办 ${open}${late}  （${what}）`;
    }),
  );
  const tracked = TRACKED.flatMap((title) => sent.filter(({ letter }) => letter.title === title)).map(
    ({ letterNo, queryCode, letter }) => `  ${letterNo}  查询密码 ${queryCode}  ${letter.title}`,
  );
  return [
    '',
    `州长信箱  ${gateway}/`,
    `工作平台  ${gateway}/console/    （密码在 ${dataDir}/demo-accounts.txt）`,
    '用这些账号登录看看：',
    ...rows,
    `今天的访谈：《${TODAY.topic}》正在直播，《${WAITING.topic}》已到时间，等主持人开始直播`,
    ...[TODAY, WAITING].map((text) => `  《${text.topic}》${crewLine(text)}`),
    '州长信箱的专人（催办、督办单送到的人）：',
    ...officers.map(({ unitName, account }) => `  ${account.padEnd(18)} ${unitName}`),
    '用编号和查询密码在“查询来信”里看：',
    ...tracked,
  ];
}

const ROLES: Readonly<Record<string, string>> = {
  host: '主持',
  recorder: '速录',
  guest: '嘉宾',
  reviewer: '审核',
};

const crewLine = (text: InterviewText): string =>
  crewOf(text)
    .map(({ account, role }) => `${ROLES[role]!} ${account}`)
    .join('，');

/** Letters worth tracking as their writers. */
const TRACKED = [
  '居住证怎么办',
  '高龄津贴从几岁开始发',
  '少数民族考生加分问题',
  '低保复核问题',
  '养老保险断缴问题',
  '廊桥要修，请别拆了再建',
];
