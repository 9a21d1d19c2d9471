import { matchesOf, type Span } from './spans.js';

const COMPOUND =
  '欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|皇甫|宗政|濮阳|公冶|慕容|令狐|司徒|司空';
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋初云容敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿赖封乌母裘亓修邰赫杭况宿鲜印逯隆茹诺战慈';
const SURNAME = `(?:${COMPOUND}|[${SINGLE}])`;
const isSurname = new RegExp(`^${SURNAME}`, 'u');

/** How people who hold no office are addressed. */
const TITLE =
  '(?:先生|女士|小姐|太太|同志|老师|医生|大夫|护士|律师|师傅|老板|大爷|大妈|大叔|大姐|大哥|阿姨|叔叔|奶奶|爷爷|某某|某)';

/** Titles of which every one is an office of state or of a village's committee. */
const OFFICE =
  '(?:书记|副?省长|副?州长|副?市长|副?县长|副?区长|副?镇长|副?乡长|副?局长|副?厅长|副?处长|副?科长|副?部长|副?主席|副?主任|副?所长|副?院长|副?队长|副?站长|副?检察长|副?庭长|法官|检察官|警官|支书|村长|村主任|总理|委员|代表|巡视员|调研员|秘书长|主任科员|常委)';
const beforeOffice = new RegExp(`^(?:同志)?(?:副|代|原|时任)?${OFFICE}`, 'u');
const afterOffice = new RegExp(`${OFFICE}[:: ]?$`, 'u');

const HAN = '\\p{sc=Han}';
/** What follows a name: an end, or a word that no name goes on with. */
const AFTER =
  '(?=[^\\p{sc=Han}A-Za-z0-9*某]|$|[,，。；;、]|是|于|在|的|和|与|及|因|因为|向|来自|今年|男|女|身份|电话|手机|联系|系|为|家住|住)';
const NOT_NAMES =
  /^(?:梅雨|黄梅|齐平|赖皮|卫健|凯麻|他们|你们|我们|她们|咱们|大家|高兴|高中|高级|方便|方法|平时|平台|和平|安全|安排|成都|成年|成立|任何|任意|何时|白天|白色|单位|单亲|向您|向你|向我|时间|时候|全部|全家|全体|国家|国企|农民|农村|农户|农业|明天|明年|金额|金牌|常年|常住|应该|应届|关于|关注|相关|相信|原来|原因|原告|房东|房主|房屋|门口|门面|车主|车辆|店主|左右|连续|连夜|都是|来自|那个|那位|和我|于是|易地|计划|强制|强烈|严重|严格|有关|解决|解释|项目|管理|路过|路边|路人|华侨|广大|游客|商户|商家|顾客|司机|海外|云南|贵州|江苏|海南|南宁|武汉|石家|毕业|文化|文明|古城|官方|包括|包工|田地|苗族|侗族|水族|黎族|万元|段时|党员|师范|师生|卫生|温馨|温泉|荣誉|康复|季度|经常|马上|马路|方案|方向|石头|牛羊|花草|申请|申诉|章程|范围|安装|安置|支持|支付|景区|查询|应当|谢谢|余额|同上|本人|匿名|保密|电话|手机|不详|暂无|先生|女士)/u;

/** The surnames of nine persons in ten that are no everyday words: what stands behind 村民 or 老板 needs one of them. */
const COMMON =
  '王李张刘陈杨黄赵吴周徐孙朱胡郭林封罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵覃武戴莫孔汤温康施樊葛邢齐伍庞颜倪庄聂鲁岳翟殷詹欧耿焦俞左柳甘祝包尚阮柯纪童凌裴霍涂翁冉骆蓝辛管柴蒙鲍喻祁蒲滕屈饶牟艾尤阳穆卓简车麦褚娄窦戚岑费卜晏柏瞿桂佟臧闵苟邬卞姬仇栾刁巫寇桑郎甄丛虞敖邰吉银石欧杭';
