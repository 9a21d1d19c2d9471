import { describe, expect, it } from '@jest/globals';
import { textFault, textPattern, tidied, visibleLength } from '../../workflows/fields/written-text.js';

const line = { min: 1, max: 50, multiline: false };
const text = { min: 1, max: 50, multiline: true };

describe('the rule for written text', () => {
  it.each([
    ['half of a surrogate pair', '半\ud83d个'],
    ['the other half', '半\udc00个'],
    ['NUL', 'a\u0000b'],
    ['a bell', 'a\u0007b'],
    ['an escape sequence', '\u001b[31m红'],
    ['DEL', 'a\u007fb'],
    ['a C1 control character', 'a\u0085b'],
    ['U+FFFE', 'a\ufffeb'],
    ['U+FDD0', 'a\ufdd0b'],
    ['U+1FFFF', 'a\u{1ffff}b'],
    ['a right-to-left override', '公告\u202egpj.exe'],
    ['an isolate', 'a\u2066b'],
  ])('%s is refused in every text', (_, value) => {
    expect([textFault(value, line), textFault(value, text)]).toEqual(['CHARACTER', 'CHARACTER']);
  });

  it.each([
    ['a line feed', 'a\nb'],
    ['a tab', 'a\tb'],
    ['a line separator', 'a\u2028b'],
  ])('%s is allowed only in a text of several lines', (_, value) => {
    expect([textFault(value, line), textFault(value, text)]).toEqual(['CHARACTER', null]);
  });

  it.each([
    ['spaces', '   '],
    ['ideographic spaces', '\u3000\u3000'],
    ['zero-width spaces', '\u200b\u200b'],
    ['word joiners', '\u2060'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['a Braille cell without dots', '\u2800'],
    ['a byte order mark', '\ufeff'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['line breaks', '\n\n\n'],
    ['nothing', ''],
  ])('%s is no visible text', (_, value) => {
    expect([visibleLength(value), textFault(tidied(value), text)]).toEqual([0, 'TOO_SHORT']);
  });

  it.each([
    ['a joined emoji', '👩‍👩‍👧'],
    ['a Han character with a variation selector', '葛\u{e0100}'],
    ['a rare Han character', '𠮷野'],
    ['an emoji with a presentation selector', '☎\ufe0f'],
    ['Tibetan', 'བོད་ཡིག'],
    ['Uyghur', 'ئۇيغۇر'],
  ])('%s is allowed in a line', (_, value) => {
    expect(textFault(value, line)).toBeNull();
  });

  it('only visible characters count towards the minimum of a text', () => {
    expect(textFault('只有\u200b\u200b\u200b\u200b三个', { min: 5, max: 50, multiline: true })).toBe(
      'TOO_SHORT',
    );
  });

  it('a character outside the basic plane counts once towards the maximum', () => {
    expect([textFault('𠮷'.repeat(50), line), textFault('𠮷'.repeat(51), line)]).toEqual([null, 'TOO_LONG']);
  });

  it('line breaks of Windows become line feeds', () => {
    expect(tidied('第一行\r\n第二行\r第三行\r\n')).toBe('第一行\n第二行\n第三行');
  });

  it('the pattern of the text rule agrees with it for every character of the basic plane', () => {
    const differing = (rule: typeof line): number[] => {
      const pattern = new RegExp(textPattern(rule), 'u');
      return Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => {
        const value = String.fromCharCode(code);
        // Half a pair is no JSON text; a carriage return is a line feed by then.
        if (/[\p{Cs}\r]/u.test(value)) return false;
        return pattern.test(value) !== (textFault(value, rule) === null);
      });
    };

    expect([differing(line), differing(text), differing({ ...text, min: 0 })]).toEqual([[], [], []]);
  });

  it('the pattern of the text rule agrees with it for a minimum of several characters', () => {
    const rule = { min: 3, max: 50, multiline: true };
    const pattern = new RegExp(textPattern(rule), 'u');

    const matching = ['三个字', '\u200b三\n个 字 ', '两个\u200b'].map((value) => pattern.test(value));

    expect(matching).toEqual([true, true, false]);
  });
});
