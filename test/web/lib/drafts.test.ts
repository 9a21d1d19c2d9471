import { describe, expect, it, jest } from '@jest/globals';
import { Drafts, type Draft, type DraftStore } from '../../../apps/web/src/lib/drafts.js';

function inMemory(): DraftStore & { readonly rows: Map<string, Draft>; puts: number } {
  const rows = new Map<string, Draft>();
  const store = {
    rows,
    puts: 0,
    get: async (key: string) => rows.get(key),
    put: async (draft: Draft) => {
      store.puts += 1;
      rows.set(draft.key, draft);
    },
    delete: async (key: string) => void rows.delete(key),
  };
  return store;
}

describe('drafts', () => {
  it('what is typed is saved once after a pause', async () => {
    jest.useFakeTimers();
    const store = inMemory();
    const drafts = new Drafts(store);
    drafts.save('a', '收', 1);
    drafts.save('a', '收到', 2);
    await jest.advanceTimersByTimeAsync(300);
    jest.useRealTimers();

    expect([store.puts, store.rows.get('a')]).toEqual([1, { key: 'a', value: '收到', savedAt: 2 }]);
  });

  it('a draft that waits for its pause is read already', async () => {
    const drafts = new Drafts(inMemory());
    drafts.save('a', '收到', 1);

    expect(await drafts.load('a')).toMatchObject({ value: '收到' });
    await drafts.remove('a');
  });

  it('flush writes what waits, for a page that is closed', async () => {
    const store = inMemory();
    const drafts = new Drafts(store);
    drafts.save('a', '收到', 1);
    await drafts.flush();

    expect(store.rows.has('a')).toBe(true);
  });

  it('a draft that was sent is not written afterwards', async () => {
    const store = inMemory();
    const drafts = new Drafts(store);
    drafts.save('a', '收到', 1);
    await drafts.remove('a');
    await drafts.flush();

    expect(store.rows.has('a')).toBe(false);
  });

  it('a forbidden storage loses no typing', async () => {
    const refuse = async (): Promise<never> => {
      throw new Error('forbidden');
    };
    const drafts = new Drafts({ get: refuse, put: refuse, delete: refuse });
    drafts.save('a', '收到', 1);

    await expect(drafts.flush()).resolves.toBeUndefined();
    await expect(drafts.load('a')).resolves.toBeUndefined();
  });
});
