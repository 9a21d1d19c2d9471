import { answered, rate, type DemoLetter } from './life.js';

/** Short letters that were answered in time and rated: most of a month is like this. */
export const LETTERS_CLOSED: readonly DemoLetter[] = [
  {
    kind: 'COMPLAINT',
    title: '垃圾桶满了三天没人收',
    body: '金井路菜市场后门的垃圾桶满了三天，污水流到人行道上，苍蝇到处飞。',
    writerName: '李桂英',
    daysAgo: 3,
    eventPlace: '凯里市金井路',
    life: [
      ...answered(
        'COMPLAINT',
        '522601',
        '李桂英女士：您好。因清运车故障漏收，当天下午已清运并冲洗路面。该点自即日起改为早晚各收一次，桶身贴有监督电话，漏收可随时反映。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'CONSULT',
    title: '外地车违停罚款在哪里交',
    body: '上周自驾去镇远，收到一条违停短信，请问可以在手机上交吗，扣不扣分？',
    writerName: '广西游客',
    life: [
      ...answered(
        'CONSULT',
        '522625',
        '您好。镇远古城核心区对外地车首次轻微违停只提醒、不罚款，您收到的是提醒短信，不用交钱，也不扣分。城门外有两处免费停车场，步行五分钟到古城。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5, reason: '很人性化。' }),
    ],
  },
  {
    kind: 'SUGGEST',
    title: '医院的指示牌加上苗文侗文图示',
    body: '寨子里的老人不认得字，到州医院找不到检验科。建议指示牌加上图案和颜色。',
    writerName: '阿幼',
    wantsPublic: true,
    life: [
      ...answered(
        'SUGGEST',
        'WJW',
        '阿幼：您好。州医院已对门诊一至三楼换装带图案和色带的指示牌，检验科走蓝线、放射科走黄线，大厅每天有两名会讲苗语、侗语的导诊。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 4, solved: 5 }),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '培训班收了钱不开课',
    body: '暑假报的舞蹈班，交了一千二，说好开学后上课，到现在一次没上，电话也打不通。',
    writerName: '简女士',
    daysAgo: 75,
    life: [
      ...answered(
        'COMPLAINT',
        'JYJ',
        '简女士：您好。该机构因场地到期停课，未按规定提前告知。经我局约谈，已退还 31 名学员学费，您的 1 200 元于昨天原路退回；该机构列入黑名单公示。',
      ),
      rate('SATISFIED', { attitude: 4, speed: 4, solved: 5 }),
    ],
  },
  {
    kind: 'CONSULT',
    title: '个人可以申请种苗补助吗',
    body: '自家荒坡有十二亩，想种杉木，请问个人能不能申请造林补助，一亩多少？',
    writerName: '龙德才',
    life: [
      ...answered(
        'CONSULT',
        'LYJ',
        '龙德才先生：您好。个人连片十亩以上可以申请，每亩补助 400 元，分两年发放：当年验收合格付七成，次年成活率达标付三成。请在明年一月底前到乡镇林业站报名，带林权证和身份证。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '公厕晚上八点就锁门',
    body: '湿地公园的公厕晚上八点锁门，散步的老人小孩很不方便。',
    writerName: '石秀',
    life: [
      ...answered(
        'COMPLAINT',
        '522634',
        '石秀女士：您好。自今天起，湿地公园两处公厕开放到 22 时，门口已贴出时间和管理员电话。',
      ),
      rate('BASICALLY_SATISFIED', { attitude: 4, speed: 5, solved: 4, reason: '希望夏天再晚一点。' }),
    ],
  },
  {
    kind: 'SUGGEST',
    title: '请把赶场天的公交改到早上六点',
    body: '每逢赶场，六点半的头班车挤不上，能不能在赶场天加一班六点的？',
    writerName: '罗大娘',
    life: [
      ...answered(
        'SUGGEST',
        '522622',
        '罗大娘：您好。县客运公司已从本月起，每逢赶场天加开 5 时 50 分和 6 时 10 分两班，票价不变。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5, reason: '坐上了，谢谢。' }),
    ],
  },
  {
    kind: 'CONSULT',
    title: '身份证过期了能坐高铁吗',
    body: '身份证过期一个星期，后天要坐高铁去贵阳看病，请问怎么办？',
    writerName: '白发老人',
    life: [
      ...answered(
        'CONSULT',
        'GAJ',
        '您好。可以在手机上申领 24 小时有效的电子临时乘车证明，或在凯里南站派出所窗口现场免费开具。身份证请回来后到就近派出所换领，年满七十可预约上门。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '信用社自助取款机吞卡',
    body: '镇上唯一的取款机吞了我的卡，打电话说要三天才来开，可我明天要交住院费。',
    writerName: '吴显明',
    daysAgo: 2,
    life: [
      ...answered(
        'COMPLAINT',
        '522623',
        '吴显明先生：您好。经协调，信用社工作人员当天下午到场取出您的卡，并代您把住院费转入医院账户。今后乡镇取款机吞卡，四小时内到场。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'SUGGEST',
    title: '文化馆的免费课程希望周末也开',
    body: '文化馆的芦笙课都在工作日白天，孩子们上不了。建议周末开一个少儿班。',
    writerName: '潘老师',
    life: [
      ...answered(
        'SUGGEST',
        'WHJ',
        '潘老师：您好。州文化馆将从下月起，每周六上午开设少儿芦笙、侗歌两个免费班，每班 25 人，本周五起在馆内和公众号报名。',
      ),
      rate('BASICALLY_SATISFIED', { attitude: 4, speed: 5, solved: 3, reason: '二十五个人太少，不好报。' }),
    ],
  },
];
