import { issue, type Text } from '../messages/index.js';

/** What passwords must be: a row of `password_policy`. */
export interface PasswordRules {
  readonly minLength: number;
  /** Of the four kinds: lower case, upper case, digits, all other characters. */
  readonly kinds: number;
  /** Lower case. A password is weak when little of it is left without them. */
  readonly weak: readonly string[];
}

/** Most characters of a password. */
export const MAX_PASSWORD = 200;
const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];
/** What a password must have beside weak words, the name of its account, years and repetitions. */
const OWN_CHARACTERS = 5;
/** How weak words are disguised. */
const DISGUISES: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  $: 's',
  '5': 's',
};

/**
 * What is wrong with a password; null: nothing. Whether it was used before is not checked here.
 *
 * 等保2.0 三级 asks for complexity, in practice three of four kinds. ASVS 5.0 (6.2.5) advises against rules on kinds, as they
 * make passwords predictable; the policy's list of weak words answers that.
 *
 * @param username of the account, which may not make up the password
 * @param field of the request body
 */
export function passwordFault(
  password: string,
  rules: PasswordRules,
  { username, field }: { readonly username: string; readonly field: string },
): (Text & { readonly field: string }) | null {
  if ([...password].length < rules.minLength)
    return issue(field, 'accounts.passwordShort', { min: rules.minLength });
  if (KINDS.filter((kind) => kind.test(password)).length < rules.kinds)
    return issue(field, 'accounts.passwordKinds', { kinds: rules.kinds });
  const words = [...rules.weak, ...username.toLowerCase().split(/[.-]/)].filter((word) => word.length > 2);
  return isWeak(password, words) ? issue(field, 'accounts.passwordCommon') : null;
}

function isWeak(password: string, words: readonly string[]): boolean {
  const plain = password.toLowerCase();
  const undisguised = [...plain].map((char) => DISGUISES[char] ?? char).join('');
  return [plain, undisguised].some((text) => ownCharacters(text, words) < OWN_CHARACTERS);
}

/** Distinct characters that are left without weak words, years and repeated characters. */
function ownCharacters(text: string, words: readonly string[]): number {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const rest = longestFirst
    .reduce((left, word) => left.replaceAll(word, ' '), text)
    .replace(/(19|20)\d\d/g, ' ')
    .replace(/(.)\1+/g, '$1')
    .replace(/\s/g, '');
  return new Set(rest).size;
}
