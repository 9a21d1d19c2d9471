/** Traditional characters as simplified ones, for comparing labels: 受理條件 is 受理条件. */
import { Converter } from 'opencc-js/t2cn';

const FIRST = 0x4e00;
const LAST = 0x9fff;

let table: ReadonlyMap<string, string> | null = null;

/** Characters that are written otherwise in simplified Chinese; read from the converter's dictionary once. */
function traditional(): ReadonlyMap<string, string> {
  if (table) return table;
  const convert = Converter({ from: 't', to: 'cn' });
  const made = new Map<string, string>();
  for (let code = FIRST; code <= LAST; code += 1) {
    const char = String.fromCharCode(code);
    const simple = convert(char);
    if (simple !== char) made.set(char, simple);
  }
  return (table = made);
}

/** Character by character: words are not replaced. */
export function simplified(text: string): string {
  const known = traditional();
  let changed = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const simple = known.get(text[at]!);
    if (simple === undefined) continue;
    changed += text.slice(from, at) + simple;
    from = at + 1;
  }
  return from === 0 ? text : changed + text.slice(from);
}
