import { describe, expect, it } from '@jest/globals';
import type { Question, Utterance } from '../../../../apps/web/src/features/interviews/api.js';
import {
  byList,
  grouped,
  groupOf,
  nextAct,
  speakersFor,
  stepOf,
  stateOf,
  transcriptOrder,
  waitedSeconds,
} from '../../../../apps/web/src/features/interviews/interview-state.js';

const NONE = {
  previewAt: null,
  liveStartedAt: null,
  liveEndedAt: null,
  calledOffAt: null,
  archivedAt: null,
  process: { state: 'running' as const },
};
const AT = '2026-11-30T02:00:00Z';
/** Monday, ten o'clock in Beijing. */
const NOW = '2026-11-30T02:00:00Z';

it.each([
  ['host', []],
  ['guest', ['田副局长', '龙科长']],
  ['recorder', ['主持人', '田副局长', '龙科长']],
] as const)('a %s writes the words of %j', (role, names) => {
  const guests = ['田副局长', '龙科长'].map((name) => ({ name, title: '', intro: '' }));

  expect(speakersFor({ guests }, role, '主持人')).toEqual(names);
});

describe('the state of an interview', () => {
  it.each([
    ['preparing', {}],
    ['announced', { previewAt: AT }],
    ['live', { previewAt: AT, liveStartedAt: AT }],
    ['concluding', { liveStartedAt: AT, liveEndedAt: AT }],
    ['archived', { liveStartedAt: AT, liveEndedAt: AT, archivedAt: AT }],
    ['calledOff', { previewAt: AT, calledOffAt: AT }],
    ['calledOff', { previewAt: AT, process: { state: 'cancelled' as const } }],
  ])('an interview is %s with %j', (state, milestones) => {
    expect(stateOf({ ...NONE, ...milestones })).toBe(state);
  });
});

describe('words on their way', () => {
  it.each([
    ['toReview', 'host', 'draft'],
    ['toPublish', 'host', 'reviewed'],
    ['toReview', 'recorder', 'reviewed'],
    ['toPublish', 'recorder', 'approved'],
    [null, 'guest', 'published'],
    [null, 'guest', 'withdrawn'],
  ] as const)('the next step is %s for the words of a %s that are %s', (step, role, state) => {
    expect(stepOf({ role, state })).toBe(step);
  });
});

describe('groups of interviews', () => {
  it.each([
    ['today', '2026-11-30T08:00:00Z'],
    ['today', '2026-11-29T08:00:00Z'],
    ['week', '2026-12-06T08:00:00Z'],
    ['later', '2026-12-06T16:00:00Z'],
  ])('one that is planned is in "%s" at %s', (group, liveAt) => {
    expect(groupOf({ ...NONE, liveAt }, NOW)).toBe(group);
  });

  it('groups come by urgency, and within one the next interview first', () => {
    const later = { ...NONE, id: 'later', liveAt: '2026-12-20T02:00:00Z' };
    const sooner = { ...NONE, id: 'sooner', liveAt: '2026-12-10T02:00:00Z' };
    const live = { ...NONE, id: 'live', liveAt: AT, liveStartedAt: AT };

    const groups = grouped([later, sooner, live], NOW);

    expect(groups.map(({ group, interviews }) => [group, interviews.map(({ id }) => id)])).toEqual([
      ['live', ['live']],
      ['later', ['sooner', 'later']],
    ]);
  });
});

const question = (fields: Partial<Question>): Question =>
  ({
    state: 'waiting',
    setAside: null,
    chosen: false,
    answeredIn: null,
    answer: null,
    ...fields,
  }) as Question;

it('each question is in one list', () => {
  const lists = byList([
    question({ id: '1' }),
    question({ id: '2', setAside: 'REPEATED' }),
    question({ id: '3', state: 'approved' }),
    question({ id: '4', state: 'approved', chosen: true }),
    question({ id: '5', state: 'approved', chosen: true, answeredIn: 3 }),
    question({ id: '6', state: 'dropped' }),
  ]);

  const ids = Object.entries(lists).map(([list, found]) => [list, found.map(({ id }) => id).join()]);
  expect(Object.fromEntries(ids)).toEqual({
    ...{ waiting: '1', held: '2', approved: '3', chosen: '4', answered: '5', dropped: '6' },
  });
});

const utterance = (fields: Partial<Utterance>): Utterance =>
  ({ number: null, state: 'draft', acts: [], possible: [], createdAt: NOW, ...fields }) as Utterance;

describe('the transcript', () => {
  it('published words come by number, then those on their way as they were written, withdrawn ones not at all', () => {
    const rows = transcriptOrder([
      utterance({ id: 'draft' }),
      utterance({ id: 'second', number: 2, state: 'published' }),
      utterance({ id: 'gone', state: 'withdrawn' }),
      utterance({ id: 'first', number: 1, state: 'published' }),
      utterance({ id: 'reviewed', state: 'reviewed' }),
    ]);

    expect(rows.map(({ id }) => id)).toEqual(['first', 'second', 'draft', 'reviewed']);
  });

  it('words wait since the last act on them', () => {
    const acts = [
      { act: 'draft', by: '', at: '2026-11-30T01:58:00Z', reason: null },
      { act: 'review', by: '', at: '2026-11-30T01:59:18Z', reason: null },
    ];

    expect(waitedSeconds(utterance({ acts }), new Date(NOW))).toBe(42);
  });

  it('the next act is the one nearest to publication that the account may do', () => {
    const possible = [
      { act: 'review' as const, allowed: false },
      { act: 'approve' as const, allowed: true },
      { act: 'publish' as const, allowed: true },
      { act: 'return' as const, allowed: true },
    ];

    expect(nextAct({ possible })).toBe('publish');
    expect(nextAct({ possible: possible.slice(0, 1) })).toBeUndefined();
  });
});
