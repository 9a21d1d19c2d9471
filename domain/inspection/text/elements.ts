/**
 * The eight elements (要素) that every service guide must show: the classes of the 2015 census of government websites
 * (国办发〔2015〕15号), in its order.
 */
export const ELEMENTS = [
  '事项名称',
  '设定依据',
  '申请条件',
  '办理材料',
  '办理地点',
  '办理时间',
  '联系电话',
  '办理流程',
] as const;
export type ElementName = (typeof ELEMENTS)[number];

/**
 * Verdict on an element of a page.
 *
 * - `present`: a label that means the element, with a usable value.
 * - `empty`: a label without a usable value: no value, a placeholder (无, 详见附件), test data,
 *   another label, a picture that cannot be seen.
 * - `missing`: no label that means the element.
 * - `ambiguous`: a person must review it; the reason says why.
 */
export type Verdict = 'present' | 'empty' | 'missing' | 'ambiguous';

/** Why a value is not certainly good. `inaccurate` (a wrong value) and `doubtful` (a person decides) are both `ambiguous`. */
export type ReadingReason =
  | 'no value'
  | 'placeholder'
  | 'refers to nothing'
  | 'refers to what stands above'
  | 'only refers to a rule'
  | 'names no item'
  | 'said in a sentence'
  | 'test data'
  | 'another label as the value'
  | 'picture cannot be shown'
  | 'picture could not be fetched'
  | 'picture without a text alternative'
  | 'only mobile numbers'
  | 'no valid telephone number'
  | 'no document named in 《》'
  | 'a time limit instead of office hours'
  | 'label says time limit'
  | 'no time recognised'
  | 'no address recognised'
  | 'only a link'
  | 'too short'
  | 'items on the page differ'
  | Lack;

/** Why a page may show more than was read of it. */
export type Lack =
  | 'needs a browser'
  | 'its scripts could not fetch everything'
  | 'a frame could not be read'
  | 'the page is longer than what was read of it';

/** Reasons that say the value itself is wrong, not merely unclear. */
export const INACCURATE: ReadonlySet<ReadingReason> = new Set([
  'only mobile numbers',
  'no valid telephone number',
  'no document named in 《》',
]);

export interface ElementReading {
  readonly verdict: Verdict;
  /** The value with white space collapsed, at most 200 characters; empty without one. */
  readonly excerpt: string;
  /** How the label was found and its path in the page; empty when it was not found. */
  readonly where: string;
  readonly reason?: ReadingReason;
  /** Addresses of pictures that are the whole value, as written. */
  readonly pictures?: readonly string[];
}

export type ElementReadings = Readonly<Record<ElementName, ElementReading>>;

export const MISSING: ElementReading = { verdict: 'missing', excerpt: '', where: '' };

/** Makes the reading of each element. */
export const readingsOf = (make: (element: ElementName) => ElementReading): ElementReadings =>
  Object.fromEntries(ELEMENTS.map((element) => [element, make(element)])) as ElementReadings;
