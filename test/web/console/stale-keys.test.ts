import { describe, expect, it } from '@jest/globals';
import { LIVE_KEYS, staleKeys } from '../../../apps/web/src/console/shell/stale-keys.js';

describe('what an event makes stale', () => {
  it('a changed task is read alone', () => {
    expect(staleKeys({ type: 'task', data: { id: 'p.1', change: 'assigned' } })).toEqual([['task', 'p.1']]);
  });

  it('new entries of a timeline concern their process only', () => {
    const keys = staleKeys({ type: 'timeline', data: { process: 'p', seq: 4 } });

    expect(keys.every(([, process]) => process === 'p')).toBe(true);
  });

  it('changed counts make the figures of the cockpit stale, and its lists', () => {
    expect(staleKeys({ type: 'counts', data: {} })).toEqual(
      expect.arrayContaining([['statistics'], ['statistics-open'], ['cases'], ['orders']]),
    );
  });

  it('a broadcast is read with the counts, and nothing else is', () => {
    expect(staleKeys({ type: 'onAir', data: {} })).toEqual([['counts'], ['interviews']]);
  });

  it('after a gap everything is read anew', () => {
    expect(staleKeys({ type: 'ready', data: {} })).toEqual(LIVE_KEYS);
  });
});
