/**
 * The words of the generated sites: how offices name the parts of a guide and what they write there. Written apart from
 * the inspector's own tables on purpose, so that the recall measured on these sites is meaningful.
 */
import type { Random } from './random.js';

export type Part = 'name' | 'basis' | 'conditions' | 'materials' | 'place' | 'hours' | 'phone' | 'flow';

/** The plan's name of each part, as the key gives it. */
export const PART_NAMES: Readonly<Record<Part, string>> = {
  name: '事项名称',
  basis: '设定依据',
  conditions: '申请条件',
  materials: '办理材料',
  place: '办理地点',
  hours: '办理时间',
  phone: '联系电话',
  flow: '办理流程',
};
export const PARTS = Object.keys(PART_NAMES) as Part[];

/** Labels of each part as sites write them. */
export const WORDINGS: Readonly<Record<Part, readonly string[]>> = {
  name: [
    '事项名称',
    '项目名称',
    '服务事项名称',
    '审批事项',
    '办理事项',
    '事务名称',
    '事项全称',
    '行政许可事项名称',
    '办理名称',
  ],
  basis: [
    '设定依据',
    '法律依据',
    '办理依据',
    '实施依据',
    '政策依据',
    '法定依据',
    '事项依据',
    '法律法规依据',
    '设立依据及文号',
    '国家法律依据',
    '设立(收费)依据',
  ],
  conditions: [
    '申请条件',
    '受理条件',
    '办理条件',
    '申办条件',
    '申报条件',
    '申请人应具备的条件',
    '准予许可的条件',
    '许可条件',
    '申报要求',
    '享受对象和条件',
  ],
  materials: [
    '办理材料',
    '申请材料',
    '申报材料',
    '所需材料',
    '应提交的材料',
    '申请材料目录',
    '提交材料清单',
    '需准备的资料',
    '申报资料',
    '办理所需证件',
    '办证所需材料',
    '须提供下列资料',
    '应带证件',
  ],
  place: [
    '办理地点',
    '受理地点',
    '办公地址',
    '办理窗口',
    '窗口地址',
    '受理窗口地址',
    '办理机构地址',
    '服务地点',
    '现场办理地址',
  ],
  hours: [
    '办理时间',
    '办公时间',
    '受理时间',
    '工作时间',
    '窗口工作时间',
    '对外服务时间',
    '接件时间',
    '上班时间',
  ],
  phone: [
    '联系电话',
    '咨询电话',
    '窗口电话',
    '办公电话',
    '咨询服务电话',
    '联系方式',
    '咨询方式',
    '服务热线',
    '业务咨询电话',
    '咨询服务',
    '预约办理',
  ],
  flow: [
    '办理流程',
    '办理程序',
    '办事流程',
    '审批流程',
    '工作程序',
    '办事程序',
    '办理流程图',
    '审批程序',
    '办理步骤',
    '办事处理流程',
    '换证程序',
  ],
};

