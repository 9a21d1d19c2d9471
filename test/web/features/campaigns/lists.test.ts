import { beforeAll, expect, it } from '@jest/globals';
import { classOf } from '../../../../apps/web/src/features/campaigns/model/item-class.js';
import { addTexts } from '../../../../apps/web/src/messages/t.js';
import { campaigns } from '../../../../apps/web/src/messages/zh-CN/campaigns.js';
import { pairOf } from '../../../../apps/web/src/features/campaigns/model/list-pair.js';

const reported = (list: string | null) => ({ reported: { list, at: '2026-12-01T03:00:00Z', file: null } });

beforeAll(() => addTexts({ campaigns }));

it('a list is compared once it has been reported with changes, and where there is one to compare it with', () => {
  expect(pairOf({ fallbackList: 'a' }, reported('b'))).toEqual({ older: 'a', newer: 'b' });
  expect(pairOf({ fallbackList: 'a' }, reported(null))).toBeUndefined();
  expect(pairOf({ fallbackList: 'a' }, { reported: null })).toBeUndefined();
  expect(pairOf({ fallbackList: null }, reported('b'))).toBeUndefined();
});

it('a kind of power is shown as it was reported, with the class that it is counted under', () => {
  expect(classOf({ category: 'ADMIN_APPROVAL', powerType: '行政许可' })).toBe('行政许可（计入行政审批）');
  expect(classOf({ category: 'ADMIN_APPROVAL', powerType: '行政审批' })).toBe('行政审批');
  expect(classOf({ category: 'OTHER', powerType: null })).toBe('其他');
});
