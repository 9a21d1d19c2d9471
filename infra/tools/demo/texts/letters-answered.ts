import {
  accept,
  answered,
  assign,
  coReply,
  dispatch,
  followUp,
  inHand,
  letStand,
  list,
  other,
  pass,
  rate,
  rateForNow,
  reopen,
  sign,
  signOff,
  submit,
  type DemoLetter,
} from './life.js';

/** Letters that have been answered: rated, questioned, reopened, closed. */
export const LETTERS_ANSWERED: readonly DemoLetter[] = [
  {
    kind: 'CONSULT',
    title: '居住证怎么办',
    body: '我从湖南来凯里打工一年半了，孩子明年要上学，听说要居住证。请问在哪个派出所办，要不要房东签字，几天能拿到？',
    writerName: '谭志强',
    wantsPublic: true,
    life: [
      ...answered(
        'CONSULT',
        'GAJ',
        '谭志强先生：您好。在凯里居住半年以上，有合法稳定就业、住所或者就读条件之一的，可以向居住地派出所申领居住证。您需要带身份证、一张近期照片和租房合同；没有租房合同的，由房东或用工单位出具居住说明即可，不必房东到场。受理后十五日内制证，首次申领不收费。凭居住证，子女可按凯里市当年的招生办法申请入学，报名时间一般在六月，请留意市教育局通知。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5, reason: '说得很清楚，一次就办好了。' }),
      list('在凯里务工人员如何申领居住证'),
    ],
  },
  {
    kind: 'HELP',
    title: '水渠塌了，春耕要用水',
    body: '我们组的灌溉渠在七月塌了一段，大约二十米，现在两边的田都干着。明年三月要泡田，请在年前修好。我们可以出工。',
    writerName: '杨通贵',
    wantsPublic: true,
    daysAgo: 130,
    eventPlace: '榕江县',
    life: [
      ...answered(
        'HELP',
        '522632',
        '杨通贵先生：您好。县水务局已现场丈量，塌方段实长 23 米，需浆砌石 46 立方米。工程列入今年冬修水利，资金 3.8 万元已到位，施工方定于下月 8 日进场，工期二十天，明年二月底前通水验收。您提出群众可以出工，村委会已登记，土方部分按投工投劳办理，每工补助 120 元。负责人：县水务局农水股，电话 0855-0000002。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 4, solved: 5 }),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '快递送到村口就不管了',
    body: '我们村离镇上只有三公里，快递一律放在镇上的代收点，取一件还要收一块钱。投诉过快递公司，客服说系统显示已签收。',
    writerName: '吴小兰',
    daysAgo: 10,
    life: [
      ...answered(
        'COMPLAINT',
        'YZJ',
        '吴小兰女士：您好。未经收件人同意把快件放在代收点并收费，违反快递服务的规定。我局已对该网点立案，责令其退还您及同村村民被收的费用共 86 元，并自即日起恢复送件到村。因山区投递成本较高，我局正会同该企业与村供销点设立免费的村级收发点，预计下月投用。如再被收费，请保留凭据拨打 12305。',
      ),
      rateForNow('BASICALLY_SATISFIED', {
        attitude: 5,
        speed: 4,
        solved: 3,
        reason: '钱退了，村里的点还没看到。',
      }),
    ],
  },
  {
    kind: 'CONSULT',
    title: '少数民族考生加分问题',
    body: '我家孩子是侗族，明年中考，户口和学籍在不同的县。请问加分看户口还是看学籍？要提前多久申请？',
    writerName: '石敏',
    life: answered(
      'CONSULT',
      'JYJ',
      '石敏女士：您好。少数民族考生加分以户口簿登记的民族成分为准，不看学籍所在地。请在报名时（一般为每年三月）向学籍学校提交户口簿原件和复印件，由学校统一审核、公示，公示期七天。不需要另外到户籍地开证明。具体分值以明年州教育局公布的招生办法为准。',
    ),
  },
  {
    kind: 'COMPLAINT',
    title: '加油站的油不对劲',
    body: '在凯里往台江的一个加油站加了两百块的油，开了三十公里就熄火，修理厂说油里有水。加油站不承认，请检验。',
    writerName: '龙云飞',
    daysAgo: 16,
    life: [
      ...answered('COMPLAINT', 'ZJU', '您好，我局已到该加油站抽检，结果为合格。感谢您的来信。'),
      rateForNow('DISSATISFIED', {
        attitude: 2,
        speed: 3,
        solved: 1,
        reason: '抽的是哪一天的油？我加油是在两周前，修车的单子也没有人看。',
      }),
    ],
  },
  {
    kind: 'HELP',
    title: '希望给村小修一个厕所',
    body: '我们村小有八十多个学生，厕所还是旱厕，冬天结冰，孩子滑倒过。请帮忙修一个水冲的。',
    writerName: '潘文秀',
    eventPlace: '从江县',
    life: [
      ...answered('HELP', '522633', '您好，该校厕所改造已列入规划，请耐心等待。'),
      rateForNow('DISSATISFIED', { attitude: 3, speed: 3, solved: 1, reason: '列入哪一年的规划，没有说。' }),
      reopen(),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '驾校不退学费',
    body: '报名的时候说考不过可以退一半，现在不认。合同上没有写，但是有微信聊天记录。',
    writerName: '罗杰',
    daysAgo: 50,
    life: [
      ...answered(
        'COMPLAINT',
        'GSJ',
        '罗杰先生：您好。经调解，驾校承认口头承诺属实，同意退还学费的一半共 2 100 元，已于昨天转入您的账户。我局同时责令该校把退费条件写入合同并在门口公示。',
      ),
      rateForNow('DISSATISFIED', { attitude: 4, speed: 2, solved: 3, reason: '应该全退。' }),
      letStand('驾校已按承诺退还一半学费，来信人签字确认；要求全额退还没有约定依据。'),
    ],
  },
  {
    kind: 'CONSULT',
    title: '高龄津贴从几岁开始发',
    body: '我奶奶今年满八十，请问高龄津贴从哪个月开始算，要不要每年去认证？',
    writerName: '韦海燕',
    life: [
      ...answered(
        'CONSULT',
        'MZJ',
        '韦海燕女士：您好。年满八十周岁的老人从满八十周岁的次月起享受高龄津贴，每月 50 元，按季发放到社保卡。请带老人的身份证、户口簿到村（居）委会登记一次。每年需要认证一次，可以用手机刷脸，也可以由村干部上门，不必老人跑路。',
      ),
      followUp('我奶奶的手机是老人机，刷不了脸。请问村干部上门认证要提前跟谁说？'),
    ],
  },
  {
    kind: 'SUGGEST',
    title: '建议博物馆周末延长开放',
    body: '州民族博物馆五点就关门，我们上班的人只有周末能带孩子去，一圈没看完就清场了。建议周末开到七点。',
    writerName: '文静',
    wantsPublic: true,
    life: [
      ...answered(
        'SUGGEST',
        'WHJ',
        '文静女士：您好。感谢建议。自下月起，州民族博物馆每周六、周日延长开放到 19 时，18 时 30 分停止入场；平时仍为 17 时闭馆。延长时段先试行三个月，根据入馆人数确定是否长期执行。',
      ),
      followUp('寒假期间每天都延长吗？'),
      submit('寒假（1 月 18 日至 2 月 20 日）期间每天延长到 19 时，春节初一闭馆一天。', 'answerFollowUp'),
      signOff('signFollowUp'),
      pass(),
      rateForNow('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '广场舞音响太大',
    body: '民族广场晚上的音响开到九点半，隔着两条街都听得见。不反对老人跳舞，就是能不能小一点声。',
    writerName: '郑宇',
    daysAgo: 4,
    eventPlace: '凯里市民族广场',
    life: [
      ...answered(
        'COMPLAINT',
        '522601',
        '郑宇先生：您好。市城管会同街道与民族广场的四支舞队签了文明公约：每晚 19 时至 20 时 50 分，音响不超过 60 分贝，广场东西两侧已装噪声显示屏，超过即由值守人员劝止。近三天实测最高 58 分贝。欢迎继续监督，值守电话 0855-0000003。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 4, reason: '真的小声了。' }),
    ],
  },
  {
    kind: 'CONSULT',
    title: '新农合缴费漏了一个人',
    body: '去年给全家缴新农合，漏了刚出生的小儿子。请问现在还能补吗？',
    writerName: '杨雪',
    life: [
      ...answered(
        'CONSULT',
        'WJW',
        '杨雪女士：您好。新生儿出生当年随母亲参合，不需要单独缴费；从第二年起要缴。您的小儿子今年的费用可以在本月 31 日前到乡镇合管办补缴，补缴后从出生之日起的住院费用可以报销。',
      ),
      rate('SATISFIED', { attitude: 4, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'HELP',
    title: '走失老人的线索',
    body: '我父亲患老年痴呆，上周三在凯里客运站走失，穿灰色棉衣。派出所已立案，请电视台和出租车公司帮忙播一下。',
    writerName: '张慧',
    daysAgo: 5,
    eventPlace: '凯里客运站',
    life: [
      ...answered(
        'URGENT',
        'GAJ',
        '张慧女士：您好。接信后州公安局立即通过交通广播、出租车调度屏和各县客运站循环播发，次日上午在下司镇一家小卖部找到您的父亲，身体无恙，已由民警送回家中。民政部门为老人免费配发了定位手环。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5, reason: '谢谢你们，我们全家给你们鞠躬。' }),
    ],
  },
  {
    kind: 'THANKS',
    title: '感谢州医院急诊的医生',
    body: '上周夜里我岳父心梗送到州医院，急诊的值班医生一边抢救一边安慰我们，没有让先交钱。人救回来了，不知道医生的名字，请代我说一声谢谢。',
    writerName: '向阳',
    daysAgo: 8,
    life: [
      ...answered(
        'THANKS',
        'WJW',
        '向阳先生：您好。已转达州医院急诊科，值班的是刘医生和护士小吴，全科为您的来信感到高兴。祝老人早日康复。',
      ),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'THANKS',
    title: '表扬窗口的小姑娘',
    body: '我去办营业执照，材料少一份，窗口的小姑娘没有让我回去，打电话让我爱人拍照传过来，当场就办好了。',
    writerName: '马老板',
    life: [dispatch('THANKS', 'ZWZX'), sign()],
  },
  {
    kind: 'CONSULT',
    title: '请问州长信箱回信要多久',
    body: '第一次写信，想知道写了以后多久会有回信，在哪里可以看到，会不会打电话通知。',
    writerName: '孔令辉',
    life: [
      accept('CONSULT'),
      assign('answer', {
        reply:
          '孔令辉先生：您好。来信由州群众工作中心登记，一个工作日内转给承办单位。咨询类五个工作日、建议和求助类七个工作日、投诉类十个工作日内答复，情况复杂的最多十五个工作日。凭信件编号和查询密码可以随时在网站“查询来信”里看到办到了哪一步；答复后有七天评价时间，不满意可以说明理由，也可以追问一次。',
      }),
      other('reviewAnswer', 'pass', { content: {} }),
      rate('SATISFIED', { attitude: 5, speed: 5, solved: 5 }),
    ],
  },
  {
    kind: 'SUGGEST',
    title: '在学校门口设接送区',
    body: '每天放学，市一小门口堵二十分钟。对面有一块空地，画上线就能停六十辆车，建议做接送区。',
    writerName: '黎明',
    wantsPublic: true,
    eventPlace: '凯里市',
    life: [
      accept('SUGGEST'),
      assign('answer', {
        reply: '黎明先生：您好。建议已收悉，该地块产权和用途正在核实，核实后由凯里市答复您。',
      }),
    ],
  },
  {
    kind: 'COMPLAINT',
    title: '小区物业费涨了不通知',
    body: '物业费从八毛涨到一块二，没有开会也没有贴通知。我们不交，就不给刷门禁。',
    writerName: '高峰',
    daysAgo: 28,
    wantsPublic: true,
    life: [
      ...inHand('COMPLAINT', 'ZJJ', ['522601']),
      coReply('经街道核实，该小区未召开业主大会。'),
      submit(
        '高峰先生：您好。物业费调整须经业主大会表决，该公司自行涨价无效。已责令其恢复原标准，退还多收的 214 户共 5.1 万元，并停止以门禁催费。街道将在下月 15 日前指导小区成立业主委员会，是否调价由业主表决。',
      ),
      signOff(),
      pass(),
      rate('SATISFIED', { attitude: 5, speed: 3, solved: 5 }),
    ],
  },
  {
    kind: 'CONSULT',
    title: '农机补贴今年还有没有',
    body: '想买一台微耕机，听说补贴额度每年用完就没有了。请问今年还有吗，先买还是先申请？',
    writerName: '龙老四',
    life: [
      ...answered(
        'CONSULT',
        'NYW',
        '您好。今年我州农机购置补贴尚余 38 万元，先购机后申请：凭发票、身份证和一卡通在购机后三个月内到乡镇农业服务中心办理，微耕机每台补贴 700 至 900 元，以机型公示为准。',
      ),
      rateForNow('SATISFIED', { attitude: 5, speed: 5, solved: 4 }),
    ],
  },
];
