import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import {
  VerdictDraftSync,
  type RemoteVerdicts,
  type SavedVerdicts,
} from '../../../../apps/web/src/features/consultations/verdict-draft-sync.js';
import type { Draft, DraftStore } from '../../../../apps/web/src/lib/drafts.js';

const begun = (reason: string, savedAt = 0) => ({ verdict: 'ADOPTED' as const, reason, savedAt });

function device(): DraftStore {
  const kept = new Map<string, Draft>();
  return {
    get: async (key) => kept.get(key),
    put: async (draft) => void kept.set(draft.key, draft),
    delete: async (key) => void kept.delete(key),
  };
}
function server(kept: SavedVerdicts = {}): RemoteVerdicts & { readonly puts: object[]; isAway: boolean } {
  const puts: object[] = [];
  const own = {
    puts,
    isAway: false,
    get: async () => kept,
    put: async (drafts: object) => {
      if (own.isAway) throw new Error('away');
      puts.push(drafts);
    },
  };
  return own;
}
const syncOf = (store: DraftStore, remote: RemoteVerdicts): VerdictDraftSync =>
  new VerdictDraftSync('verdicts/a/c', store, remote);

beforeEach(() => void jest.useFakeTimers({ now: 1_000 }));
afterEach(() => void jest.useRealTimers());

it('a verdict that is begun is saved at the server after a pause, once', async () => {
  const remote = server();
  const sync = syncOf(device(), remote);
  sync.change('o1', { verdict: undefined, reason: '采' });
  sync.change('o1', { verdict: 'ADOPTED', reason: '采纳' });
  const before = sync.get().isAtServer;

  await jest.advanceTimersByTimeAsync(2_000);

  expect(remote.puts).toEqual([{ o1: { verdict: 'ADOPTED', reason: '采纳', savedAt: 1_000 } }]);
  expect([before, sync.get().isAtServer]).toEqual([false, true]);
});

it('what another device has begun is there when the page opens', async () => {
  const sync = syncOf(device(), server({ o1: begun('采纳', 500) }));

  await sync.load();

  expect(sync.get().drafts).toEqual({ o1: begun('采纳', 500) });
});

it('of two drafts on one opinion the later one counts, and the server gets it', async () => {
  const store = device();
  const here = syncOf(store, server());
  here.change('o1', begun('这里写的'));
  await jest.advanceTimersByTimeAsync(300);
  here.leave();
  const remote = server({ o1: begun('别处早写的', 500), o2: begun('别处写的', 500) });
  const sync = syncOf(store, remote);

  await sync.load();
  await jest.advanceTimersByTimeAsync(1);

  expect(sync.get().drafts).toEqual({ o1: begun('这里写的', 1_000), o2: begun('别处写的', 500) });
  expect(remote.puts).toEqual([{ o1: begun('这里写的', 1_000) }]);
});

it('a later draft of another device replaces the one of this device', async () => {
  const store = device();
  syncOf(store, server()).change('o1', begun('这里写的'));
  await jest.advanceTimersByTimeAsync(300);
  const remote = server({ o1: begun('别处后写的', 5_000) });
  const sync = syncOf(store, remote);

  await sync.load();
  await jest.advanceTimersByTimeAsync(10);

  expect(sync.get().drafts['o1']).toEqual(begun('别处后写的', 5_000));
  expect(remote.puts).toEqual([]);
});

it('a draft that the server did not get is sent again', async () => {
  const remote = server();
  const sync = syncOf(device(), remote);
  remote.isAway = true;
  sync.change('o1', begun('采纳'));
  await jest.advanceTimersByTimeAsync(2_000);
  remote.isAway = false;

  await jest.advanceTimersByTimeAsync(10_000);

  expect(remote.puts).toHaveLength(1);
});

it('a verdict that was given is neither kept nor sent', async () => {
  const store = device();
  const remote = server();
  const sync = syncOf(store, remote);
  sync.change('o1', begun('采纳'));

  sync.forget(['o1']);
  await jest.advanceTimersByTimeAsync(20_000);

  expect(remote.puts).toEqual([]);
  expect((await store.get('verdicts/a/c'))?.value).toEqual({});
});
