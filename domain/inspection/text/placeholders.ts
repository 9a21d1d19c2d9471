/** Recognises values without content: placeholders and dangling references. */
import { squeeze } from './text.js';

export const EDGES = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;

const NOTHING = new RegExp(
  '^(?:(?:暂|尚|目前|现)?(?:无|没有|未提供|未填写|未公布|未设定|缺|空|空白|空缺)(?:相关|此项|该项|具体|任何)?(?:内容|信息|数据|资料|说明|项目|记录|结果)?|略|' +
    '另附|附后|附件|见后|同上|同前|待定|待补充?|待完善|待更新|待录入|待公布|后补|更新中|完善中|整理中|建设中|正在(?:建设|完善|整理|更新|加载|录入)(?:中|之中)?|' +
    '(?:内容|页面|栏目|信息|资料)(?:正在)?(?:更新|建设|完善|整理)中?|敬请期待|请稍[候后]|(?:数据)?加载中|loading|null|undefined|none|nan|n\\/?a|nil|empty|x{2,}|todo|tbd|' +
    '请(?:输入|填写|选择).{0,12}|(?:查看|点击查看|点此查看|点击|下载|点击下载|立即下载|点此下载|更多|详情|查看详情|查看更多|详细|展开|收起|点击进入|进入|附件下载)|-+|—+)$',
  'i',
);
/** 详见附件, 具体内容见下方表格, 请参见《办事指南》: refers elsewhere without content. */
const ELSEWHERE =
  /^(?:具体|内容|详细|详情|相关|有关|材料|资料|要求|流程|条件|依据|办理|申请|申报|所需|其[他它余]|以上|信息|情况|可|均|表格|清单|目录|地点|地址|时间|电话|名称|说明)*(?:详见|祥见|参见|参照|参阅|另见|请见|请看|请查看|请查阅|请下载|可查看|见|查看|查阅|点击|下载)(?:.{0,14}?)(?:附件|附表|附图|附录|下表|下图|上表|表格|流程图|指南|文档|文件|链接|网站|官网|公告|通知|窗口公示|公示栏|宣传栏|材料清单|清单|目录|相关规定|正文|原文|页面|二维码)(?:[一二三四五六七八九十\d]{0,2})(?:下载|查看|所示)?(?:.{0,24}\.(?:docx?|xlsx?|pdf|wps|rar|zip))?$/i;
export const FILE_NAME =
  /^.{0,40}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|rar|zip|7z|jpe?g|png|gif|bmp|tiff?|ofd)$/i;
/** 1.无: the number of an item in a list of nothing. */
const ITEM_NUMBER = /^(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[)）][.,，、:：]?|[.,，、:：])/;

/** @param bare without white space, and without punctuation at its ends */
export function isPlaceholder(bare: string): boolean {
  return (
    NOTHING.test(bare) ||
    NOTHING.test(bare.replace(ITEM_NUMBER, '')) ||
    (bare.length <= 45 && ELSEWHERE.test(bare) && !/[;；]|\d[、.]/.test(bare)) ||
    FILE_NAME.test(bare)
  );
}

const ABOVE =
  /^(?:同时|应当?|必?须|需|均|凡)?(?:符合|满足|具备|按照?|依照?|参照|提供|提交|携带|同)?(?:以上|上述|前述|前款|上列|如上|上面)(?:所?列?述?的?)(?:各项|全部|所有|相关|有关)?(?:条件|要求|规定|材料|资料|证件|情形|标准|内容|程序|流程|步骤)?(?:的|者|人员|即可|均可|可|予以|执行|办理|申请|受理)*$/;

/** 符合以上条件: refers only to something above. @param bare as for `isPlaceholder` */
export const refersAbove = (bare: string): boolean => bare.length <= 30 && ABOVE.test(bare);

const RULE =
  /^(?:应当?|必?须|需|凡)?(?:符合|满足|具备|按照?|依照?|依据|根据|参照|遵照|详见|参见|见)(?:国家|我国|省|州|市|县|本|地方|上级|现行|有关|相关|法律|法规|规章|法定|政策|行业|技术|标准|规范|《[^》]{2,60}》|第[一二三四五六七八九十百\d]+[条款项]|[的和及与、,，])*(?:规定|要求|条件|标准|精神|政策|法规)?(?:的(?:条件|要求|标准|规定))?(?:的|者|即可|执行|办理)*$/;

/** 根据《社会团体登记管理条例》规定: cites a rule without its content. */
export function refersToRule(text: string): boolean {
  const bare = squeeze(text).replace(/[。.;；]+$/, '');
  return bare.length <= 80 && RULE.test(bare);
}
