import { contradict, stanceOf } from '../../domain/consultations/contradiction.js';
import { suggestGroups } from '../../domain/consultations/similar-opinions.js';

const opinions = (...bodies: string[]) => bodies.map((body, n) => ({ id: `${n}`, clause: 1, body }));
const suggested = async (...bodies: string[]) =>
  (await suggestGroups(opinions(...bodies), 10)).map(({ opinion, similar }) =>
    [opinion, ...similar.map((each) => each.opinion)].join(' '),
  );

it.each([
  ['同意在该路段设置公交专用车道', '不同意在该路段设置公交专用车道'],
  ['建议把停靠站由五个改为十个', '建议把停靠站由十个改为五个'],
  ['票价应上涨到三元', '票价不应上涨到三元'],
  ['票价上涨到3元可以接受', '票价上涨到5元可以接受'],
  ['有必要延长夜间运营时间', '没有必要延长夜间运营时间'],
  ['建议增加早高峰的班次', '建议减少早高峰的班次'],
  ['建议保留三号线路的末班车', '建议取消三号线路的末班车'],
  ['小区门口允许临时停车', '小区门口禁止临时停车'],
  ['反对将起步价提高', '支持将起步价提高'],
  ['建议补贴比例定为百分之五', '建议补贴比例定为百分之十五'],
  ['方案未充分考虑老年人的需求', '方案充分考虑老年人的需求'],
])('%j is not suggested as a group with %j', async (one, other) => {
  expect(await suggested(one, other)).toEqual([]);
});

it.each([
  ['建议学生免费乘车', '建议学生可以免费乘车!'],
  ['建议把停靠站由五个改为十个', '建议把停靠站由5个改为10个'],
  ['不同意在该路段设置公交专用车道', '我不同意在该路段设置公交专用车道。'],
  ['票价不应上涨', '票价不应该上涨'],
  ['建议延长夜间运营时间', '建议延长夜间运营时间,方便不少下夜班的人'],
  ['建议统一各线路的票价', '建议各线路统一票价'],
])('%j is suggested as a group with %j', async (one, other) => {
  expect(await suggested(one, other)).toEqual(['0 1']);
});

it('a suggested group holds no two opinions that contradict each other', async () => {
  expect(await suggested('建议在学校门口设站', '建议在学校门口设五个站', '建议在学校门口设十个站')).toEqual([
    '0 1',
  ]);
});

it('contradiction of opinions is symmetric', () => {
  const texts = ['同意设站', '不同意设站', '设五个站', '设十个站', '没有必要', '有必要'].map(stanceOf);

  for (const a of texts) for (const b of texts) expect(contradict(a, b)).toBe(contradict(b, a));
});
