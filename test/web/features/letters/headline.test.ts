import { expect, it } from '@jest/globals';
import '../../../../apps/web/src/features/letters/public/tracking-texts.js';
import '../../../../apps/web/src/features/letters/public/writing-texts.js';
import { headline } from '../../../../apps/web/src/features/letters/public/headline.js';
import { answer, letterStatus } from './letter-status.js';

const NOW = Date.parse('2026-12-02T02:00:00Z');
const due = { dueAt: '2026-11-26T16:00:00Z', dueDate: '2026-11-26' };

it('a letter in time names its unit and the promised day', () => {
  const status = letterStatus({ stage: 'inProgress', unit: '凯里市', dueAt: '2026-12-14T16:00:00Z' });
  expect(headline(status, NOW)).toEqual({
    title: '凯里市正在办理',
    text: '承诺12月14日前答复。',
    tone: 'calm',
  });
});

it('a letter that was received says by when its unit is chosen', () => {
  const status = letterStatus({ stage: 'submitted', routedBy: '2026-12-04' });
  expect(headline(status, NOW).text).toBe(
    '群众工作中心会审核登记，转给负责的县（市）或部门，并确定答复日期。一般12月4日前可以查到由哪个单位办理、什么时候答复。',
  );
});

it('a letter whose unit is chosen too late says so', () => {
  const status = letterStatus({ stage: 'triaged', routedBy: '2026-12-01' });
  expect(headline(status, NOW).text).toBe('按规定应在12月1日前确定承办单位和答复日期，已经超过。');
});

it('a report says that only its handing over is shown', () => {
  const status = letterStatus({ stage: 'submitted', kind: 'REPORT' });
  expect(headline(status, NOW).text).toBe('由纪检监察机关按规定处理，查询时只显示是否已经移送。');
});

it('a due date that may move is called expected', () => {
  const status = letterStatus({ stage: 'inProgress', dueAt: '2027-01-05T16:00:00Z', provisional: true });
  expect(headline(status, NOW).text).toBe('预计2027年1月5日前答复（节假日安排公布后可能调整）。');
});

it('a late letter says by how much, and which card its unit got', () => {
  const lateness = {
    promisedOn: '2026-11-26',
    signedOn: null,
    workingDays: 4,
    card: { level: 'yellow' as const, title: '黄牌', appealed: false },
  };
  expect(headline(letterStatus({ stage: 'inProgress', unit: '凯里市', ...due, lateness }), NOW)).toEqual({
    title: '凯里市正在办理',
    text: '承诺11月26日前答复，已经超过4个工作日，仍在办理。承办单位已被发黄牌。',
    tone: 'late',
  });
});

it('a late answer is said to be late, with the last day of the rating', () => {
  const until = '2026-12-08T16:00:00Z';
  const status = letterStatus({
    stage: 'replied',
    unit: '凯里市',
    ...due,
    replies: [answer('2026-12-01T03:20:00Z')],
    lateness: { promisedOn: '2026-11-26', signedOn: '2026-12-01', workingDays: 3, card: null },
    acts: [{ act: 'rate', allowed: true, until }],
    waitsUntil: until,
  });
  expect(headline(status, NOW)).toEqual({
    title: '凯里市已经答复，请您评价',
    text: '12月1日答复，比承诺的11月26日晚了3个工作日。12月8日24:00前可以评价。',
    tone: 'yours',
  });
});

it('an answer in time is said to be in time', () => {
  const status = letterStatus({ stage: 'closed', ...due, replies: [answer('2026-11-20T03:20:00Z')] });
  expect(headline(status, NOW).text).toBe('11月20日答复，在承诺的11月26日前。');
});

it('a suspended letter says why and when it is looked at again', () => {
  const suspension = { reason: '条件不成熟', nextReview: '2027-01-15' };
  expect(headline(letterStatus({ stage: 'suspended', suspension }), NOW).text).toBe(
    '条件不成熟。下次复查日期：2027年1月15日。',
  );
});