const DEPARTMENTS = [
  '民政局', '人力资源和社会保障局', '住房和城乡建设局', '交通运输局', '农业委员会', '林业局', '水务局', '教育局', '卫生和计划生育委员会',
  '国土资源局', '环境保护局', '文体广电新闻出版局', '商务局', '司法局', '公安局', '市场监督管理局', '安全生产监督管理局', '质量技术监督局',
  '残疾人联合会', '气象局', '档案局', '财政局', '审计局', '统计局', '旅游发展委员会', '粮食局', '民族宗教事务委员会', '科学技术局', '供销合作社',
  '烟草专卖局', '国家税务局', '地方税务局', '公共资源交易中心', '城市管理局',
]; // prettier-ignore
const SUBJECTS = [
  '城乡居民临时救助', '农村危房改造', '民办幼儿园', '道路旅客运输', '林木采伐', '取水', '医疗机构', '社会团体', '建筑施工企业安全生产', '排污',
  '营业性演出', '成品油零售经营', '律师执业', '出租汽车驾驶员从业资格', '食品经营', '烟花爆竹零售', '特种设备使用', '残疾人证', '防雷装置设计',
  '档案捐赠', '会计从业资格', '统计从业资格', '旅行社', '军粮供应', '宗教活动场所', '科技成果', '再生资源回收', '烟草专卖零售', '增值税一般纳税人',
  '政府采购供应商', '户外广告设置', '动物防疫条件', '种子生产经营', '渔业捕捞', '兽药经营', '建设用地预审', '采矿权', '房地产开发企业资质',
  '商品房预售', '燃气经营', '生育服务', '护士执业', '放射诊疗', '义务教育阶段转学', '普通话水平测试等级', '教师资格', '养老机构', '殡葬服务设施',
  '最低生活保障', '孤儿基本生活费', '企业职工退休', '工伤认定', '职业技能鉴定', '失业保险金', '港澳通行证', '机动车驾驶证', '边境通行证', '典当业特种行业',
]; // prettier-ignore
const OBJECTS = [
  '许可',
  '审批',
  '登记',
  '备案',
  '核准',
  '资格认定',
  '变更登记',
  '注销登记',
  '延续',
  '补办',
  '年度审验',
  '给付',
  '确认',
  '核发',
  '初审',
];
const QUALIFIERS = ['', '', '', '（设立）', '（变更）', '（新办）', '（县级）', '（州级）'];
const TOWNS = [
  '清水江镇',
  '云台街道',
  '雷公坪',
  '舞阳路',
  '苗岭大道',
  '金井街',
  '北门新区',
  '环城南路',
  '鼓楼巷',
  '滨江路',
];
const LAWS = [
  '中华人民共和国行政许可法', '社会救助暂行办法', '中华人民共和国森林法实施条例', '取水许可和水资源费征收管理条例', '医疗机构管理条例',
  '社会团体登记管理条例', '安全生产许可证条例', '营业性演出管理条例', '贵州省城乡规划条例', '残疾人保障法', '中华人民共和国教师法', '殡葬管理条例',
  '工伤保险条例', '烟花爆竹安全管理条例', '中华人民共和国道路运输条例',
]; // prettier-ignore
const PAPERS = [
  '居民身份证原件及复印件', '户口簿复印件', '营业执照副本', '法定代表人授权委托书', '场所使用证明', '验资报告', '从业人员名册', '近期免冠照片两张',
  '消防验收意见', '可行性研究报告', '村（居）委会证明', '原许可证正副本', '健康证明', '安全管理制度文本',
]; // prettier-ignore
const STEPS = [
  '申请人提出申请',
  '窗口受理',
  '材料初审',
  '现场勘验',
  '专家评审',
  '公示',
  '分管领导审核',
  '审批决定',
  '制证',
  '发证归档',
];

export const departments = (): readonly string[] => DEPARTMENTS;

/** Names of items, all different. */
export function itemNames(random: Random, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const round = Math.floor(names.size / 4_000);
    const tail = round === 0 ? '' : `第${'一二三四五六七八九十'[round % 10]}类`;
    names.add(`${random.pick(SUBJECTS)}${tail}${random.pick(OBJECTS)}${random.pick(QUALIFIERS)}`);
    if (names.size > SUBJECTS.length * OBJECTS.length * 4)
      throw new Error('more items than the vocabulary has names for');
  }
  return [...names];
}

