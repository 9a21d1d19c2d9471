import { describe, expect, it } from '@jest/globals';
import {
  daysLeft,
  periodDays,
  stepsAhead,
  type SteppedConsultation,
} from '../../../../apps/web/src/features/consultations/steps-ahead.js';

const OPEN: SteppedConsultation = {
  state: 'open',
  publishedAt: '2026-11-18T02:00:00Z',
  closesOn: '2026-12-18',
  planned: {
    sortBy: '2027-01-04',
    answerBy: '2027-01-11',
    sortByProvisional: true,
    answerByProvisional: true,
  },
  adoptionPublishedAt: null,
  hearings: [],
};
const lines = (consultation: SteppedConsultation): string[] =>
  stepsAhead(consultation).map(({ name, state, day, isProvisional }) =>
    [name, state, day, isProvisional && 'provisional'].filter(Boolean).join(' '),
  );

describe('the steps of a consultation', () => {
  it('each step ahead has its last day, and says when it may move', () => {
    expect(lines(OPEN)).toEqual([
      'published done 2026-11-18',
      'period now 2026-12-18',
      'sorting ahead 2027-01-04 provisional',
      'feedback ahead 2027-01-11 provisional',
      'decision ahead',
    ]);
  });

  it('opinions are answered after the period', () => {
    expect(lines({ ...OPEN, state: 'closed' })).toContain('sorting now 2027-01-04 provisional');
  });

  it('published feedback has its own day and is provisional no more', () => {
    const answered = { ...OPEN, state: 'answered', adoptionPublishedAt: '2027-01-06T08:00:00Z' };

    expect(lines(answered).slice(2)).toEqual(['sorting done', 'feedback done 2027-01-06', 'decision now']);
  });

  it('an issued policy ends the steps', () => {
    const issued = { issuedAt: '2027-03-05T01:00:00Z' };
    const answered = { ...OPEN, state: 'answered', adoptionPublishedAt: '2027-01-06T08:00:00Z', issued };

    expect(lines(answered).slice(-2)).toEqual(['decision done', 'issued done 2027-03-05']);
  });

  it('a planned hearing is a step', () => {
    const hearings = [
      { on: '2026-12-01', state: 'postponed' },
      { on: '2026-12-08', state: 'planned' },
    ];

    expect(lines({ ...OPEN, hearings })).toContain('hearing ahead 2026-12-08');
  });

  it('days are counted to the last day in Beijing', () => {
    expect(daysLeft('2026-12-17', Date.parse('2026-11-29T16:00:00Z'))).toBe(17);
    expect(daysLeft('2026-12-17', Date.parse('2026-12-17T15:59:00Z'))).toBe(0);
  });

  it('the day of publication is not counted', () => {
    expect(periodDays('2026-11-17T16:30:00Z', '2026-12-18')).toBe(30);
  });
});
