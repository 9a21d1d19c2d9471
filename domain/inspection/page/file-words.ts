/** Words of link texts that promise a file of the item, and words that do not. */
import { squeeze } from '../text/text.js';

/** Forms that an applicant fills in or signs. */
const FORM =
  '(?:申请|登记|审批|申报|备案|报名|申领|呈报|推荐|审核|汇总|承诺|委托|授权委托|审查|评定|鉴定|核定|验收|报告|情况|信息|声明|调查|变更|注销|年检)(?:表|书)|承诺函|委托函|声明|合同|协议书?|章程|申请报告';
const PROMISES = new RegExp(
  '\\.(?:docx?|xlsx?|pdf|wps|rar|zip)\\b|附件(?:[一二三四五六七八九十\\d]{0,2})(?:[:：.、]|$|下载)|' +
    '(?:表格?|书|函|附件|文书|样本|样张|样式|范本|模板|文本|材料|合同|协议)(?:格式|样本|范本|模板|空表)?下载|' +
    '^(?:点击|立即|本地)?下载$|样表|空白?表|示范文本|格式文本|' +
    `(?:${FORM})(?:格|样|单)?(?:样本|样式|样张|范本|范例|模板|格式|填写样例)?$`,
  'i',
);
/** 申请表 (doc 32KB), （下载）, [点击下载]. */
const ASIDE =
  /[(（\[【][^()（）\[\]【】]{0,20}(?:[KkMm][Bb]?|docx?|xlsx?|pdf|wps|rar|zip|下载|打印)[^()（）\[\]【】]{0,6}[)）\]】]$/i;
const MARKS = /^[《〈「『“"【\[\d.、:：·•\s]+|[》〉」』”"】\]]+$/g;

export function promisesFile(text: string): boolean {
  const bare = squeeze(text).replace(ASIDE, '');
  return (
    bare.length <= 60 && !isSentence(bare) && (PROMISES.test(bare) || PROMISES.test(bare.replace(MARKS, '')))
  );
}

/** 请填写申请表后到窗口办理: an instruction that mentions a form. */
const isSentence = (bare: string): boolean =>
  /[，。；！？,;!?]|^(?:关于|如何|怎样|怎么|请|为何|我[市县州局区])|(?:公布|发布|召开|查看|了解|学习|印发|启用|更换|不再|需要|必须|应当|可以)/.test(
    bare,
  );

/** The site's own programs: a reader for its files, an application for telephones. */
const TOOL =
  /阅读器|浏览器|客户端|控件|插件|驱动|播放器|输入法|软件|助手|手机版|APP|安卓|苹果|adobe|acrobat|reader|wps\s*office/i;
/** Texts beside a bare 下载 in the row of buttons that every page of a site has. */
const BUTTON =
  /^(?:打印|打印本页|关闭|关闭窗口|收藏|编辑|删除|新增|添加|修改|返回|分享|字号|大|中|小|刷新|导出|保存)$/;
const BARE = /^(?:点击|立即|本地)?下载$/;

/**
 * Whether a download is the site's own and not of an item: a program, or a bare 下载 without a file to it, in the row of
 * the page's buttons.
 *
 * @param beside texts of the links around it
 * @param namesFile the address is a file's, or has the number of one
 */
export function isSiteDownload(text: string, beside: readonly string[], namesFile: boolean): boolean {
  const bare = squeeze(text);
  if (TOOL.test(bare)) return true;
  return BARE.test(bare) && !namesFile && beside.some((other) => BUTTON.test(squeeze(other)));
}
