import { describe, expect, it } from '@jest/globals';
import { gateConditions, type GateFacts } from '../../../domain/consultations/gate-conditions.js';

const TODAY = '2026-11-30';
const MAJOR: GateFacts = {
  major: true,
  isClassified: true,
  isDecided: false,
  consultation: { closesOn: '2026-11-20', isOver: true, unanswered: 0, isAnswered: true },
  reviewUntil: '2026-11-27',
  documentNumber: null,
  finalText: null,
};
const missingOf = (facts: Partial<GateFacts>): string[] =>
  gateConditions({ ...MAJOR, ...facts }, TODAY)
    .filter(({ missing }) => missing !== null)
    .map(({ name }) => name);

describe('the conditions of the gate', () => {
  it('a registered major policy lacks all of its procedure', () => {
    expect(missingOf({ isClassified: false, consultation: null, reviewUntil: null })).toEqual([
      ...['classification', 'publication', 'review', 'decision', 'documentNumber', 'finalText'],
    ]);
  });

  it('opinions without a verdict are counted', () => {
    const consultation = { ...MAJOR.consultation!, unanswered: 12, isAnswered: false };
    const conditions = gateConditions({ ...MAJOR, consultation }, TODAY);

    expect(conditions.find(({ name }) => name === 'verdicts')?.missing).toEqual({
      code: 'consultations.unanswered',
      params: { count: 12 },
    });
  });

  it('a running period is named with its last day', () => {
    const consultation = { ...MAJOR.consultation!, closesOn: '2026-12-17', isOver: false };

    expect(gateConditions({ ...MAJOR, consultation }, TODAY)[2]?.missing).toEqual({
      code: 'consultations.gatePeriod',
      params: { closesOn: '2026-12-17' },
    });
  });

  it('a legal review lasts until the end of its last day', () => {
    expect(missingOf({ reviewUntil: TODAY })).toContain('review');
    expect(missingOf({ reviewUntil: '2026-11-29' })).not.toContain('review');
  });

  it('an ordinary policy needs no consultation', () => {
    const names = gateConditions({ ...MAJOR, major: false, consultation: null }, TODAY).map(
      ({ name }) => name,
    );

    expect(names).not.toContain('publication');
    expect(names).not.toContain('feedback');
  });

  it('an ordinary policy that was consulted on publishes its feedback first', () => {
    const consultation = { ...MAJOR.consultation!, isAnswered: false };

    expect(missingOf({ major: false, consultation })).toContain('feedback');
  });

  it('a decided policy with number and text lacks nothing', () => {
    expect(missingOf({ isDecided: true, documentNumber: '某号', finalText: '第一条' })).toEqual([]);
  });
});
