import { maskedName, maskText } from '../../../domain/text/mask.js';

it.each([
  ['张三', '张**'],
  [' 欧阳小明 ', '欧**'],
  ['𠮷野', '𠮷**'],
  ['', '匿名'],
  ['  ', '匿名'],
])('the name %j is shown to the public as %s', (name, masked) => {
  expect(maskedName(name)).toBe(masked);
});

it.each([
  ['请联系13800000000。', '请联系[电话]。', 'phone'],
  ['电话138 0000 0000', '电话[电话]', 'phone'],
  ['电话1 3 8', '电话1 3 8', undefined],
  ['座机0855-8270000', '座机[电话]', 'phone'],
  ['全角13800000000', '全角[电话]', 'phone'],
  ['身份证52260119800101001X,请核实', '身份证[身份证号],请核实', 'idNumber'],
  ['卡号6222 0212 3456 7890 123', '卡号[银行卡号]', 'bankCard'],
  ['发到zhang.san@example.org', '发到[邮箱]', 'email'],
  ['车牌贵H·A1234停在路边', '车牌[车牌号]停在路边', 'plate'],
  ['编号ZX2026000001,2026年11月30日,涨价150元', '编号ZX2026000001,2026年11月30日,涨价150元', undefined],
])('the text %j is shown to the public as %j', (text, masked, kind) => {
  expect(maskText(text)).toEqual({ text: masked, hidden: kind === undefined ? [] : [kind] });
});

it('a given name is masked wherever the text has it', () => {
  expect(maskText('我是张三丰,邻居也认识张三丰。', ['张三丰'])).toEqual({
    text: '我是张**,邻居也认识张**。',
    hidden: ['name'],
  });
});

it('a given name of one character is left alone', () => {
  expect(maskText('张家界路', ['张']).text).toBe('张家界路');
});

it('a long text without anything to hide is masked in linear time', () => {
  const text = `${'1'.repeat(2500)}${'a.'.repeat(1250)}`;
  const from = performance.now();

  maskText(text);

  expect(performance.now() - from).toBeLessThan(500);
});
