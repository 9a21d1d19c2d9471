/**
 * The categories of the 2015 plan's step A1.2. The list's own word is stored beside them (`powerType`): later lists have
 * ten kinds of power, each of which is one of these three.
 */
export type ItemCategory =
  | 'ADMIN_APPROVAL' // 行政审批
  | 'NON_ADMIN_APPROVAL' // 非行政审批
  | 'OTHER'; // 其他

/** An item of a reported power list (权力清单), with its unit's code. */
export interface ListedItem {
  readonly unit: string;
  readonly code: string | null;
  readonly name: string;
  readonly category: ItemCategory;
  /** The list's own word: 行政许可, 行政处罚 … */
  readonly powerType: string | null;
  readonly guideUrl: string | null;
}

/**
 * Words of lists -> category; the first that occurs counts, so the negations stand first. 行政许可 is the law's word for
 * what lists of 2015 call 行政审批; 非行政许可审批 was abolished as a category by 国发〔2015〕27号, and lists still carry it.
 */
const WORDINGS: readonly (readonly [RegExp, ItemCategory])[] = [
  [/非行政(许可)?审批|非许可|非审批/, 'NON_ADMIN_APPROVAL'],
  [/行政审批|行政许可|审批|许可|核准|审核/, 'ADMIN_APPROVAL'],
  [
    /处罚|强制|征收|征用|给付|确认|奖励|裁决|检查|监督|备案|登记|公共服务|服务|规划|指导|复议|调解|其[他它]/,
    'OTHER',
  ],
];

/** The category that a list's wording means; null: none that is known. */
export function categoryOf(wording: string): ItemCategory | null {
  return WORDINGS.find(([words]) => words.test(wording))?.[1] ?? null;
}
