import { describe, expect, it } from '@jest/globals';
import { policyGaps } from '../../../../domain/cases/time-limits/policy-gaps.js';
import type { LimitRule, Policy } from '../../../../domain/cases/time-limits/policy.js';
import { issue } from '../../../../domain/messages/index.js';
import { policyOf, qdn2015 } from './seeded.js';

const { limits } = qdn2015;
const fields = (policy: Policy): string[] => policyGaps(policy, qdn2015).map(({ field }) => field);
const changed = (name: string, change: Partial<LimitRule>): Policy => {
  const { duration: _d, byClass: _b, dated: _t, ...rest } = limits[name]!;
  return { ...qdn2015, limits: { ...limits, [name]: { ...rest, ...change } } };
};

describe('the gaps of a policy', () => {
  it.each(['QDN-2015', 'GZ-2014', 'GB-2014', 'STRICT', 'WUHU-2008'])('%s has no gaps', (id) => {
    expect(fields(policyOf(id))).toEqual([]);
  });

  it('gaps of a policy are limits that it leaves out, and those that no process uses', () => {
    const { sign: _sign, ...rest } = limits;
    const gaps = policyGaps({ ...qdn2015, limits: { ...rest, signing: limits['sign']! } }, qdn2015);

    expect(gaps).toEqual([
      issue('limits.sign', 'cases.limitMissing', { title: '签收', preset: 'QDN-2015' }),
      issue('limits.signing', 'cases.limitUnused'),
    ]);
    expect(fields(policyOf('PETITION-2022'))).toEqual(
      expect.arrayContaining(['limits.handling', 'limits.petitionInform']),
    );
  });

  it('gaps of a policy are classes that it leaves out, and those that do not exist', () => {
    const { CONSULT: _consult, ...byClass } = limits['handling']!.byClass!;

    expect(fields(changed('handling', { byClass: { ...byClass, QUESTION: null } }))).toEqual([
      'limits.handling.byClass.CONSULT',
      'limits.handling.byClass.QUESTION',
    ]);
    expect(fields(changed('handling', { duration: { workingDays: 5 } }))).toEqual([]);
    expect(fields(changed('sign', { byClass: { CONSULT: { workingDays: 1 } } }))).toEqual([
      'limits.sign.byClass',
    ]);
  });

  it('gaps of a policy are extensions that no process requests, too many of them, or in another form', () => {
    const extension = { max: 1, by: { workingDays: 5 } };
    const { byClass } = limits['handling']!;

    expect(fields(changed('sign', { duration: { workingDays: 1 }, extension }))).toEqual([
      'limits.sign.extension',
    ]);
    expect(fields(changed('handling', { byClass, extension: { ...extension, max: 2 } }))).toEqual([
      'limits.handling.extension.max',
    ]);
    expect(fields(changed('handling', { byClass, extension: { max: 1, by: 'date' } }))).toEqual([
      'limits.handling.extension.by',
    ]);
    expect(fields(changed('handling', { byClass, extension: undefined }))).toEqual([]);
  });

  it('gaps of a policy are dated limits that no case dates, but not a length in place of a day', () => {
    expect(fields(changed('sign', { dated: { roll: 'none' } }))).toEqual(['limits.sign.dated']);
    expect(fields(changed('campaignList', { duration: { workingDays: 5 } }))).toEqual([]);
  });
});
