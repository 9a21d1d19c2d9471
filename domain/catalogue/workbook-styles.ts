import type { CellFault } from './read-sheets.js';
import { attributeOf, tagsOf } from './xml-tags.js';

/** What a cell shows that is not what stands in it: zeros in front of a number up to a width, or what no text can show. */
export type Special = { readonly width: number } | CellFault;

/** Index of a style (`s` of a cell) -> what its format makes of a number; formats that show the digits are left out. */
export type WorkbookStyles = ReadonlyMap<number, Special>;

/** @param xml the part xl/styles.xml */
export function readStyles(xml: string): WorkbookStyles {
  const formats = new Map<string, Special>();
  for (const attributes of tagsOf(xml, 'numFmt')) {
    const id = attributeOf(attributes, 'numFmtId');
    const shown = shownBy(attributeOf(attributes, 'formatCode') ?? '');
    if (id !== undefined && shown) formats.set(id, shown);
  }
  const styles = new Map<number, Special>();
  const cells = /<(?:\w+:)?cellXfs\b[^>]*>(.*?)<\/(?:\w+:)?cellXfs>/s.exec(xml)?.[1] ?? '';
  for (const [index, attributes] of tagsOf(cells, 'xf').entries()) {
    const shown = formats.get(attributeOf(attributes, 'numFmtId') ?? '');
    if (shown) styles.set(index, shown);
  }
  return styles;
}

/** A text that stands in the format, as the JY- of `"JY-"000`, is not in the file's cells. */
function shownBy(format: string): Special | null {
  const [positive = ''] = format.split(';');
  if (/^0{2,}$/.test(positive)) return { width: positive.length };
  const written = /"[^"]*[\p{L}\p{N}][^"]*"|\\[\p{L}\p{N}]/u.test(positive);
  return written ? { fault: 'digitsLost', text: '' } : null;
}
