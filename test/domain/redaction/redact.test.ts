import fc from 'fast-check';
import { redact } from '../../../domain/redaction/redact.js';

const person = (start: number, end: number) => ({ start, end, label: 'PER' });
const maskedOf = async (text: string, known = {}): Promise<string> => (await redact(text, known)).masked;

describe('by rules alone', () => {
  it.each([
    ['我叫张三丰，家在外地', '我叫张**，家在外地'],
    ['联系人：杨秀英，电话13885512340', '联系人：杨**，电话138****2340'],
    ['电话１３８８５５１２３４０', '电话138****2340'],
    ['电话138-8551-2340或138 8551 2340', '电话138****2340或138****2340'],
    ['电话一三八八五五一二三四零', '电话****'],
    ['座机0855-8270001，办公电话：8270002', '座机0855-****，办公电话：****'],
    ['身份证522601198001010010', '身份证522601************'],
    ['发到wu.gui@example.com', '发到w***@example.com'],
    ['车牌贵H·A1234的车', '车牌贵H*****的车'],
    ['卡号6222021234567890123', '卡号6222****0123'],
    ['家住凯里市大十字街道北京东路12号3栋2单元501室，楼上漏水', '家住凯里市****，楼上漏水'],
    ['黄平县旧州镇寨碧村3组的水渠', '黄平县****的水渠'],
    ['张先生您好', '张**您好'],
  ])('%j is published as %j', async (text, masked) => {
    expect(await maskedOf(text)).toBe(masked);
  });

  it.each([
    '我叫他们过来',
    '凯里市人社局的答复已经收到',
    '李局长说年底修好',
    '局长李明说年底修好',
    '10月8号凯里市区停水',
    '拨打12345',
    '工程总投资1380000000元',
    '文号黔东南府发〔2015〕23号',
    '我们小区5栋到8栋没有路灯',
    '张** 138****0000 凯里市****',
  ])('%j stays as it is', async (text) => {
    expect(await redact(text)).toMatchObject({ masked: text, spans: [] });
  });

  it('the result says that no model has read the text', async () => {
    expect(await redact('')).toEqual({ masked: '', spans: [], kept: [], model: false });
  });

  it('an official in office is kept, and listed for whoever decides', async () => {
    const text = '李四光局长请邻居张三丰等着';
    const words = [person(0, 3), person(8, 11)];
    const { masked, kept } = await redact(text, {}, { tag: () => Promise.resolve(words) });
    expect(masked).toBe('李四光局长请邻居张**等着');
    expect(kept.map(({ start, end }) => text.slice(start, end))).toEqual(['李四光']);
  });
});

describe('what the writer has stated', () => {
  const known = { name: '阿幼朵', telephone: '138 8551 2340', address: '凯里市大十字街道北京东路12号' };

  it.each([
    ['阿幼朵写信', '阿**写信'],
    ['阿 幼 朵写信', '阿**写信'],
    ['阿　幼　朵写信', '阿**写信'],
    ['打我电话一三八-八五五一-二三四零', '打我电话****'],
    ['凯里市大十字街道北京东路１２号', '凯里市****'],
    ['门口就是北京东路12号', '门口就是****'],
  ])('%j is masked wherever it stands', async (text, masked) => {
    expect(await maskedOf(text, known)).toBe(masked);
  });

  it('a name of one character is left alone', async () => {
    expect(await maskedOf('张家界很远', { name: '张' })).toBe('张家界很远');
  });

  it('signs of patterns in it are taken literally', async () => {
    expect(await maskedOf('住在(甲)楼.后面那间屋', { address: '(甲)楼.后面那间' })).toBe('住在****屋');
  });
});

describe('of any text', () => {
  const secret = fc.constantFrom(
    ...['13885512340', '１３８８５５１２３４０', '138-8551-2340', '0855-8270001', '522601198001010010'],
    ...[
      'wu@example.com',
      '贵H12345',
      '6222021234567890123',
      '我叫张三丰，',
      '𠮷',
      '👩‍👩‍👧',
      '凯里市北京东路12号',
      '阿幼朵',
    ],
  );
  const text = fc
    .array(
      fc.oneof(
        secret,
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom('，', '。', ' ', '\n', '李局长'),
      ),
    )
    .map((parts) => parts.join(''));

  it('spans are sorted, disjoint, not empty and part no character', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const { spans } = await redact(written, { name: '阿幼朵' });
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(written.slice(start, end)).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(written.length);
      }),
    );
  });

  it('what is outside of the spans is published unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const { spans, masked } = await redact(written);
        let at = 0;
        let from = 0;
        for (const { start, end } of spans) {
          const plain = written.slice(from, start);
          at = masked.indexOf(plain, at);
          expect(at).toBeGreaterThanOrEqual(0);
          at += plain.length;
          from = end;
        }
        expect(masked.endsWith(written.slice(from))).toBe(true);
      }),
    );
  });

  it('no secret of the writer is published', async () => {
    const known = { name: '阿幼朵', telephone: '13885512340', address: '凯里市北京东路12号' };
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const masked = (await maskedOf(written, known)).normalize('NFKC');
        expect(masked).not.toMatch(/阿\s*幼\s*朵|138-?8551-?2340|北京东路12号/);
      }),
    );
  });

  it('redacting what is masked finds no number again', async () => {
    for (const each of [
      '我叫张三丰，',
      '13885512340',
      '0855-8270001',
      '522601198001010010',
      '6222021234567890123',
      '贵H12345',
    ]) {
      const masked = await maskedOf(`电话：${each}。`);
      expect(await maskedOf(masked)).toBe(masked);
    }
  });

  it('a long text is read in linear time', async () => {
    const started = performance.now();
    for (const piece of ['1', '一', '村', '凯里市', '路12', '我叫张', 'a.', '电话 ', '·'])
      await redact(piece.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
