import { describe, expect, it } from '@jest/globals';
import {
  limitRows,
  partText,
  partTitle,
  type PolicyBody,
} from '../../../../apps/web/src/features/rules/limit-rows.js';
import { addTexts } from '../../../../apps/web/src/messages/t.js';
import { rules } from '../../../../apps/web/src/messages/zh-CN/rules.js';
import { policySeeds } from '../../../../infra/database/seeds/policies.js';

addTexts({ rules });
const policy = policySeeds().find(({ id }) => id === 'QDN-2015')!.body as unknown as PolicyBody;

describe('a difference of a policy', () => {
  it('every length is called what its row is called', () => {
    for (const { path, title, className } of limitRows(policy))
      if (path)
        expect(partTitle(path.join('.'), policy.limits)).toBe(className ? `${title}：${className}` : title);
  });

  it.each([
    ['cards.handling.yellow.after.workingDays', `${policy.limits['handling']!.title}：黄牌`],
    ['effectiveFrom', '施行日期'],
    ['period.calendarDays', '公开征求意见'],
    ['limits.unknown.duration.workingDays', null],
    ['officeHours', null],
  ])('%s is called %s', (path, title) => {
    expect(partTitle(path, policy.limits)).toBe(title);
  });

  it('lengths have their unit, other values stand as they are', () => {
    expect(partText('limits.triage.duration.workingDays', 2)).toBe('2个工作日');
    expect(partText('effectiveFrom', '2027-01-01')).toBe('2027-01-01');
    expect(partText('limits.triage.duration.workingDays', null)).toBe('无');
  });
});
