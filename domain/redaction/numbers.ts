import { withDigits } from './narrow.js';
import { matchesOf, type Span, type SpanType } from './spans.js';

const GAP = '[ .·-]{0,2}';
const alone = (pattern: string, flags = 'g'): RegExp =>
  new RegExp(`(?<![0-9])(?:${pattern})(?![0-9])`, flags);

const MOBILE = [
  `1[3-9][0-9]${GAP}[0-9]{4}${GAP}[0-9]{4}`,
  `1[3-9][0-9]${GAP}[0-9]{3}${GAP}[0-9]{5}`,
  `1[3-9][0-9]{2}${GAP}[0-9]{3}${GAP}[0-9]{4}`,
  `1[3-9][0-9]{3}${GAP}[0-9]{3}${GAP}[0-9]{3}`,
  '1 ?[3-9](?: ?[0-9]){9}', // one digit at a time
].join('|');
const MOBILE_ALONE = new RegExp(`(?<![0-9])(?:\\(?(?:\\+|00)?86\\)?[ -]?)?(?:${MOBILE})(?![0-9])`, 'g');
/** 一三八…, also where a name in front ends with a numeral: 吴老六一三八… */
const SPELT = new RegExp(`(?:${MOBILE})(?![0-9])`, 'g');
const isSpelt =
  (narrow: string) =>
  ({ start, end }: Span): boolean =>
    /[^0-9 .·-]/.test(narrow.slice(start, end)) && !/[0-9]/.test(narrow.slice(start - 1, start));
const LANDLINE = alone(
  '\\(?0[1-9][0-9]{1,2}\\)?[ -]{0,3}[2-9][0-9]{2,3}[ -]?[0-9]{4}(?:(?:转|-)[0-9]{1,5})?',
);
/** Without an area code, a number is a telephone's only where the words before it say so. */
const LOCAL =
  /(?:电话|座机|固话|传真|拨打|致电|联系方式|热线|号码|手机|[Tt][Ee][Ll])[^0-9，。；,;\n]{0,8}(?<it>[2-8][0-9]{2,3}[ -]?[0-9]{4}(?:[、,/ 和或]{1,2}[2-8][0-9]{2,3}-?[0-9]{4})*)(?![0-9])/dg;

const BIRTHDAY = '(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])';
const RULES: readonly (readonly [SpanType, RegExp])[] = [
  ['EMAIL', /[A-Za-z0-9._%+-]{1,64} ?@ ?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g],
  ['ID', new RegExp(`(?<![0-9])[1-8][0-9]{5} ?${BIRTHDAY} ?[0-9]{3}[0-9Xx](?![0-9A-Za-z])`, 'g')],
  ['ID', /(?:身份证|证件)[^0-9，。；,;\n]{0,8}(?<it>[0-9][0-9 -]{12,20}[0-9Xx])(?![0-9A-Za-z])/dg],
  [
    'ID',
    /(?:护照|通行证|军官证|居留证|社保卡)[^0-9A-Za-z，。；\n]{0,8}(?<it>[A-Za-z]{0,2}[0-9]{6,12})(?![0-9A-Za-z])/dg,
  ],
  ['ACCOUNT', alone('[3-69][0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?')],
  [
    'ACCOUNT',
    /(?:账号|帐号|账户|帐户|卡号|户号|银行卡|存折)[^0-9，。；\n]{0,10}(?<it>[0-9](?:[ -]?[0-9]){5,29})(?![0-9])/dg,
  ],
  ['ACCOUNT', /[Qq]{2}(?:号码|号|群)?[^0-9A-Za-z，。；\n]{0,4}(?<it>[1-9][0-9]{4,10})(?![0-9])/dg],
  ['ACCOUNT', /(?:微信|[Ww]e[Cc]hat)(?:账号|号码|号)?[:为是 ]{1,3}(?<it>[A-Za-z][A-Za-z0-9_-]{5,19})/dg],
  [
    'PLATE',
    /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][ ]?[A-Za-z][ ·.•-]?(?=[A-Za-z]{0,5}[0-9])[A-Za-z0-9]{4,6}[学警挂港澳]?(?![A-Za-z0-9])/g,
  ],
];

/** Numbers and addresses of the net that are known by their form. @param narrow a narrowed text */
export function findNumbers(narrow: string): Span[] {
  const found = RULES.flatMap(([type, pattern]) => matchesOf(narrow, pattern, type));
  const isFree = (span: Span): boolean =>
    !found.some(({ start, end }) => span.start < end && start < span.end);
  const phones = [MOBILE_ALONE, LANDLINE, LOCAL].flatMap((pattern) => matchesOf(narrow, pattern, 'PHONE'));
  phones.push(...matchesOf(withDigits(narrow), SPELT, 'PHONE').filter(isSpelt(narrow)));
  return [...found, ...phones.filter(isFree)];
}
