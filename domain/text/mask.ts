/** Masks the name of a writer for the public: 张三 becomes 张**, an empty name 匿名. */
export function maskedName(name: string): string {
  const [first] = name.trim();
  return first === undefined ? '匿名' : `${first}**`;
}

/** What `maskText` replaces. */
export type MaskedKind = 'phone' | 'idNumber' | 'email' | 'bankCard' | 'plate' | 'name';

/** A text for the public. */
export interface MaskedText {
  readonly text: string;
  /** What was replaced, each kind once, in the order of the rules. */
  readonly hidden: readonly MaskedKind[];
}

const digits = (count: string): string => `(?<![0-9])${count}(?![0-9])`;

/** Longer numbers first, so that a telephone number is not found within an identity card's. */
const RULES: readonly (readonly [kind: MaskedKind, pattern: RegExp, shown: string])[] = [
  ['idNumber', new RegExp(digits('[1-9][0-9]{16}[0-9Xx]'), 'g'), '[身份证号]'],
  ['bankCard', new RegExp(digits('[0-9]{4}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?'), 'g'), '[银行卡号]'],
  ['phone', new RegExp(digits('(?:\\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}'), 'g'), '[电话]'],
  ['phone', new RegExp(digits('0[0-9]{2,3}[ -]?[0-9]{7,8}'), 'g'), '[电话]'],
  ['email', /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g, '[邮箱]'],
  [
    'plate',
    /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·.]?[A-Z0-9]{5,6}(?![A-Za-z0-9])/g,
    '[车牌号]',
  ],
];

/**
 * Masks what identifies a person in a text by its form: numbers of identity cards, bank cards, telephones and vehicles,
 * e-mail addresses, and the names that are given. Full-width digits and letters count as narrow ones. It proposes only:
 * it knows no other names and no addresses, so a person reads the text before it is published.
 *
 * @param names of the writer, for example; those of one character are left alone
 */
export function maskText(text: string, names: readonly string[] = []): MaskedText {
  const hidden = new Set<MaskedKind>();
  let masked = narrowed(text);
  for (const [kind, pattern, shown] of RULES) {
    masked = masked.replace(pattern, () => {
      hidden.add(kind);
      return shown;
    });
  }
  for (const name of names.map((name) => name.trim()).filter((name) => [...name].length > 1)) {
    if (!masked.includes(name)) continue;
    hidden.add('name');
    masked = masked.replaceAll(name, maskedName(name));
  }
  return { text: masked, hidden: [...hidden] };
}

/**
 * A text with given words masked: 龙小川先生 becomes 龙**先生.
 *
 * @param words null and those of one character are left alone
 */
export const maskWords = (text: string, words: readonly (string | null)[]): string =>
  words.reduce<string>(
    (masked, word) =>
      word !== null && [...word].length > 1 ? masked.replaceAll(word, maskedName(word)) : masked,
    text,
  );

/** Only digits, Latin letters and the signs of numbers and addresses: Chinese punctuation stays as it is written. */
const narrowed = (text: string): string =>
  text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0B\uFF0D\uFF20]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
