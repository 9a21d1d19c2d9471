import { answered, askForMore, dispatch, fail, inHand, reject, signed, type DemoLetter } from './life.js';

/**
 * Letters that are received while limits are seconds long: their limits end within a minute, so that warnings, cards and
 * closed windows can be shown. See demo-policy.ts.
 */
export const LETTERS_REHEARSAL: readonly DemoLetter[] = [
  {
    kind: 'COMPLAINT',
    title: '出租车不打表',
    body: '从高铁南站打车到市里，一上车就说五十，不打表。问为什么不打表，司机说“都是这样的”。车牌的尾号我记下来了。',
    writerName: '孙海波',
    daysAgo: 3,
    life: [],
  },
  {
    kind: 'CONSULT',
    title: '养老保险断缴问题',
    body: '我在凯里缴了十二年养老保险，今年五十五，厂子倒了。请问还差三年能不能一次补缴？',
    writerName: '李凤英',
    life: inHand('CONSULT', '522601'),
  },
  {
    kind: 'CONSULT',
    title: '孩子的疫苗本丢了怎么补',
    body: '搬家把孩子的预防接种证弄丢了，九月上幼儿园要查验。请问在原来的接种点补，还是在现在的社区补？',
    writerName: '王丽娟',
    life: inHand('CONSULT', '522601'),
  },
  {
    kind: 'CONSULT',
    title: '临街的铺子能不能办早餐证',
    body: '我想在学校旁边租一间铺子卖早餐，请问要办哪几个证，环保那边管不管油烟？',
    writerName: '田小军',
    life: inHand('CONSULT', '522601'),
  },
  {
    kind: 'CONSULT',
    title: '驾驶证换证能在外地办吗',
    body: '我的驾驶证是黔东南的，人在浙江，证下个月到期，请问可以在浙江换吗？',
    writerName: '杨光',
    life: inHand('CONSULT', 'GAJ'),
  },
  {
    kind: 'CONSULT',
    title: '新修的旅游公路什么时候通车',
    body: '雷山到榕江的旅游公路说去年底通车，现在还没有开。请问卡在哪一段，到底什么时候通？',
    writerName: '欧明亮',
    life: inHand('CONSULT', 'JTJ'),
  },
  {
    kind: 'CONSULT',
    title: '公租房什么时候分配',
    body: '去年十一月登记了公租房，排在第二百多号。请问今年分不分，在哪里能看到名单？',
    writerName: '顾丽',
    life: inHand('CONSULT', 'ZJJ'),
  },
  {
    kind: 'CONSULT',
    title: '工伤认定要多长时间',
    body: '我哥哥九月在工地摔伤，十月交了工伤认定的材料，到现在没有结果。医院催着缴费。',
    writerName: '罗光明',
    life: [...inHand('CONSULT', 'RSJ')],
  },
  {
    kind: 'CONSULT',
    title: '民宿消防怎么验收',
    body: '我家木房改的民宿，住建说归消防，消防说建筑是木头的不能验。请问木结构民宿到底怎么办手续？',
    writerName: '侯春',
    life: inHand('CONSULT', 'LFW'),
  },
  {
    kind: 'COMPLAINT',
    title: '药店卖过期药',
    body: '在黎平县城一家药店买的止咳糖浆，回家一看过期两个月了。药店说换一瓶算了。我留着药和小票。',
    writerName: '石开明',
    daysAgo: 2,
    eventPlace: '黎平县城',
    life: [dispatch('COMPLAINT', '522631')],
  },
  {
    kind: 'COMPLAINT',
    title: '洗煤厂把河水染黑了',
    body: '洗煤厂夜里偷排，早上河水是黑的，鸭子都不下水。举报了三次，检查的人一来就停。',
    writerName: '陆正平',
    daysAgo: 5,
    life: [
      ...signed('COMPLAINT', 'HBJ', '您好，我局高度重视，已要求企业加强管理。'),
      fail('NO_MEASURES', '没有查处的事实和结果，夜间是否突击检查也没有说。'),
    ],
  },
  {
    kind: 'HELP',
    title: '明天就要交的贫困证明',
    body: '孩子大学要贫困生证明，学校说后天截止，村里盖了章，镇上说领导不在。来回八十公里，请帮忙打个电话。',
    writerName: '吴老三',
    life: inHand('HELP', '522601'),
  },
  {
    kind: 'HELP',
    title: '校车停在岔路口，孩子要走一公里',
    body: '校车说路窄不进寨子，六岁的孩子早上要走一公里黑路。请问能不能进来，或者路口安一盏灯？',
    writerName: '龙小芳',
    life: inHand('HELP', 'JYJ'),
  },
  {
    kind: 'HELP',
    title: '低温把蔬菜大棚冻坏了',
    body: '昨天的霜冻把二十几个棚的辣椒苗冻坏了，保险公司说要政府出灾情证明，请尽快派人来看。',
    writerName: '杨秀明',
    daysAgo: 1,
    eventPlace: '麻江县',
    life: inHand('HELP', '522635'),
  },
  {
    kind: 'SUGGEST',
    title: '建议在河边建一条步道',
    body: '下游河堤只有水泥坡，晚上散步的人都走在马路边。建议在堤脚建一条步道，装上路灯。',
    writerName: '安娜',
    life: answered(
      'SUGGEST',
      '522630',
      '您好。河堤步道已列入明年城市建设计划，全长 2.4 公里，预计五月开工，年底建成，设计图在县城乡规划馆展出，欢迎提意见。',
    ),
  },
  {
    kind: 'SUGGEST',
    title: '图书馆可以借儿童绘本吗',
    body: '县图书馆的绘本只能看不能借。建议开放外借，押金也可以。',
    writerName: '毛毛妈妈',
    life: answered(
      'SUGGEST',
      '522625',
      '您好。自本月起儿童绘本可以外借，每次三册，借期二十天，凭身份证办证，不收押金。',
    ),
  },
  {
    kind: 'COMPLAINT',
    title: '反映一件事',
    body: '有些事情不太方便写，请领导给我打电话，我当面说。',
    writerName: '不愿署名',
    life: [
      askForMore(
        '信箱按来信内容办理，请写明您要反映的是什么事、在什么地方；不便公开的内容可以注明，我们会保密。',
      ),
    ],
  },
  {
    kind: 'CONSULT',
    title: '请推荐一支股票',
    body: '听说你们什么都能问，请问现在买哪支股票好？我有五万块。',
    writerName: '闲人',
    life: [
      reject(
        'OUT_OF_SCOPE',
        '您咨询的不属于政府信箱的受理范围。投资有风险，请向持牌机构咨询，谨防以推荐股票为名的诈骗。',
      ),
    ],
  },
  {
    kind: 'SUGGEST',
    title: '公园的健身器材生锈了',
    body: '滨河公园的健身器材锈了，扶手割手。建议换成不锈钢的。',
    writerName: '晨练的老周',
    life: answered(
      'SUGGEST',
      '522626',
      '老周：您好。九件锈蚀的器材已拆除，新器材于下周二安装，材质为热镀锌，质保八年。',
    ),
  },
];
