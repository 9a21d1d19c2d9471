import { expect, it } from '@jest/globals';
import '../../../../apps/web/src/features/letters/public/writing-texts.js';
import '../../../../apps/web/src/portal/texts.js';
import {
  bodyOf,
  EMPTY,
  isEmpty,
  placeOf,
  type LetterDraft,
} from '../../../../apps/web/src/features/letters/public/letter-draft.js';
import { faultsOf } from '../../../../apps/web/src/features/letters/public/letter-faults.js';

const WRITTEN: LetterDraft = {
  ...EMPTY,
  kind: 'COMPLAINT',
  title: ' 公路塌方一周无人清理 ',
  body: '我们村到镇上的公路塌方一周了。',
  county: '黎平县',
  place: '肇兴镇',
  namedUnits: ['JTJ'],
  writerName: '朱建国',
  phone: '13800000000',
  wantsPublic: 'yes',
};

it('a step that is filled in has no faults', () => {
  expect([...faultsOf(WRITTEN, 'letter'), ...faultsOf(WRITTEN, 'contact')]).toEqual([]);
});

it('faults come in the order of the fields', () => {
  expect(faultsOf({ ...EMPTY, body: '太短' }, 'letter')).toEqual([
    { id: 'kind', text: '请选择来信类型' },
    { id: 'title', text: '请填写标题' },
    { id: 'body', text: '内容至少10个字，还差8个字' },
  ]);
});

it('an emoji counts as one character', () => {
  expect(faultsOf({ ...WRITTEN, title: '😀'.repeat(50) }, 'letter')).toEqual([]);
});

it('county and place are sent as one line', () => {
  expect(bodyOf(WRITTEN)).toMatchObject({ title: '公路塌方一周无人清理', eventPlace: '黎平县肇兴镇' });
});

it('an accusation is never sent as one to be published', () => {
  const accusation: LetterDraft = { ...WRITTEN, kind: 'REPORT' };
  expect(bodyOf(accusation)).toMatchObject({ wantsPublic: false, namedUnits: ['JTJ'] });
});

it('units are named by letters against somebody only', () => {
  expect(bodyOf({ ...WRITTEN, kind: 'CONSULT' })).not.toHaveProperty('namedUnits');
});

it('empty fields are not sent', () => {
  const sent = bodyOf({ ...WRITTEN, county: '', place: ' ', namedUnits: [] });
  expect(Object.keys(sent)).toEqual(['kind', 'title', 'body', 'writerName', 'phone', 'wantsPublic']);
});

it('a refused file belongs to the control for files', () => {
  expect(placeOf('attachmentIds.0')).toEqual({ step: 'letter', id: 'files' });
});

it('spaces alone are an empty letter', () => {
  expect(isEmpty({ ...EMPTY, title: '  ' })).toBe(true);
});
