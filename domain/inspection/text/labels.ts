/**
 * Which label means which element. The vocabulary is a table of synonyms seen in published guides, written as
 * a small grammar, because sites compose their labels freely (受理地址, 对外办公时间, 需提交的申报资料).
 */
import type { ElementName } from './elements.js';
import { simplified } from './simplified.js';
import { squeeze } from './text.js';

export interface Label {
  /** Empty: another part of a guide (收费标准, 监督电话), which ends the value before it. */
  readonly elements: readonly ElementName[];
  /** One bare word (地址, 时间): counts only with a good value. */
  readonly weak: boolean;
  /** Means something similar (办理时限 for 办理时间): a person decides. */
  readonly doubtful: boolean;
}

const DO =
  '办理|办证|申请|申报|申办|申领|报名|受理|办事|审批|许可|审核|服务|业务|行政|本?事项|项目|登记|备案|核准|确认|基本|一般|详细';
/** Actions and kinds of law in labels of conditions and materials, not of place and time. */
const ACT =
  '办照|发证|换证|处理|操作|报批|报送|报审|认定|评审|考核|迁移|迁入|迁出|入户|落户|法定|补办|换发|核发|申购|补贴|补助|资助|救助|参保|享受|年检|年审|审验|鉴定|变更|延续|注销|设立|对象|国家|地方|具体|所';
const NEED =
  '需要?|须|应当?|应该|所需|必备|提交|提供|递交|出具|出示|携带|应?带|准备|报送|上报|下列|以下|相关|有关|主要|具体|全部|各项|的|人|者|单位|个人|企业|和|及|与|或|、|/';

interface Rule {
  readonly element: ElementName;
  readonly accept: RegExp;
  /** Never this element, whatever `accept` says. */
  readonly refuse?: RegExp;
  readonly weak?: RegExp;
}

const anchored = (source: string): RegExp => new RegExp(`^(?:${source})$`);