/** A valid value as HTML, as an office writes it. */
export function goodValue(
  part: Part,
  random: Random,
  item: { readonly name: string; readonly department: string },
): string {
  const town = random.pick(TOWNS);
  const number = random.below(200) + 1;
  switch (part) {
    case 'name':
      return item.name;
    case 'basis':
      return random.pick([
        `《${random.pick(LAWS)}》第${random.below(60) + 2}条`,
        `1.《${random.pick(LAWS)}》（国务院令第${random.below(600) + 100}号）；2.《${random.pick(LAWS)}》第十二条第一款`,
        `<p>根据《${random.pick(LAWS)}》的规定，由县级以上人民政府主管部门负责实施。</p>`,
      ]);
    case 'conditions':
      return random.pick([
        `1.具有完全民事行为能力；2.有固定的场所和必要的设施；3.无违法违规记录。`,
        `凡户籍在本辖区、家庭人均收入低于当地标准的居民均可申请`,
        `<ol><li>依法设立的企业法人</li><li>有与业务相适应的专业人员</li></ol>`,
        `（一）申请人：年满十八周岁<br>（二）场所：产权清晰，面积不少于${number}平方米`,
      ]);
    case 'materials': {
      const papers = [random.pick(PAPERS), random.pick(PAPERS), random.pick(PAPERS)];
      return random.pick([
        papers.map((paper, index) => `${index + 1}、${paper}`).join('；'),
        `<p>${papers.join('</p><p>')}</p>`,
        `<table border="1"><tr><th>序号</th><th>材料名称</th><th>份数</th></tr>${papers.map((paper, index) => `<tr><td>${index + 1}</td><td>${paper}</td><td>1</td></tr>`).join('')}</table>`,
      ]);
    }
    case 'place':
      return random.pick([
        `${town}${number}号州政务服务中心二楼${item.department}窗口`,
        `州政务服务中心${random.below(40) + 1}号窗口`,
        `${town}${number}号（${item.department}${random.below(5) + 1}楼行政审批科）`,
        `${item.department}办公楼一楼大厅`,
      ]);
    case 'hours':
      return random.pick([
        '周一至周五 上午9:00-12:00，下午13:30-17:00（节假日除外）',
        '法定工作日 8：30—17：30',
        '星期一至星期五上午8时30分至12时，下午2时30分至6时',
        '夏季：上午8:00～12:00，下午3:00～6:00；冬季：上午8:30～12:00，下午2:30～5:30',
        '工作日全天',
        '8∶30—12∶00，14∶30—17∶30',
      ]);
    case 'phone': {
      const local = `8${random.below(900_000) + 100_000}`;
      return random.pick([
        `0855-${local}`,
        `（0855）${local}`,
        local,
        `0855—${local}、0855—${local.slice(0, 6)}3`,
        `办公室 0855-${local}（传真同号）`,
      ]);
    }
    case 'flow': {
      const steps = ['申请人提出申请', ...random.some(STEPS.slice(1, -1), 0.5), '发证归档'];
      return random.pick([
        steps.join('→'),
        steps.map((step, index) => `<p>${index + 1}.${step}</p>`).join(''),
        `<img src="/images/flow${number}.gif" alt="${steps.join('，')}">`,
        `${steps.join('——')}。自受理之日起${random.below(20) + 1}个工作日内办结。`,
      ]);
    }
  }
}

/** Other rows of guides, between the eight parts. */
export function otherRows(random: Random): { label: string; html: string }[] {
  const number = random.below(20) + 1;
  return random.some(
    [
      { label: '收费标准', html: '不收费' },
      { label: '收费依据', html: '《贵州省行政事业性收费目录》' },
      { label: '法定时限', html: `${number + 5}个工作日` },
      { label: '承诺时限', html: `${number}个工作日` },
      { label: '监督投诉电话', html: `0855-82${random.below(90_000) + 10_000}` },
      { label: '服务对象', html: '自然人、法人' },
      { label: '实施主体', html: '州级行政机关' },
      { label: '办件类型', html: random.pick(['承诺件', '即办件']) },
      { label: '权力来源', html: '法定本级行使' },
      { label: '数量限制', html: '无' },
      { label: '结果样本', html: '许可证（样本）' },
      { label: '交通指引', html: '乘坐2路、8路公交车到政务中心站' },
      { label: '备注', html: '以窗口答复为准' },
    ],
    0.35,
  );
}
