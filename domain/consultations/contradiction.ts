/**
 * Distinguishes opinions that share nearly every character but want the opposite: 同意 and 不同意, 五个改为十个 and
 * 十个改为五个. It compares what a single character can change: numbers, negations, and words with an antonym.
 */
export interface Stance {
  /** In the order of the text: `5`, `10`, `50%`. */
  readonly numbers: readonly string[];
  /** For each pair of `OPPOSITES`, the sides that occur in the text: a sum of ONE and OTHER. */
  readonly sides: readonly number[];
  /** Character -> how often it occurs negated, and how often not. */
  readonly denied: ReadonlyMap<string, number>;
  readonly plain: ReadonlyMap<string, number>;
}

/** Pairs of antonyms. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = (
  [
    ['同意|赞成|赞同|支持|拥护|应当?|可以', '反对|抵制|不(?:应当?|该|宜|可以?|能|赞成|赞同|支持|同意)'],
    ['增加|提高|上调|上涨|延长|扩大|放宽|加大', '减少|降低|下调|下降|缩短|缩小|收紧|减小'],
    ['保留|恢复|设立|开通|新增|增设', '取消|撤销|停运|关闭|拆除|撤除'],
    ['允许|准许|放开|鼓励', '禁止|严禁|不准|不许|限制'],
    ['免费|不收费', '(?<!不)收费'],
    ['提前|尽早', '推迟|延后|暂缓'],
  ] as const
).map(([one, other]) => [new RegExp(one), new RegExp(other)] as const);
const ONE = 1;
const OTHER = 2;

/** A negation with the first character of the negated word; 不但, 不断, 未来 and the like negate nothing. */
const DENIAL = /(?:不(?![但仅断少过管论只光久妨])|没|未(?![来成])|无(?![论障])|勿|莫|并非)(\p{L})/gu;

const NUMBER =
  /百分之([零一二三四五六七八九十百\d.]+)|(\d+(?:\.\d+)?)(%?)|([零〇一二两三四五六七八九十百千万]+)(?=[个元角年月日天周条项款次人户米公里岁小时分站辆路班处所家名位倍成块折])/gu;

/** Reads the stance of an opinion. */
export function stanceOf(text: string): Stance {
  const plainText = text.normalize('NFKC').replace(/\s+/g, '');
  const denied = new Map<string, number>();
  for (const [, first = ''] of plainText.matchAll(DENIAL)) denied.set(first, (denied.get(first) ?? 0) + 1);
  const plain = new Map<string, number>();
  for (const character of plainText) plain.set(character, (plain.get(character) ?? 0) + 1);
  for (const [character, times] of denied) plain.set(character, plain.get(character)! - times);
  return {
    numbers: Array.from(plainText.matchAll(NUMBER), ([, percent, digits, sign, numeral]) =>
      percent ? `${numberOf(percent)}%` : digits ? `${Number(digits)}${sign}` : String(numberOf(numeral!)),
    ),
    sides: OPPOSITES.map(
      ([one, other]) =>
        (other.test(plainText) ? OTHER : 0) + (one.test(plainText.replace(other, '')) ? ONE : 0),
    ),
    denied,
    plain,
  };
}

/** Whether two similar texts contradict each other. Symmetric. */
export const contradict = (a: Stance, b: Stance): boolean =>
  differInKind(a, b) || negatesWhatIsSaid(a, b) || negatesWhatIsSaid(b, a);

/** Whether numbers or antonyms differ; texts with the same `kindOf` never differ. */
export function differInKind(a: Stance, b: Stance): boolean {
  const opposed = a.sides.some(
    (side, pair) => side + b.sides[pair]! === ONE + OTHER && side * b.sides[pair]! > 0,
  );
  return opposed || !(isWithin(a.numbers, b.numbers) || isWithin(b.numbers, a.numbers));
}

/** Key of the numbers and antonyms of a text. */
export const kindOf = ({ numbers, sides }: Stance): string => `${numbers.join()}|${sides.join()}`;

const negatesWhatIsSaid = (a: Stance, b: Stance): boolean =>
  [...a.denied].some(
    ([what, times]) =>
      times > (b.denied.get(what) ?? 0) && (b.plain.get(what) ?? 0) > (a.plain.get(what) ?? 0),
  );

/** Whether some numbers are a subsequence of others. */
function isWithin(some: readonly string[], others: readonly string[]): boolean {
  let found = 0;
  for (const number of others) if (number === some[found]) found += 1;
  return found === some.length;
}

const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  [...'零一二三四五六七八九']
    .map((digit, value) => [digit, value])
    .concat([
      ['〇', 0],
      ['两', 2],
    ]),
);
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Parses a numeral in Chinese or Arabic digits: 一百零三 is 103. */
function numberOf(numeral: string): number {
  if (/^[\d.]+$/.test(numeral)) return Number(numeral);
  let [ofMyriads, sum, digit] = [0, 0, 0];
  for (const character of numeral) {
    const unit = UNITS[character];
    if (character === '万') [ofMyriads, sum, digit] = [(sum + digit || 1) * 10_000, 0, 0];
    else if (unit !== undefined) [sum, digit] = [sum + (digit || 1) * unit, 0];
    else digit = DIGITS[character]!;
  }
  return ofMyriads + sum + digit;
}
