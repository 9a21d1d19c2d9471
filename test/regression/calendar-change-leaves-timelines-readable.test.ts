import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CommandStore } from '../../domain/cases/commands/command-store.js';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { createRecalculation } from '../../domain/cases/recalculation/recalculation.js';
import { dayOf, formatDay } from '../../domain/time/civil-time.js';
import { TimeLimitService } from '../../domain/cases/time-limits/time-limit-service.js';
import { processes } from '../../workflows/registry.js';
import { DATA_SOURCE } from '../../apps/gateway/platform/tokens.js';
import { openStream, type OpenStream } from '../support/event-stream.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, sendLetter, type SentLetter } from '../support/letters.js';
import { changeRule } from '../support/rules.js';

const gateway = await startTestGateway();
const { app, request, signIn } = gateway;
const streams: OpenStream[] = [];
afterAll(() => streams.forEach((stream) => stream.close()));

/** Makes the next three weeks a holiday, as an administrator does, and does what the worker does then. */
async function closeOffices(): Promise<void> {
  const today = dayOf(Date.now());
  const days = Array.from({ length: 21 }, (_, n) => formatDay(today + n));
  for (const year of new Set(days.map((day) => Number(day.slice(0, 4))))) {
    const ofYear = days.filter((day) => day.startsWith(String(year)));
    await changeRule(request, {
      ...{ method: 'PUT', path: '/calendar/days', as: 'admin.system' },
      body: {
        ...{ region: '5226', year, source: '州政府临时放假通知' },
        days: ofYear.map((date) => ({ date, kind: 'holiday', note: '临时放假' })),
      },
    });
  }
  const dataSource = app.get<DataSource>(DATA_SOURCE);
  const recalculate = createRecalculation({
    dataSource,
    timeLimits: app.get(TimeLimitService),
    commands: new CommandStore(dataSource),
    processes,
    wakeSlaMonitor: () => undefined,
    settleMs: 0,
  });
  while (await recalculate({ now: Date.now() + 60_000 }));
  await app.get(ProcessCommands).resumeAccepted({ olderThanMs: 0 });
}

describe('after a calendar change that moved the limit of a letter', () => {
  let url: string;
  let moved: SentLetter;
  let other: SentLetter;
  const follow = async ({ process }: SentLetter): Promise<OpenStream> => {
    const stream = await openStream(`${url}/api/v1/processes/${process}/events`, {
      authorization: `Bearer ${await signIn('supervisor')}`,
    });
    streams.push(stream);
    return stream;
  };
  const timeline = ({ process }: SentLetter) =>
    request('GET', `/processes/${process}/timeline?limit=200`, { as: 'supervisor' });

  beforeAll(async () => {
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    moved = await sendLetter(gateway);
    other = await sendLetter(gateway);
    const decision = { class: 'CONSULT', lead: '522601', coUnits: [] };
    await complete(gateway, moved.process, {
      ...{ name: 'register', as: 'mailbox.clerk', outcome: 'dispatch' },
      decision,
    });
    await closeOffices();
  });

  it('the timeline of a letter shows the new date of a moved limit', async () => {
    const { status, body } = await timeline(moved);

    expect(status).toBe(200);
    const entry = body.items.find(({ type }: { type: string }) => type === 'limit.moved');
    expect(entry.data).toMatchObject({ to: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) });
    expect(Date.parse(entry.data.to)).toBeGreaterThan(Date.now() + 21 * 86_400_000);
    expect(entry.text).toMatch(/^签收：期限调整至\d{4}-\d{2}-\d{2}$/);
  });

  it('a timeline stream delivers a moved limit', async () => {
    const stream = await follow(moved);

    await stream.until((await timeline(moved)).body.items.length);
    expect(stream.events.map(({ data }) => data.type)).toContain('limit.moved');
  });

  it('a moved limit does not end streams on other letters', async () => {
    const stream = await follow(other);
    const before = (await timeline(other)).body.items.length as number;
    expect(await stream.until(before)).toHaveLength(before);

    await complete(gateway, other.process, { name: 'register', as: 'mailbox.clerk', outcome: 'accept' });

    const after = (await timeline(other)).body.items.length as number;
    expect(after).toBeGreaterThan(before);
    expect(await stream.until(after)).toHaveLength(after);
  });
});
