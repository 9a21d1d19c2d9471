/** A policy under public consultation, and others of the register that offices work on. */
export const CONSULTATION = {
  unit: 'JTJ',
  title: '黔东南州城市公共交通管理办法（征求意见稿）',
  kind: 'NORMATIVE',
  reason: '涉及群众日常出行和票价，依法应当公开征求意见。',
  draft: {
    text: `黔东南州城市公共交通管理办法
第一章 总则
第一条 为了规范城市公共交通秩序，保障乘客和经营者的合法权益，制定本办法。
第二条 本办法适用于州内城市公共汽电车的规划、经营和监督管理。
第二章 票价与优待
第三条 公共汽车实行一元一票制，换乘三十分钟内免收二次票款。
第四条 六十五周岁以上老年人、残疾人、现役军人凭有效证件免费乘车。
第三章 服务
第五条 首末班车时间应当在站牌上公布；高峰时段发车间隔不得超过十分钟。
第六条 驾驶员不得甩站、拒载，不得在行车中使用手持电话。
第四章 监督
第七条 乘客投诉应当在五个工作日内答复。`,
    explanation:
      '现行规定已施行十年，与群众出行需求不相适应。本办法在调研六个县市、座谈经营企业和乘客代表的基础上起草，主要新增换乘优惠、高峰发车间隔和投诉答复时限。',
    howToAnswer: '可以在本页逐条提出，也可以来信、来电。请写明条款。',
    phone: '0855-0000000',
    address: '凯里市某路 1 号 州交通运输局法规科',
    postcode: '556000',
    period: { kind: 'PRESET' },
    opinionsShown: 'ALWAYS',
  },
  opinions: [
    { clause: 3, body: '赞成换乘优惠，三十分钟对跨城线路太短，建议改成六十分钟。', name: '李静' },
    { clause: 3, body: '换乘时间能不能长一点，三十分钟下车等车就过了。', name: '周明' },
    { clause: 4, body: '建议把学生也写进去，半价就行。', name: '学生家长' },
    { clause: 5, body: '高峰十分钟一班很好，平峰多少分钟一班也写清楚。', name: '上班族' },
    { clause: 6, body: '甩站怎么罚，没有写。没有罚则等于没说。', name: '老乘客' },
    { body: '总体赞成，请尽快出台，并把站牌换成有到站时间的。', name: '杨芳' },
    { clause: 7, body: '五个工作日太长，公交投诉两天就该答复。' },
    { clause: 4, body: '六十岁到六十四岁的老人能不能半价？', name: '退休教师' },
  ],
} as const;

/** Policies whose consultation has not begun: with the legal office, and with the drafting unit. */
export const OTHER_POLICIES = [
  {
    unit: 'ZJJ',
    title: '黔东南州住宅小区电动自行车停放充电管理规定',
    kind: 'NORMATIVE',
    major: true,
    reason: '涉及小区居民切身利益。',
    ends: 'classifying',
  },
  {
    unit: 'LYJ',
    title: '黔东南州古树名木保护名录（第三批）',
    kind: 'OTHER',
    major: false,
    reason: '属专业技术名录，不设定群众权利义务。',
    ends: 'reviewing',
  },
  {
    unit: 'HBJ',
    title: '黔东南州露天烧烤污染防治办法',
    kind: 'NORMATIVE',
    major: true,
    reason: '涉及群众生活和经营户利益。',
    ends: 'preparing',
  },
] as const;
