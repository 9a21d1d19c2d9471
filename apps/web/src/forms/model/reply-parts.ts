/** What a good answer has: what was found, the rule it rests on, what was done, what comes next and whom to call. */
export const REPLY_PARTS = ['facts', 'basis', 'measures', 'next'] as const;
export type ReplyPart = (typeof REPLY_PARTS)[number];

const TELEPHONE = /(?<!\d)(?:1\d{10}|0\d{2,3}[-—－ ]?\d{7,8}|\d{7,8}|1[1-9]\d{3}|1[12]\d)(?!\d)/;

/** Words by which a part shows. They remind while somebody types; nothing depends on them. */
const SIGNS: Readonly<Record<ReplyPart, (text: string) => boolean>> = {
  facts: (text) => /经查|经核|核实|调查|查明|情况如下|现场|走访|了解到|反映的.{0,20}(属实|不实)/.test(text),
  basis: (text) =>
    /《[^》]{2,}》|依据|根据.{0,30}(规定|办法|条例|通知|政策|要求)|按照.{0,30}(规定|办法|条例)|第[一二三四五六七八九十百\d]+条/.test(
      text,
    ),
  measures: (text) =>
    /已(经)?[^，。；]{0,20}(整改|责令|督促|安排|修复|完成|办理|处理|退还|清理|抢通|恢复|解决|组织|约谈|处罚|协调|发放|纠正)|处理(情况|结果|意见)|责令|予以(处罚|纠正|解决|办理)/.test(
      text,
    ),
  next: (text) =>
    TELEPHONE.test(text.normalize('NFKC')) &&
    /下一步|今后|后续|将(于|在|继续|会|进一步)|如(有|您)|联系|咨询|电话/.test(text),
};

/** The parts that a text of an answer seems to have. */
export const partsOf = (text: string): ReadonlySet<ReplyPart> =>
  new Set(REPLY_PARTS.filter((part) => SIGNS[part](text)));
