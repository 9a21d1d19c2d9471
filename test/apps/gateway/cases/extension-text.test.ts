import { headline } from '../../../../apps/gateway/cases/timeline/entry-text.js';
import type { EntryRow } from '../../../../domain/cases/timeline/timeline.repository.js';

const entry = (data: Record<string, unknown>): EntryRow =>
  ({
    type: 'clock.extended',
    text: null,
    key: 'mailbox-letter',
    version: 1,
    data: { clock: 'handling', dueAt: '2015-08-10T16:00:00.000Z', ...data },
  }) as unknown as EntryRow;

it.each([
  [{ workingDays: 5 }, '办理时限：延长5个工作日，至2015-08-10'],
  [{ calendarDays: 30 }, '办理时限：延长30日，至2015-08-10'],
  [{ until: '2015-08-10' }, '办理时限：延长至2015-08-10'],
  [{ until: '2015-08-08' }, '办理时限：延长至2015-08-08，至2015-08-10'],
])('the timeline shows an extension by %j as %s', (data, text) => {
  expect(headline(entry(data))).toBe(text);
});
