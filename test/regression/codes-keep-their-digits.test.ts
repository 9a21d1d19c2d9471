import { read, shown } from '../domain/catalogue/reading.js';
import { list, withPart } from '../domain/catalogue/workbook.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const codesOf = ({ items }: { items: readonly { code: string | null }[] }) => items.map(({ code }) => code);

describe('a code that is stored as a number', () => {
  const coded = async (cell: string, styles: (xml: string) => string = (xml) => xml) => {
    const typed = await list(['州教育局', 123, '教师资格认定', '其他', null]);
    const exchanged = withPart(typed, SHEET, (xml) => xml.replace(/<c r="B2"[^>]*><v>123<\/v><\/c>/, cell));
    return withPart(exchanged, 'xl/styles.xml', styles);
  };
  /** Styles of which the second has a format of its own. */
  const formatted = (code: string) => (): string =>
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <numFmts><numFmt numFmtId="190" formatCode="${code}"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="190"/></cellXfs></styleSheet>`;

  it.each([
    ['522600001.0', '522600001'],
    ['5.226E+8', '522600000'],
    ['522600123456789', '522600123456789'],
    ['9007199254740991', '9007199254740991'],
    ['52260012345678901234', '52260012345678901234'],
  ])('a numeric code as %s keeps its digits: %s', async (stored, code) => {
    expect(codesOf(await read(await coded(`<c r="B2"><v>${stored}</v></c>`)))).toEqual([code]);
  });

  it.each(['5.2260000101234998E+17', '5.2260000101234998E+16', '522600123456789000', '1.1', '-5'])(
    'a numeric code as %s is refused, as digits may be lost',
    async (stored) => {
      const parsed = await read(await coded(`<c r="B2"><v>${stored}</v></c>`));

      expect(shown(parsed)).toEqual(['2 事项编码 digitsLost']);
    },
  );

  it('a numeric code has the leading zeros of its format', async () => {
    const bytes = await coded('<c r="B2" s="1"><v>123</v></c>', formatted('000000'));

    expect(codesOf(await read(bytes))).toEqual(['000123']);
  });

  it('a numeric code is rejected when a part of it is only in the format', async () => {
    const bytes = await coded('<c r="B2" s="1"><v>1</v></c>', formatted('&quot;JY-&quot;000'));

    expect(shown(await read(bytes))).toEqual(['2 事项编码 digitsLost']);
  });

  it('a code is the result of its formula', async () => {
    const bytes = await coded('<c r="B2" t="str"><f>"JY-"&amp;ROW()</f><v>JY-2</v></c>');

    expect(codesOf(await read(bytes))).toEqual(['JY-2']);
  });

  it.each(['<c r="B2" t="str"><f>"JY-"&amp;ROW()</f></c>', '<c r="B2"><f>1+1</f><v></v></c>'])(
    'a code whose formula has no result is an issue: %s',
    async (cell) => {
      expect(shown(await read(await coded(cell)))).toEqual(['2 事项编码 cellIsFormula']);
    },
  );
});
