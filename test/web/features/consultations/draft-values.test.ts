import { describe, expect, it } from '@jest/globals';
import { clausesOf } from '../../../../domain/consultations/clauses.js';
import { draftBody, draftValues } from '../../../../apps/web/src/features/consultations/draft-values.js';

const SAVED = {
  clauses: [
    { label: '第一条', heading: '第一章 总则', text: '为了规范公共交通，制定本办法。' },
    { label: '第二条', heading: null, text: '票价为一元。\n老年人免费。' },
  ],
  ...{ explanation: '说明', howToAnswer: null, phone: null, address: null, postcode: null, email: null },
  ...{ period: 'DATED', closesOn: '2026-12-30', shortReason: null, opinionsShown: 'ALWAYS', hearings: [] },
};

describe('the form of a draft', () => {
  it('its text is split into the same clauses again', () => {
    expect(clausesOf(draftValues(SAVED).text)).toEqual(
      SAVED.clauses.map((clause, index) => ({ ...clause, number: index + 1 })),
    );
  });

  it('empty fields are left out of the request', () => {
    const { text: _text, ...body } = draftBody(draftValues(SAVED));

    expect(body).toEqual({
      explanation: '说明',
      opinionsShown: 'ALWAYS',
      period: { kind: 'DATED', closesOn: '2026-12-30' },
    });
  });

  it('the preset period has no day of its own', () => {
    expect(draftBody({ ...draftValues(SAVED), period: 'PRESET' }).period).toEqual({ kind: 'PRESET' });
  });
});
