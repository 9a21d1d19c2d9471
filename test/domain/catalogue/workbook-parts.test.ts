import { partsOf } from '../../../domain/catalogue/workbook-parts.js';
import { zip } from './workbook.js';

const MB = 1024 * 1024;
const SHEET = 'xl/worksheets/sheet1.xml';

it('a part that is larger than it states is unpacked to the stated size only', () => {
  const parts = partsOf(zip([{ name: SHEET, content: Buffer.alloc(50 * MB), stated: 1000 }]));

  const memory = parts[SHEET]!.buffer;
  expect(memory.byteLength).toBe(1000);
});

it('parts that are small by themselves count together', () => {
  const parts = Array.from({ length: 5 }, (_, i) => ({ name: `xl/${i}.xml`, content: Buffer.alloc(4 * MB) }));

  expect(() => partsOf(zip(parts))).toThrow('catalogue.fileUnpackedTooLarge');
  expect(Object.keys(partsOf(zip(parts.slice(0, 4))))).toHaveLength(4);
});

it('pictures are not unpacked', () => {
  const picture = { name: 'xl/media/image1.png', content: Buffer.alloc(20 * MB) };

  expect(Object.keys(partsOf(zip([picture, { name: SHEET, content: Buffer.from('<a/>') }])))).toEqual([
    SHEET,
  ]);
});
