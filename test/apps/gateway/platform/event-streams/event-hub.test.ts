import { jest } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventHub, type Follower } from '../../../../../apps/gateway/platform/event-streams/event-hub.js';
import { EventStream } from '../../../../../apps/gateway/platform/event-streams/event-stream.js';
import { StreamHealth } from '../../../../../apps/gateway/platform/event-streams/stream-health.js';

const hubs: EventHub<Follower>[] = [];
afterEach(() => hubs.splice(0).forEach((hub) => hub.close()));

function hubOf(poll: (followers: readonly Follower[]) => Promise<boolean | void>, pollMs = 5) {
  const health = new StreamHealth();
  const onIdle = jest.fn();
  const hub = new EventHub({ kind: 'test', pollMs, poll, onIdle }, health);
  hubs.push(hub);
  return { hub, health, onIdle };
}

function follower(): Follower & { readonly response: PassThrough } {
  const response = new PassThrough();
  return { response, stream: new EventStream(response as never, null) };
}

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await sleep(2);
};

it('followers of a hub share its polls', async () => {
  const polls: number[] = [];
  const { hub } = hubOf(async (followers) => void polls.push(followers.length));

  hub.follow(follower());
  hub.follow(follower());
  await until(() => polls.length > 2);

  expect(new Set(polls)).toEqual(new Set([2]));
});

it('a hub without followers stops polling', async () => {
  let polls = 0;
  const { hub, onIdle } = hubOf(async () => void (polls += 1));
  const { stream, response } = follower();
  hub.follow({ stream });

  response.destroy();
  await until(() => onIdle.mock.calls.length > 0);
  const before = polls;
  await sleep(20);

  expect([polls, onIdle.mock.calls.length]).toEqual([before, 1]);
});

it('a poll that finds more is followed by the next at once', async () => {
  const found = [true, true, false];
  const last = new Promise<void>((resolve) => {
    const { hub } = hubOf(async () => {
      const more = found.shift();
      if (found.length === 0) resolve();
      return more;
    }, 60_000);
    hub.follow(follower());
  });

  await expect(last).resolves.toBeUndefined();
});

it('a failed poll is reported and repeated', async () => {
  let polls = 0;
  const { hub, health } = hubOf(async () => {
    polls += 1;
    if (polls === 1) throw new Error('the database is unavailable');
  });
  const failed = jest.spyOn(health, 'failed').mockReturnValue();

  hub.follow(follower());
  await until(() => polls > 1);

  expect(failed).toHaveBeenCalledTimes(1);
});

it('a closed hub ends its streams, and later ones at once', () => {
  const { hub } = hubOf(async () => undefined);
  const [early, late] = [follower(), follower()];
  hub.follow(early);

  hub.close();
  hub.follow(late);

  expect([early.stream.isOver, late.stream.isOver]).toEqual([true, true]);
});