const RULES: readonly Rule[] = [
  {
    element: '事项名称',
    accept: anchored(
      `(?:(?:${DO}|政务|权力|职权|公共|便民|子项?|主项?|大项|小项|事务|审批|具体|的)*(?:事项|事务|项目|服务|子项|主项|业务|职权|权力|许可|审批|指南)(?:的)?(?:名称|全称)|办理事项|办事事项|服务事项|审批事项|许可事项|申请事项|申办事项|办事项目|办理项目|审批项目|服务项目|事项|(?:行政|备案|确认|征收|给付)+(?:许可|审批|服务|确认|备案)*(?:项目|事项)|(?:办理|审批|申请|申报|许可)名称)`,
    ),
    refuse: /收费|材料|部门|机构|证件|结果|中介|法律|企业|单位/,
    weak: anchored('名称|事项|服务名称'),
  },
  {
    element: '设定依据',
    accept: anchored(
      `(?:设定|设立|设置|${DO}|${ACT}|实施|执行|法律|法规|规章|法定|政策|权力|职权|行使|执法|规范性|文件|有关|相关|主要|及|和|与|、|或|的)*(?:依据|法律法规依据)(?:及条款|和条款|及条文|文件|名称)?`,
    ),
    refuse: /收费|定价|权力来源|处罚|裁量|计费/,
    weak: anchored('依据|(?:有关|相关|主要)?(?:政策法规|法律法规|法律、法规|法律政策)'),
  },
  {
    element: '申请条件',
    accept: anchored(
      `(?:${DO}|${ACT}|准予|准入|予以|批准|资格|适用|许可|领取|应当?|须|需|具备|符合|基本|人|者|范围|的|及|和|与|、)*条件(?:及|和|与)?(?:说明|要求|范围|规定|标准)?|申请(?:人|者)?资格(?:条件)?|(?:办理|申请|申报|申办|申领|受理|报名|准入)要求`,
    ),
    refuse: /不予|禁止|退|限制|数量|撤销|注销条件|收费|前置|工作条件/,
    weak: anchored('条件'),
  },
  {
    element: '办理材料',
    accept: anchored(
      `(?:${DO}|${ACT}|${NEED})*(?:材料|资料|要件|证件|文件|证件资料|证件材料|文件资料|证件及材料|(?<=所需|需要|应备)手续)(?:清单|目录|明细|列表|名录|要求|说明|一览表?|目录及要求)?(?:及要求|和要求|及份数)?`,
    ),
    refuse:
      /样本|范本|样表|示例|结果|批准|补正|监督|宣传|下载|政策文件|法律|相关文件$|^文件$|^证件$|^(?:相关|主要|有关|具体|以下|下列)(?:资料|文件|证件)$|^(?:许可|审批|批准|核准|登记)证件/,
    weak: anchored('材料|资料|要件'),
  },
  {
    element: '办理地点',
    accept: anchored(
      `(?:${DO}|办公|联系|窗口|大厅|机构|部门|机关|单位|现场|咨询|接件|收件|递交|提交|具体|所在|详细|的|及|和|或|、)*(?:地点|地址|窗口|(?<=.)场所|(?<=.)位置)(?:及窗口|和窗口|信息)?`,
    ),
    refuse:
      /监督|投诉|举报|交通|乘车|网上|网络|电子|邮箱|邮寄|通讯|通信|注册|经营|生产|领取|送达|家庭|户籍|网站|项目地|^(?:咨询|联系)窗口$/,
    weak: anchored('地点|地址|窗口|联系地址|咨询地址|咨询地点|具体地址|详细地址|所在地址'),
  },
  {
    element: '办理时间',
    accept: anchored(
      `(?:${DO}|办公|工作|上班|对外|窗口|大厅|接件|收件|接待|营业|开放|作息|咨询|现场|机构|机关|部门|单位|的|及|和|、)*(?:时间)(?:安排|段)?|(?:办理|受理|接待|办公|服务)(?:日期|时段)|接待日|上下班时间`,
    ),
    refuse:
      /监督|投诉|更新|发布|公布|审批时间|审核时间|承诺|法定|办结|所需|申请时间|登记时间|备案时间|许可时间|核准时间|确认时间|申报时间/,
    weak: anchored('时间|项目时间|业务时间'),
  },
  {
    element: '联系电话',
    accept: anchored(
      `(?:${DO}|联系|咨询|窗口|大厅|办公|办公室|值班|对外|公布|公开|查询|预约|热线|固定|座机|机构|部门|单位|科室|机关|人|及其?|和|与|、|/|的|投诉|监督|举报|信访)*(?:电话|热线|联系方[式法]|咨询方式|咨询途径|咨询渠道|电话咨询|电话号码|座机|号码)(?:号码)?`,
    ),
    refuse: /^(?:申请|申报)(?:人|单位)的?(?:联系)?(?:电话|方式)/,
    // Enquiries, booking, contact: the telephone, if the value is a number.
    weak: anchored(
      '电话|电话号码|热线|座机|联系人?|(?:业务|政策|服务|办理|现场|窗口|免费|联系|及|与|和|、)*(?:咨询|预约|答疑|问询)(?:服务|办理|受理|处|点|台|部门|科室|单位|人)?(?:及|与|和|、)?(?:投诉|监督)?',
    ),
  },
  {
    element: '办理流程',
    accept: anchored(
      `(?:${DO}|${ACT}|工作|办件|运行|内部|外部|权力|网上|在线|现场|窗口|具体|的|及|和|、)*(?:流程|程序|步骤|流程图|程序图|环节|(?<=办理|办事)过程)(?:图|说明|描述|图示|示意图|及时限|和时限|及时间分配|介绍)?`,
    ),
    refuse: /特殊|特别|听证|救济|复议|诉讼|监督|投诉|收费|简易/,
    weak: anchored('流程|程序|步骤|环节'),
  },
];

/** 咨询投诉电话 is one line for both; 监督投诉电话 is not for callers who ask. */
const COMPLAINT_LINE = /监督|投诉|举报|信访|维权|纪检/;
const ENQUIRY_LINE = /咨询/;

/** 办理时限 and its kin: how long it takes, not when the office is open. */
const TIME_LIMIT = anchored(
  `(?:${DO}|法定|承诺|规定|办结|完成|送达|受理|所需|需要|预计|的|及|和|、|/)*(?:时限|期限|办结时间|所需时间|承诺时间|承诺办理时间|法定办理时间|审批时间|审核时间|时间限制|时长|周期)(?:承诺|说明|要求)?`,
);

