import { maskedName } from '../text/mask.js';
import type { Span, SpanType } from './spans.js';
import { countyIn } from './gazetteer.js';

/** The text with every span masked. @param spans disjoint, in order */
export function maskSpans(text: string, spans: readonly Span[]): string {
  let masked = '';
  let from = 0;
  for (const { start, end, type } of spans) {
    masked += text.slice(from, start) + MASKS[type](text.slice(start, end));
    from = end;
  }
  return masked + text.slice(from);
}

const HIDDEN = '****';

/** Each shows what kind of thing it was and roughly how long, never enough to find a person by. */
const MASKS: Readonly<Record<SpanType, (text: string) => string>> = {
  PERSON: maskedName,
  PHONE(text) {
    const mobile = /^([^0-9]*)(1[0-9]{2})[0-9]{4}([0-9]{4})$/.exec(text);
    if (mobile) return `${mobile[1]}${mobile[2]}${HIDDEN}${mobile[3]}`;
    const compact = [...text.normalize('NFKC').replace(/[^0-9]/g, '')];
    if (compact.length === 11 && compact[0] === '1')
      return `${compact.slice(0, 3).join('')}${HIDDEN}${compact.slice(7).join('')}`;
    const areaCode = /^[(（]?0[0-9]{2,3}[)）]?-?/.exec(text)?.[0] ?? '';
    return `${areaCode}${HIDDEN}`;
  },
  // The first six digits are the county of birth.
  ID: (text) =>
    /^[0-9]{6}[0-9]{8}/.test(text) ? `${text.slice(0, 6)}${'*'.repeat(text.length - 6)}` : HIDDEN.repeat(2),
  EMAIL: (text) => `${text[0]}***${text.slice(text.search(/[@＠]/))}`,
  ADDRESS: (text) => `${countyIn(text)}${HIDDEN}`,
  PLATE: (text) => `${text.slice(0, 2)}*****`,
  ACCOUNT: (text) => (text.length >= 16 ? `${text.slice(0, 4)}${HIDDEN}${text.slice(-4)}` : HIDDEN.repeat(2)),
};
