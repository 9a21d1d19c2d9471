/** Texts of the three interviews: one of today, one that is over, one that is announced. */
export interface InterviewText {
  readonly topic: string;
  readonly unit: string;
  readonly preparation: {
    readonly plan: string;
    readonly guests: readonly { readonly name: string; readonly title: string; readonly intro: string }[];
    readonly outline: readonly string[];
    readonly background: string;
  };
  readonly questions: readonly { readonly text: string; readonly nickname: string }[];
  /** Said in the room: of a guest they answer the question of this place, from 0. */
  readonly said: readonly {
    readonly role: 'host' | 'recorder';
    readonly speaker: string;
    readonly text: string;
    readonly answers?: number;
  }[];
  readonly points: readonly string[];
  readonly laterAnswer: string;
  readonly report: { readonly summary: string; readonly commitments: readonly string[] };
}

export const TODAY: InterviewText = {
  topic: '农民工工资怎么要、找谁要',
  unit: 'RSJ',
  preparation: {
    plan: '围绕岁末农民工工资清欠，解答维权渠道、证据准备和办理时限。\n访谈约 60 分钟，图文直播。',
    guests: [
      { name: '杨局长', title: '州人力资源和社会保障局分管领导', intro: '负责劳动监察和仲裁工作。' },
      { name: '吴支队长', title: '州劳动监察支队负责人', intro: '从事劳动监察二十年。' },
    ],
    outline: ['被欠薪了，第一步做什么？', '没有合同，能不能要回来？', '投诉以后多少天有结果？'],
    background: '今年 1 至 11 月，全州劳动监察机构为 3 120 名农民工追回工资 4 260 万元。',
  },
  questions: [
    { text: '没签合同，只有微信记录，能要回工资吗？', nickname: '三穗钢筋工' },
    { text: '包工头跑了，总包说没有义务付，是这样吗？', nickname: '在外的老石' },
    { text: '投诉到处理要多少天？过年前来得及吗？', nickname: '归心似箭' },
    { text: '小店老板欠三个月工资，也能找劳动监察吗？', nickname: '花溪' },
    { text: '加班费怎么算，包吃包住能抵吗？', nickname: '夜班人' },
  ],
  said: [
    {
      role: 'host',
      speaker: '主持人',
      text: '各位网友，下午好！今天我们请到州人社局的两位嘉宾，专门回答“工资怎么要”。',
    },
    {
      role: 'recorder',
      speaker: '杨局长',
      text: '谢谢主持人。岁末是讨薪的高峰，请大家记住一个电话：12333，全州任何一个县都能打。',
    },
    {
      role: 'recorder',
      speaker: '吴支队长',
      text: '没有合同也可以。微信记录、工牌、记工本、工友的证言，都能证明劳动关系。先把记录截图，不要只发语音。',
      answers: 0,
    },
    {
      role: 'recorder',
      speaker: '杨局长',
      text: '包工头没有用工资格的，由总包单位先行清偿，之后再向包工头追偿。总包说“没有义务”，这是不对的。',
      answers: 1,
    },
  ],
  points: ['没有合同也能维权，证据是关键', '总包单位对农民工工资先行清偿', '12333 全州统一受理'],
  laterAnswer: '可以。个体工商户拖欠工资，同样由劳动监察受理，请带身份证和证据到店铺所在县的监察大队。',
  report: { summary: '访谈围绕欠薪维权，参与网友踊跃。', commitments: ['腊月二十前完成在办案件清零'] },
};

export const HELD: InterviewText = {
  topic: '住房公积金提取新办法解读',
  unit: 'GJJ',
  preparation: {
    plan: '解读新的提取办法，重点回答租房提取和异地购房。\n访谈约 60 分钟。',
    guests: [{ name: '龙主任', title: '州住房公积金管理中心负责人', intro: '分管归集和提取业务。' }],
    outline: ['租房提取要不要发票？', '异地购房能不能提取？', '多久到账？'],
    background: '新办法自今年 6 月起执行，取消提取材料九项。',
  },
  questions: [
    { text: '租房提取还要房东的发票吗？', nickname: '租客小王' },
    { text: '在省外买房可以提取吗？', nickname: '漂在杭州' },
    { text: '还贷提取可以每个月自动划吗？', nickname: '月光族' },
  ],
  said: [
    { role: 'host', speaker: '主持人', text: '网友们好，今天的话题是公积金提取新办法。' },
    {
      role: 'recorder',
      speaker: '龙主任',
      text: '租房提取不再要发票，无房证明由我们内部核验，本人带身份证就可以，每年提一次，单身 9 600 元、家庭 19 200 元以内。',
      answers: 0,
    },
    {
      role: 'recorder',
      speaker: '龙主任',
      text: '省外购房可以提取，但房屋须在本人或配偶的户籍地或工作地，材料是购房合同和首付款凭证。',
      answers: 1,
    },
  ],
  points: ['租房提取取消发票，一张身份证办理', '省外购房限户籍地、工作地', '材料齐全三个工作日到账'],
  laterAnswer: '可以。签订按月委托划转协议后，每月 20 日自动划入还贷账户，在任一网点办理一次即可。',
  report: {
    summary: '共征集问题 3 个，全部答复。网友最关心租房提取材料，反响较好。',
    commitments: ['三个工作日到账，逾期由中心说明原因', '年底前全部网点开通月划转'],
  },
};

export const ANNOUNCED: InterviewText = {
  topic: '明年春季义务教育招生政策',
  unit: 'JYJ',
  preparation: {
    plan: '介绍明年义务教育阶段招生安排，回答随迁子女入学问题。\n访谈约 90 分钟。',
    guests: [{ name: '石副局长', title: '州教育局分管领导', intro: '分管基础教育。' }],
    outline: ['学区有没有变化？', '随迁子女怎么报名？', '民办学校怎么摇号？'],
    background: '明年全州预计小学一年级新生 6.2 万人。',
  },
  questions: [
    { text: '租房户的孩子能按学区上学吗？', nickname: '新凯里人' },
    { text: '双胞胎可以绑定摇号吗？', nickname: '双倍快乐' },
    { text: '明年学区图什么时候公布？', nickname: '焦虑的妈妈' },
  ],
  said: [],
  points: [],
  laterAnswer: '',
  report: { summary: '', commitments: [] },
};

/** Its hour has come, and it waits for somebody who begins. */
export const WAITING: InterviewText = {
  topic: '冬季供暖和燃气安全',
  unit: 'ZJJ',
  preparation: {
    plan: '解答供暖补贴、老旧管道改造和燃气安全检查。\n访谈约 60 分钟，图文直播。',
    guests: [{ name: '田副局长', title: '州住房和城乡建设局分管领导', intro: '分管城市建设和燃气管理。' }],
    outline: ['老旧小区的管道什么时候换？', '入户安检多久一次？', '供暖补贴怎么申请？'],
    background: '今年全州更换老旧燃气管道 46 公里，入户安检 18.3 万户。',
  },
  questions: [
    { text: '我们小区的燃气管道用了二十年，什么时候更换？', nickname: '老小区业主' },
    { text: '入户安检的人怎么证明是燃气公司的？', nickname: '谨慎一点' },
    { text: '烧煤改用电的有没有补贴？', nickname: '怕冷的人' },
  ],
  said: [],
  points: [],
  laterAnswer: '',
  report: { summary: '', commitments: [] },
};
