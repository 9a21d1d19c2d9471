import { describe, expect, it } from '@jest/globals';
import { isOfficeHour, newSince } from '../../../../apps/web/src/features/notifications/desktop.js';
import { WorkingDays } from '../../../../apps/web/src/lib/working-days.js';

const days = new WorkingDays([{ date: '2026-10-01', kind: 'holiday', note: '国庆节' }]);

describe('notifications on the desktop', () => {
  it('are shown in office hours, Beijing time', () => {
    expect(isOfficeHour('2026-11-26T06:30:00Z', days)).toBe(true); // 14:30
  });

  it('rest at noon and in the evening', () => {
    expect(
      ['12:00', '13:59', '17:30'].map((time) => isOfficeHour(`2026-11-26T${time}:00+08:00`, days)),
    ).toEqual([false, false, false]);
  });

  it('rest on weekends and holidays', () => {
    expect(['2026-11-28', '2026-10-01'].map((day) => isOfficeHour(`${day}T10:00:00+08:00`, days))).toEqual([
      false,
      false,
    ]);
  });

  it('are those that came in and nobody has read', () => {
    const items = [
      { id: 'new', at: '2026-11-26T02:00:00Z', readAt: null },
      { id: 'read', at: '2026-11-26T02:00:00Z', readAt: '2026-11-26T02:01:00Z' },
      { id: 'old', at: '2026-11-26T01:00:00Z', readAt: null },
    ];

    expect(newSince(items, '2026-11-26T01:00:00Z').map(({ id }) => id)).toEqual(['new']);
  });
});