/** Other parts of a guide and its surroundings. They end the value before them. */
const OTHER = anchored(
  [
    '(?:是否)?(?:收费|缴费|费用|计费)(?:标准|依据|项目|情况|信息|方式|金额|名称)?(?:及依据|和依据|及标准)?|是否收费|收费项目名称|费用',
    '(?:监督|投诉|举报|信访|纪检|维权|和|及|、|/|咨询)+(?:电话|方式|渠道|途径|热线|地址|部门|机构|窗口)?(?:及地址)?',
    '(?:事项|项目|权力|职权|办件|服务|实施|审批|行政|行使|通办|业务|主题|部门|自然人|法人|面向)?(?:类型|类别|性质|编码|编号|代码|分类|主题|层级|级别|属性|来源|状态|版本|对象|对象类型|主体|主体性质|范围)(?:分类)?',
    '(?:服务|适用|申请人?|参保|办理|受理|申办|面向|审批|许可|办事)(?:对象|范围|人群|主体|形式|方式|渠道|类型|深度|机构|部门|单位|机关|科室|处室|条数|数量)(?:名称|及依据)?',
    '(?:实施|主管|承办|责任|受理|决定|审批|办理|联办|联合办理|监督|主办|协办|牵头|所属|行政|责任承办|具体承办|委托|行使)(?:机关|机构|部门|单位|科室|处室|主体|股室|人|人员|领导)(?:名称)?|责任主体|负责人|责任人|经办人|联系人|首席代表',
    '(?:审批|办理|结果|证照|许可|批准)(?:结果|证件|文书|证照|领取|送达|样本|样式|名称|有效期|结果样本|结果类型|结果名称)+(?:方式|地点)?|结果样本|有效期限?|证件有效期|送达方式|结果送达',
    '(?:数量|审批数量|名额|禁止性|不予)(?:限制|要求|受理|许可|条件)(?:情形)?',
    '(?:常见|热点)(?:问题|问答)(?:解答)?|(?:注意|温馨)(?:事项|提示)|特别说明|特别提示|备注|其他|说明|其它|其他说明|填写说明|填报须知|办事须知|申请须知',
    '(?:表格|附件|样表|表单|相关表格|相关附件)(?:下载|名称|列表|及样表)?|(?:申请表格?|文书|资料|材料|格式文本|空表|示范文本|软件)下载|附件材料|相关下载|下载专区|下载中心',
    '(?:网上|在线|立即|我要|马上)(?:申报|办理|申请|预约|咨询|投诉|查询|受理|评价|填报)|(?:办理|办件|结果|进度|状态|进程|在线)(?:进度|结果|状态|情况)?查询|网办地址|网上办理地址|在线办事',
    '交通(?:指引|路线|方式|引导)|乘车路线|(?:特殊|特别)(?:环节|程序)|中介服务|年检年审|年审年检|年检要求|(?:法律|行政)?(?:救济|复议|诉讼)(?:途径|渠道|权利)?|申请人权利(?:和|与|及)?义务|权利(?:与|和)义务|行政复议(?:与|和)行政诉讼',
    '(?:发布|更新|公布|成文|生成|信息|录入|发文|实施|生效|最后更新|编辑)(?:时间|日期)|来源|信息来源|发布(?:机构|单位|者|人)|浏览(?:次数|量)|点击(?:数|次数)|作者|责任编辑|编辑|字号|字体|索引号|文号|信息分类',
    '(?:上|下)一(?:篇|条|页)|相关(?:链接|文章|新闻|信息|政策|阅读|事项|法规)|友情链接|返回(?:顶部|列表|首页)?|打印(?:本页)?|关闭(?:窗口|本页)?|分享(?:到)?|收藏|我要(?:纠错|评价)|扫一扫|网站地图',
    '传真|邮编|邮政编码|邮箱|电子邮箱|电子邮件|网址|网站|到(?:办事)?现场次数|跑动次数|通讯地址|通信地址|邮寄地址|监督检查|事项简介|简介|概述|办结时限类型|行业分类|资质要求|办理流程类型|前置审批|审查标准|审查方式|审批权限|权限划分|办理权限',
    '结果领取地点|领取方式|领取地点|取件方式|证照名称|材料名称|材料形式|材料类型|材料样本|份数|序号',
  ].join('|'),
);

const NUMBERING =
  /^(?:第?[一二三四五六七八九十]{1,3}(?:[、.,，:：)）]|章|节|条|步)|[（(【\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）】\]][、.]?|\d{1,2}(?:\.\d{1,2})?[、.,，)）]+|[①-⑳⑴-⒇⒈-⒛]|[Ⅰ-Ⅻ][、.])/;
