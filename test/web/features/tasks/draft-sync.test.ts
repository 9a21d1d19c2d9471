import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NetworkError, ProblemError, type Problem } from '../../../../apps/web/src/api/problem.js';
import {
  DraftSync,
  type RemoteDraft,
  type RemoteDrafts,
  type TaskDraft,
} from '../../../../apps/web/src/features/tasks/draft-sync.js';
import type { Draft, DraftStore } from '../../../../apps/web/src/lib/drafts.js';

const draftOf = (reply: string): TaskDraft => ({ outcome: 'submit', values: { content: { reply } } });
const problem = (code: string, status: number): ProblemError =>
  new ProblemError({ code, status, title: code, detail: code } as Problem);

interface Server extends RemoteDrafts {
  kept: RemoteDraft | undefined;
  puts: number;
  /** What the next saving fails with. */
  failure: Error | undefined;
}

/** Answers as the gateway does: the first draft without a tag, then with the tag of the one that it replaces. */
function server(): Server {
  const own: Server = {
    kept: undefined,
    puts: 0,
    failure: undefined,
    get: async () => own.kept,
    put: async (_task, draft, etag) => {
      own.puts += 1;
      if (own.failure) throw own.failure;
      if (etag !== own.kept?.etag) throw problem('DRAFT_CHANGED', 412);
      own.kept = { draft, etag: `"${own.puts}"`, savedAt: 1_000 + own.puts };
      return own.kept;
    },
    delete: async () => {
      own.kept = undefined;
    },
  };
  return own;
}

function device(): DraftStore & { readonly rows: Map<string, Draft> } {
  const rows = new Map<string, Draft>();
  return {
    rows,
    get: async (key) => rows.get(key),
    put: async (draft) => void rows.set(draft.key, draft),
    delete: async (key) => void rows.delete(key),
  };
}

const open = async (store: DraftStore, remote: RemoteDrafts): Promise<DraftSync> => {
  const sync = new DraftSync('t', 'task/1/t', store, remote, () => 500);
  const loaded = sync.load(true);
  await jest.advanceTimersByTimeAsync(0);
  await loaded;
  return sync;
};

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the draft of a task', () => {
  it('what is typed is on the device after 0.3 s and at the server after 2 s', async () => {
    const [store, remote] = [device(), server()];
    const sync = await open(store, remote);
    sync.change(draftOf('收到'));
    await jest.advanceTimersByTimeAsync(300);
    expect([store.rows.size, remote.puts]).toEqual([1, 0]);
    await jest.advanceTimersByTimeAsync(1_700);

    expect(remote.kept?.draft).toEqual(draftOf('收到'));
    expect(sync.get()).toMatchObject({ isAtServer: true, savedAt: 1_001 });
  });

  it('a form that was only opened leaves no draft', async () => {
    const [store, remote] = [device(), server()];
    const sync = await open(store, remote);
    sync.change({ outcome: 'extension', values: {} });
    await jest.advanceTimersByTimeAsync(5_000);

    expect([store.rows.size, remote.puts]).toEqual([0, 0]);
  });

  it('a draft that another device has saved is restored', async () => {
    const remote = server();
    await remote.put('t', draftOf('在手机上写的'), undefined);
    const sync = await open(device(), remote);

    expect(sync.get()).toMatchObject({ begin: draftOf('在手机上写的'), restoredAt: 1_001, other: undefined });
  });

  it('what the server has not got is restored from the device and saved', async () => {
    const [store, remote] = [device(), server()];
    remote.failure = new NetworkError(new Error('no network'));
    const before = await open(store, remote);
    before.change(draftOf('断网时写的'));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(before.get().isAtServer).toBe(false);
    before.leave();

    remote.failure = undefined;
    const after = await open(store, remote);
    expect(after.get().begin).toEqual(draftOf('断网时写的'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(remote.kept?.draft).toEqual(draftOf('断网时写的'));
  });

  it('a save that failed is tried again', async () => {
    const remote = server();
    const sync = await open(device(), remote);
    remote.failure = problem('UNAUTHENTICATED', 401);
    sync.change(draftOf('收到'));
    await jest.advanceTimersByTimeAsync(2_000);
    remote.failure = undefined;
    await jest.advanceTimersByTimeAsync(10_000);

    expect(remote.kept?.draft).toEqual(draftOf('收到'));
  });

  it('a draft of another tab is offered and not overwritten', async () => {
    const remote = server();
    const sync = await open(device(), remote);
    await remote.put('t', draftOf('另一个窗口'), undefined);
    sync.change(draftOf('这一个窗口'));
    await jest.advanceTimersByTimeAsync(30_000);

    expect(remote.kept?.draft).toEqual(draftOf('另一个窗口'));
    expect(sync.get().other?.draft).toEqual(draftOf('另一个窗口'));
  });

  it('the other draft that is taken begins the form anew', async () => {
    const remote = server();
    const sync = await open(device(), remote);
    await remote.put('t', draftOf('另一个窗口'), undefined);
    await sync.look();
    sync.takeOther();

    expect(sync.get()).toMatchObject({ begin: draftOf('另一个窗口'), other: undefined, isAtServer: true });
  });

  it('one’s own draft replaces the other when that is chosen', async () => {
    const remote = server();
    const sync = await open(device(), remote);
    await remote.put('t', draftOf('另一个窗口'), undefined);
    sync.change(draftOf('这一个窗口'));
    await jest.advanceTimersByTimeAsync(2_000);
    sync.keepMine();
    await jest.advanceTimersByTimeAsync(2_000);

    expect(remote.kept?.draft).toEqual(draftOf('这一个窗口'));
  });

  it('the same text saved by another tab is no conflict', async () => {
    const remote = server();
    const sync = await open(device(), remote);
    await remote.put(
      't',
      { outcome: 'submit', values: { content: { reply: '收到' }, decision: {} } },
      undefined,
    );
    sync.change(draftOf('收到'));
    await jest.advanceTimersByTimeAsync(2_000);

    expect(sync.get()).toMatchObject({ other: undefined, isAtServer: true });
  });

  it('a submitted form leaves nothing on the device', async () => {
    const [store, remote] = [device(), server()];
    const sync = await open(store, remote);
    sync.change(draftOf('收到'));
    await sync.sent();
    sync.leave();
    await jest.advanceTimersByTimeAsync(5_000);

    expect([store.rows.size, remote.puts]).toEqual([0, 0]);
  });

  it('a form does not wait for a server that does not answer', async () => {
    const remote: RemoteDrafts = { ...server(), get: () => new Promise(() => undefined) };
    const sync = new DraftSync('t', 'task/1/t', device(), remote);
    void sync.load(true);
    await jest.advanceTimersByTimeAsync(1_500);

    expect(sync.get().isLoaded).toBe(true);
  });

  it('a draft that is cleared is gone everywhere', async () => {
    const [store, remote] = [device(), server()];
    const sync = await open(store, remote);
    sync.change(draftOf('收到'));
    await jest.advanceTimersByTimeAsync(2_500);
    await sync.clear();

    expect([store.rows.size, remote.kept, sync.get().begin?.values]).toEqual([0, undefined, {}]);
  });
});