/** Characters of sentences, not of names. */
const NO_NAME = '[的了是在不还没这那来去到们就都也么什很把被给让说要内外部有]';
const after = (words: string, form: string): RegExp => new RegExp(`(?:${words})(?<it>${form})`, 'dgu');
const OWN = `(?:${COMPOUND}|[${COMMON}高何马万金方白石史])(?!${HAN}?${NO_NAME})${HAN}{1,2}?${AFTER}`;
/** Behind 老板 and the like also stands what they do. */
const THEIRS = `(?:${COMPOUND}|[${COMMON}])(?!${HAN}?${NO_NAME})${HAN}{1,2}?${AFTER}`;
const PATTERNS = [
  // 我叫张三, 本人王小二, but not 我叫他们过来.
  after('我叫|本人叫|名叫|姓名叫|我是|本人是|本人|我的名字是|名字叫|名字叫做|叫做', OWN),
  after(
    '丈夫|妻子|老公|老婆|儿子|女儿|父亲|母亲|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|爱人|配偶|孙子|孙女|邻居|村民|居民|业主|户主|学生|老板|房东|同事|职工|工人|司机|法人|法定代表人|负责人|经办人|当事人|受害人|被告|原告|死者|伤者',
    THEIRS,
  ),
  // A field of a form, whatever surname stands in it.
  after(
    '(?:姓 ?名|联系人|投诉人|举报人|反映人|申请人|来信人|写信人|信访人|经办人|负责人|户主|收件人|当事人|署名|业主|户名|开户名|落款|法人代表|法定代表人|称呼)(?:是|为)?[:：] ?',
    `${HAN}{2,4}(?:·${HAN}{1,5})*(?=[^${HAN}]|$|电话|联系|手机|身份)`,
  ),
  new RegExp(`(?<![${HAN}])(?<it>${SURNAME}${HAN}{0,2}?${TITLE})(?!${HAN}{0,2}(?:们|协会|学校|培训))`, 'dgu'),
  new RegExp(
    `(?<=[找问给对跟和与向由让叫请的,，。是为、被])(?<it>${SURNAME}${HAN}{0,2}?(?:先生|女士|小姐|老师|师傅|某某|某|医生|律师))`,
    'dgu',
  ),
  // The signature, alone on the last line or before the date.
  new RegExp(
    `(?:^|\\n|[。！!]) ?(?:此致|敬礼|谢谢)?[!！。]?\\s{0,9}(?<it>${SURNAME}${HAN}{1,2})(?=\\s{0,9}(?:(?:19|20)[0-9]{2}[年.-][0-9 ]{1,3}|$))`,
    'dgu',
  ),
  // 阿卜杜拉·买买提
  new RegExp(`(?<it>${HAN}{2,7}·${HAN}{2,7}(?:·${HAN}{2,7})?)`, 'dgu'),
];

/** Names that words around them give away. @param narrow a narrowed text */
export function findNames(narrow: string): Span[] {
  return PATTERNS.flatMap((pattern) => matchesOf(narrow, pattern, 'PERSON'))
    .filter(({ start, end }) => !NOT_NAMES.test(narrow.slice(start, end)))
    .map((span) => withoutField(narrow, span));
}

/** 联系人：张三电话 */
function withoutField(narrow: string, span: Span): Span {
  const field = /(?:电话|手机|联系|身份|先生|女士)$/u.exec(narrow.slice(span.start, span.end));
  if (!field || field.index < 2) return span;
  return { ...span, end: span.start + field.index };
}

/** People of history and heads of state, whose names stand for ideas, streets and speeches. */
const PUBLIC_FIGURES =
  /^(?:毛泽东|邓小平|习近平|江泽民|胡锦涛|李克强|李强|周恩来|雷锋|白求恩|孔子|孙中山|鲁迅|焦裕禄|马克思|列宁|马云|马化腾|任正非)/u;

/**
 * Whether a person is named in an office: 李局长, 县长王某, 局长李明, 李明副局长. Such names stay, as the public may know who held
 * office; so do public figures.
 */
export function isInOffice(narrow: string, { start, end }: Span): boolean {
  const name = narrow.slice(start, end);
  return (
    PUBLIC_FIGURES.test(name) ||
    beforeOffice.test(narrow.slice(end, end + 8)) ||
    afterOffice.test(narrow.slice(Math.max(0, start - 8), start)) ||
    new RegExp(`^${HAN}{1,3}${OFFICE}$`, 'u').test(name)
  );
}

/** What a road, a place or an institution goes on with that is named like a person: 中山路, 凯麻高速, 卫健部门. */
const PLACE_AFTER =
  /^(?:高速|铁路|公路|大道|路|街|巷|桥|站|镇|乡|县|市|区|村|寨|河|湖|江|山|小区|社区|世家|翠府|国际|置业|地产|实业|小学|中学|大学|学校|医院|部门|集团|公司|有限|机场|公园|广场|花园|府|苑|城|庄|园|里|湾|线|牌|品牌|奖|杯|族|庙|祠|故居|精神|思想)/u;

/** Whether a name is only a part of the name of a place or an institution. */
export const isPartOfPlace = (narrow: string, { end }: Span): boolean =>
  PLACE_AFTER.test(narrow.slice(end, end + 3));

/** Whether what the model takes for a person can be one: it also sees names in brands, numbers and half words. */
export function canBeName(name: string): boolean {
  if (!/^[\p{sc=Han}·]{2,}$/u.test(name) || NOT_NAMES.test(name)) return false;
  if (name.includes('·')) return true;
  // Estates, shops and bridges are named like persons, mostly without a surname: 荷芳翠府, 富惠.
  if (!isSurname.test(name) && !/^[老小大]/u.test(name))
    return [...name].length > 2 && !/[人季店庄]$/u.test(name);
  return [...name].length <= 4 && !/^.(?:[闸井坞桥湾港庄]|氏)$/u.test(name);
}
