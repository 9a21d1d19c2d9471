import { paragraph, type OfficialDocument } from '../../domain/documents/model.js';
import { renderDocx } from '../../domain/documents/render-docx.js';
import { renderPdf } from '../../domain/documents/render-pdf.js';
import { unprintableIn } from '../../domain/documents/unprintable.js';
import { infoOf, pagesOf, paragraphsOf, partsOf } from '../domain/documents/unpacked.js';

const saying = (text: string): OfficialDocument => ({
  ...{
    letterhead: null,
    number: null,
    title: '名单',
    recipients: null,
    body: [paragraph(text)],
    annexes: [],
  },
  ...{ signature: null, copies: [], issued: null },
});
const printed = async (text: string): Promise<string> => {
  const [page] = await pagesOf(await renderPdf(saying(text)));
  return page!.text.replace(/^名单|—1—$/g, '');
};

it.each([
  ['zero-width spaces and joiners', '张\u200b三\u200c李\u200d四\u2060王\ufeff五'],
  ['variation selectors', '葛\ufe0f城\ufe00葛\u{e0100}城'],
  ['direction marks and soft hyphens', '张\u200e三\u00ad李\u061c四'],
  ['fillers and marks of interlinear notes', '张\u3164三\u115f李\ufff9四\ufffb'],
])('%s leave no trace in either format', async (_, text) => {
  const bare = text.replace(/[^\p{Script=Han}]/gu, '');
  const docx = partsOf(await renderDocx(saying(text))).get('word/document.xml')!;

  expect(await printed(text)).toBe(bare);
  expect(paragraphsOf(docx)).toContain(bare);
  expect(unprintableIn(saying(text))).toEqual([]);
});

it('a line separator ends a line as a line feed does', async () => {
  const [page] = await pagesOf(await renderPdf(saying('第一行\u2028第二行')));

  const heights = ['第一行', '第二行'].map((text) => page!.pieces.find((piece) => piece.text === text)!.y);
  expect(heights[0]! - heights[1]!).toBeCloseTo(28.95, 1);
});

it.each([
  ['Yi', 'ꆀꑌꃅꄮ'],
  ['Tibetan', 'བཀྲཤིས'],
  ['Uyghur', 'ئالىم'],
  ['rare Chinese', '䶮㛃𬭚𫖮'],
])('a name in %s is printed with its own glyphs', async (_, name) => {
  expect(unprintableIn(saying(`来信人${name}同志`))).toEqual([]);
  expect(await printed(`来信人${name}同志`)).not.toContain('〓');
});

it('a Uyghur name is printed from right to left', async () => {
  const [page] = await pagesOf(await renderPdf(saying('来信人ئەلى تۇرسۇن同志')));

  const family = page!.pieces.find(({ text }) => text.includes('ن'))!;
  const given = page!.pieces.find(({ text }) => text.includes('ى') || text.includes('ې'))!;
  expect(family.x).toBeLessThanOrEqual(given.x);
});

it('any text in a script whose letters change with their neighbours can be printed, whatever it spells', async () => {
  const scripts = [
    [0x0f00, 0x0fda],
    [0x0620, 0x06ff],
  ] as const;
  for (const [first, last] of scripts) {
    const all = Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
    // each beside its neighbours, and beside others of its script
    const mixed = all.map((_, index) => all[(index * 101) % all.length]!);
    await expect(printed(`${all.join('')} ${mixed.join('')}`)).resolves.not.toBe('');
  }
});

describe('a character that no font has', () => {
  const text = '来信人王\u{30ede}明，住\ue815家寨，又名王\u{30ede}';

  it('a character that no font has is printed as 〓, never as a box', async () => {
    expect(await printed(text)).toBe('来信人王〓明，住〓家寨，又名王〓');
  });

  it('an unprintable character is listed once with its position', () => {
    expect(unprintableIn(saying(text))).toEqual(
      [
        { code: 'U+30EDE', near: '来信人王\u{30ede}明，住\ue815家寨，又' },
        { code: 'U+E815', near: '信人王\u{30ede}明，住\ue815家寨，又名王\u{30ede}' },
      ].map(({ code }) => expect.objectContaining({ code, near: expect.stringContaining('明，住') })),
    );
  });

  it('unprintable characters are named in the properties of both files', async () => {
    const { Keywords } = await infoOf(await renderPdf(saying(text)));
    const core = partsOf(await renderDocx(saying(text))).get('docProps/core.xml')!;

    for (const properties of [Keywords, core])
      expect(properties).toMatch(/未能印出的字符：U\+30EDE（.*、U\+E815（/s);
  });

  it('an unprintable character stays in the DOCX', async () => {
    const docx = partsOf(await renderDocx(saying(text))).get('word/document.xml')!;

    expect(paragraphsOf(docx)).toContain(text);
  });
});
