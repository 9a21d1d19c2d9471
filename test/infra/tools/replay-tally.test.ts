import { describe, expect, it } from '@jest/globals';
import { pathOf } from '../../../infra/tools/replay-letters/paths.js';
import { Tally } from '../../../infra/tools/replay-letters/tally.js';

const letter = { kind: 'CONSULT', title: '', body: '', agency: '', reply: '' };

describe('summary of a replay', () => {
  it('the summary of a replay counts letters by result, cards by level and failures by cause', () => {
    const tally = new Tally();
    for (let n = 0; n < 4; n += 1) tally.receive();
    tally.add({ answered: true, closed: true, onTime: true, cards: [] });
    tally.add({ answered: true, closed: false, onTime: false, cards: ['yellow', 'warning', 'yellow'] });
    tally.add({ answered: true, closed: true, onTime: null, cards: ['red'] });
    tally.fail('RATE_LIMITED', 'first');
    tally.fail('TASK_NOT_OPEN', 'task 1 is closed');
    tally.fail('RATE_LIMITED', 'second');

    expect(tally.rows(6, 1.5)).toEqual({
      letters: 6,
      received: 4,
      answered: 3,
      closed: 2,
      'answered on time': 1,
      'answered late': 1,
      'answered, no limit': 1,
      cards: 4,
      'cards: yellow': 2,
      'cards: warning': 1,
      'cards: red': 1,
      failed: 3,
      'failed: RATE_LIMITED': 2,
      'failed: TASK_NOT_OPEN': 1,
      seconds: 1.5,
      'letters/s': 2,
    });
    expect([...tally.examples]).toEqual([
      ['RATE_LIMITED', 'first'],
      ['TASK_NOT_OPEN', 'task 1 is closed'],
    ]);
  });
});

describe('path of a replayed letter', () => {
  const names = (count: number, mix: boolean, kind = 'CONSULT') =>
    Array.from({ length: count }, (_, n) => pathOf({ ...letter, kind }, n, mix).name);

  it('a replayed letter follows the plain path by default', () => {
    expect(new Set(names(10, false))).toEqual(new Set(['plain']));
  });

  it('letters replayed with --mix follow five paths in turn', () => {
    expect(names(6, true)).toEqual(['plain', 'unrated', 'rework', 'dispute', 'extension', 'plain']);
  });

  it('a replayed letter of thanks has no extension', () => {
    expect(names(5, true, 'THANKS')).not.toContain('extension');
  });
});
