const COUNTED = String.raw`[\d零一二三四五六七八九十百千]+ ?(?:大?[项件条个种类]|$)`;

/** Texts (NFKC) below a list, or between its parts, that are not items. */
const FOOT_TEXTS: readonly RegExp[] = [
  // 合计:2项; 本页小计 3; 总计; 共计25项. Not 小计量器具
  new RegExp(`^[^,。]{0,8}(?:合计|总计|小计|共计) ?(?:$|[:为(]|共? ?${COUNTED})`),
  new RegExp(`^(?:以上|上述|本表|全表)?(?:事项)?(?:总数)?:? ?共 ?${COUNTED}`),
  // 填报人:张三; 单位负责人(签字):; 联系电话:0855-…; 填表日期:
  /^(?:单位|部门|科室)?(?:填报|填表|制表|报送|上报|审核|审签|审批|签发|复核|校对|经办|负责|主管|分管|联系|主要负责)(?:人|单位|部门|科室|领导|日期|时间|电话|方式) ?(?:\(.{0,10}\))? ?(?::|$)/,
  /^(?:电话|电话号码|日期|盖章|公章|签字|签章) ?:|^(?:单位|部门)? ?\((?:盖章|公章|签章)\)/,
  // 注:…; 注1、…; 备注:…; 填表说明:…
  /^[※*]* ?(?:附|备)?注 ?\d{0,2} ?[:.、]|^(?:附|备)注$|^(?:填[报表写])?说明 ?(?:$|:)/,
];

/** Whether a text is a sum, a signature or a note. */
export const isFootText = (text: string): boolean => {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return FOOT_TEXTS.some((pattern) => pattern.test(plain));
};
