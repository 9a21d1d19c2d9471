/**
 * Initials of Chinese text, for finding units as people type them: `kl` finds 凯里. The browser's own collation by pinyin orders
 * characters, so no table of readings is shipped; only characters with several readings that occur in names are listed.
 */
const collator = new Intl.Collator('zh-u-co-pinyin');

/** The first character of each initial, in the order of the collation. `i`, `u` and `v` begin no syllable. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀';
const INITIALS = 'abcdefghjklmnopqrstwxyz';

/** Readings in the names of places and offices that the collation does not choose. */
const OTHERWISE: Readonly<Record<string, string>> = { 厦: 'x', 重: 'z', 长: 'c', 都: 'd', 乐: 'l' };

const known = new Map<string, string>();

/** `凯里市` -> `kls`. Letters and digits stay (lower case), everything else is dropped. */
export function initialsOf(text: string): string {
  return [...text].map(initialOf).join('');
}

/** Whether typed text finds a name: by a piece of it, by a piece of its code, or by its initials from any character on. */
export function matches(typed: string, name: string, code = ''): boolean {
  const wanted = typed.normalize('NFKC').trim().toLowerCase();
  if (wanted === '') return true;
  return (
    name.toLowerCase().includes(wanted) ||
    code.toLowerCase().includes(wanted) ||
    (/^[a-z0-9]+$/.test(wanted) && initialsOf(name).includes(wanted))
  );
}

function initialOf(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char.toLowerCase();
  if (!/\p{Script=Han}/u.test(char)) return '';
  const cached = known.get(char);
  if (cached !== undefined) return cached;
  const initial = OTHERWISE[char] ?? byCollation(char);
  known.set(char, initial);
  return initial;
}

function byCollation(char: string): string {
  const firsts = [...FIRST];
  const index = firsts.findLastIndex((first) => collator.compare(first, char) <= 0);
  return index < 0 ? '' : INITIALS[index]!;
}