const BULLETS = /^[\ue000-\uf8ff·•●○■□◆◇★☆▲△►▶▪※*＊>»→✓√\-—|丨▼◎⊙\s]+/;
const CLOSING = /[:：;；。.,，、*＊|丨\-—_=>»→\s?？]+$/;
const BRACKETS = /^[【〔［\[〖「『<＜《“"']+(.+?)[】〕］\]〗」』>＞》”"']+$/;

/** Maximum length of a label; a longer text is a sentence. */
const LONGEST = 30;

/** Who speaks, in questions and answers. */
const SPEAKER = /^[问答QA][:：]/i;
/** The label in English beside the Chinese one: 办理地点 Address, Tel 咨询电话, 设定依据（Legal Basis）. */
const ENGLISH_BEFORE = /^(?!QQ|E-?mail|We|Wap|APP)[A-Za-z][A-Za-z .,'&\/-]+(?=\p{Script=Han})/iu;
const ENGLISH_AFTER = /(?<=[\p{Script=Han}\s])[(（\/]?[A-Za-z][A-Za-z .,'&\/-]+[)）]?(?=\s*[:：]?\s*$)/u;

/**
 * The bare label in a text: without numbering, bullets, brackets, colon and white space, in simplified characters, and
 * in Chinese only where it is written in English too.
 */
export function bareLabel(text: string): string {
  const chinese = /[A-Za-z]{2}/.test(text)
    ? text.trim().replace(ENGLISH_BEFORE, '').replace(ENGLISH_AFTER, '')
    : text;
  let bare = simplified(squeeze(chinese)).replace(SPEAKER, '');
  if (bare.length > LONGEST) return bare;
  for (let before = ''; before !== bare;) {
    before = bare;
    bare = bare.replace(BULLETS, '').replace(NUMBERING, '').replace(CLOSING, '').replace(/如下$/, '');
    const inner = BRACKETS.exec(bare)?.[1];
    if (inner !== undefined) bare = inner;
  }
  return bare;
}

const cache = new Map<string, Label | null>();
const CACHE_LIMIT = 20_000;

/** The label that a text is as a whole, or null. */
export function labelOf(text: string): Label | null {
  if (text.length === 0 || text.length > 80) return null;
  const bare = bareLabel(text);
  if (bare.length < 2 || bare.length > LONGEST) return null;
  const known = cache.get(bare);
  if (known !== undefined) return known;
  const label = classify(bare);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(bare, label);
  return label;
}

function classify(bare: string): Label | null {
  const { main, aside } = withoutAside(bare);
  const whole = single(main, aside);
  if (whole) return whole;
  return combined(main, aside);
}

/** 办理时间（工作日）→ 办理时间, with 工作日 beside it; 设立（收费）依据 → 设立依据. */
function withoutAside(bare: string): { main: string; aside: string } {
  const match = /^(.+?)[(（\[【](.{1,14}?)[)）\]】](\p{Script=Han}{0,6})$/u.exec(bare);
  return match ? { main: match[1]! + match[3]!, aside: match[2]! } : { main: bare, aside: '' };
}

function single(main: string, aside: string): Label | null {
  if (TIME_LIMIT.test(main)) return { elements: ['办理时间'], weak: false, doubtful: true };
  for (const { element, accept, refuse, weak } of RULES) {
    if (!accept.test(main) && !weak?.test(main)) continue;
    if (refuse?.test(main)) continue;
    const line = main + aside;
    if (element === '联系电话' && COMPLAINT_LINE.test(line) && !ENQUIRY_LINE.test(line)) continue;
    if (element === '办理时间' && /时限|期限/.test(aside)) {
      return { elements: [element], weak: false, doubtful: true };
    }
    return { elements: [element], weak: weak?.test(main) ?? false, doubtful: false };
  }
  return OTHER.test(main) ? { elements: [], weak: false, doubtful: false } : null;
}

/** 办理时间、地点; 受理地址和联系电话; 办公地址/咨询电话; 流程及时限. */
function combined(main: string, aside: string): Label | null {
  const parts = main.split(/[、，,/／&和及与+]|以及/).filter(Boolean);
  if (parts.length < 2 || parts.length > 4) return null;
  // 办理时间、地点: the second word leans on the first one's verb.
  const labels = parts.map((part) => single(part, aside));
  if (labels.some((label) => label === null)) return null;
  const elements = [...new Set(labels.flatMap((label) => (label!.doubtful ? [] : label!.elements)))];
  const known = labels.filter((label) => label!.elements.length > 0);
  // Two weak words hold each other up (时间、地点); one beside a word of another part does not.
  const weak = known.length === 1 && known[0]!.weak;
  return { elements, weak, doubtful: false };
}

const GENERIC = new RegExp(
  '^[\\p{Script=Han}()（）/、]{0,10}(?:类型|类别|时限|期限|标准|方式|编码|编号|代码|对象|主体|机关|机构|部门|单位|科室|处室|范围|结果|层级|次数|依据|网址|问题|说明|须知|事项|附件|下载|查询|渠道|途径|性质|属性|级别|深度|数量|限制|来源|日期|电话|地址|时间|名称|收费|费用|负责人|联系人|传真|邮编|邮箱|样本|救济|环节|指引|清单|目录|表格|备注|分类)$',
  'u',
);

/** A text that reads like some label of a form or guide, though the vocabulary does not hold it. */
export function looksLikeLabel(text: string): boolean {
  const bare = bareLabel(text);
  return bare.length >= 2 && bare.length <= 14 && GENERIC.test(bare);
}
