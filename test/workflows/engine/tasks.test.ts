import { begin, clerk, operator, refusal, signer, logOf } from './office.js';

const draftThenCheck = () =>
  begin(async (p) => {
    for (;;) {
      await p.task.draft({ to: 'A' });
      if ((await p.task.check({ to: 'A' })).outcome === 'pass') return 'done';
    }
  });

it('a task emits stage, clock and task events from opening to closing', async () => {
  const process = await draftThenCheck();

  await process.complete('draft', 'done', { pages: 3 });
  await process.complete('check', 'pass');

  expect(logOf(process)).toEqual([
    'started',
    'stage drafting',
    'clock 1 started draft',
    'open draft A',
    'close draft completed done',
    'clock 1 stopped',
    'stage checking',
    'open check A',
    'close check completed pass',
    'end done',
  ]);
  expect(process.result).toBe('done');
});

it('events are numbered from one without gaps', async () => {
  const process = await draftThenCheck();

  await process.complete('draft', 'done');
  await process.complete('check', 'back');
  await process.complete('draft', 'again');
  await process.complete('check', 'pass');

  expect(process.events.map(({ seq }) => seq)).toEqual(process.events.map((_, index) => index + 1));
});

it('a stage is entered once for several tasks in it', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    await p.task.draft({ to: 'A' });
    p.stage('archived');
    p.stage('archived');
    return 'done';
  });

  await process.complete('draft', 'done');
  await process.complete('draft', 'done');

  expect(logOf(process, 'stage')).toEqual(['stage drafting', 'stage archived']);
});

it('the behaviour gets decision, performer, instant and number of a task', async () => {
  let seen: unknown;
  const process = await begin(
    async (p) => {
      seen = await p.task.draft({ to: 'A' });
      return 'done';
    },
    { startAt: 1000 },
  );
  await process.advance(500);

  await process.send({ kind: 'complete', task: 1, outcome: 'done', decision: { pages: 2 }, by: clerk() });

  expect(seen).toEqual({
    outcome: 'done',
    decision: { pages: 2 },
    by: { account: 'li', unit: 'A' },
    at: 1500,
    task: 1,
  });
});

it('task.closed names the command, and not the roles of the performer', async () => {
  const process = await draftThenCheck();

  await process.send({ kind: 'complete', task: 1, outcome: 'done', decision: {}, by: clerk() });

  expect(process.events.find(({ type }) => type === 'task.closed')).toEqual({
    seq: 5,
    at: 0,
    type: 'task.closed',
    task: 1,
    how: 'completed',
    outcome: 'done',
    by: { account: 'li', unit: 'A' },
    command: 'command-1',
  });
});

it('task.opened names the excluded outcomes', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A', without: ['again'], key: 'first' });
    return 'done';
  });

  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'task.opened', key: 'first', without: ['again'] }),
  );
});

it('reassigning moves a task and its clock to the other unit', async () => {
  const process = await draftThenCheck();

  await process.send({ kind: 'reassign', task: 1, unit: 'B', by: operator });
  const byFormer = await refusal(() => process.complete('draft', 'done', {}, { unit: 'A' }));
  await process.complete('draft', 'done', {}, { unit: 'B' });

  expect(byFormer).toBe('UNIT_NOT_ALLOWED');
  expect(logOf(process, 'reassign', 'clock', 'close')).toEqual([
    'clock 1 started draft',
    'reassign draft B',
    'clock 1 moved',
    'close draft completed done',
    'clock 1 stopped',
  ]);
});

describe('four eyes', () => {
  it('four eyes reject the account that completed the checked task', async () => {
    const process = await draftThenCheck();
    await process.complete('draft', 'done', {}, { account: 'li' });

    const byDrafter = await refusal(() => process.complete('check', 'pass', {}, { account: 'li' }));
    const byAnother = await refusal(() => process.complete('check', 'pass', {}, { account: 'wang' }));

    expect([byDrafter, byAnother]).toEqual(['FOUR_EYES', 'accepted']);
  });

  it('four eyes compare with the latest performer only', async () => {
    const process = await draftThenCheck();
    await process.complete('draft', 'done', {}, { account: 'li' });
    await process.complete('check', 'back', {}, { account: 'wang' });
    await process.complete('draft', 'done', {}, { account: 'wang' });

    const byLatest = await refusal(() => process.complete('check', 'pass', {}, { account: 'wang' }));
    const byEarlier = await refusal(() => process.complete('check', 'pass', {}, { account: 'li' }));

    expect([byLatest, byEarlier]).toEqual(['FOUR_EYES', 'accepted']);
  });
});

describe('a rejection leaves no event', () => {
  const complete = { kind: 'complete', task: 1, outcome: 'done', decision: {} } as const;
  const byCitizen = { account: 'citizen', unit: '', roles: [] };

  it.each([
    ['a task that is not open', { ...complete, task: 7, by: clerk() }, 'TASK_NOT_OPEN'],
    ['a member of another unit', { ...complete, by: clerk('li', 'B') }, 'UNIT_NOT_ALLOWED'],
    ['somebody without the role', { ...complete, by: signer() }, 'ROLE_NOT_ALLOWED'],
    ['a citizen who completes a task of a unit', { ...complete, by: byCitizen }, 'UNIT_NOT_ALLOWED'],
    ['an outcome that is not declared', { ...complete, outcome: 'pass', by: clerk() }, 'OUTCOME_NOT_ALLOWED'],
    [
      'an outcome named like a property of every object',
      { ...complete, outcome: 'constructor', by: clerk() },
      'OUTCOME_NOT_ALLOWED',
    ],
    ['the outcome of a timeout', { ...complete, outcome: 'expired', by: clerk() }, 'OUTCOME_NOT_ALLOWED'],
    [
      'an outcome excluded by `without`',
      { ...complete, outcome: 'again', by: clerk() },
      'OUTCOME_NOT_ALLOWED',
    ],
    ['resuming a process that is not suspended', { kind: 'resume', by: operator }, 'PROCESS_NOT_SUSPENDED'],
    [
      'reassigning a task that is not open',
      { kind: 'reassign', task: 7, unit: 'B', by: operator },
      'TASK_NOT_OPEN',
    ],
  ] as const)('%s is rejected without an event', async (_, command, code) => {
    const process = await begin(async (p) => {
      await p.task.draft({ to: 'A', without: ['again'] });
      return 'done';
    });
    const before = process.events.length;

    const refused = await refusal(() => process.send(command));
    await process.settle();

    expect(refused).toBe(code);
    expect(process.events).toHaveLength(before);
    expect(process.openTasks()).toHaveLength(1);
  });

  it('an official who completes the citizen’s task is rejected', async () => {
    const process = await begin(async (p) => {
      await p.task.ask({ to: '' });
      return 'done';
    });

    const refused = await refusal(() =>
      process.send({ kind: 'complete', task: 1, outcome: 'answer', decision: {}, by: clerk() }),
    );

    expect(refused).toBe('ROLE_NOT_ALLOWED');
    expect(logOf(process, 'close')).toEqual([]);
  });

  it('a second completion of a task is rejected without an event', async () => {
    const process = await draftThenCheck();
    await process.send({ kind: 'complete', task: 1, outcome: 'done', decision: {}, by: clerk() });

    const refused = await refusal(() =>
      process.send({ kind: 'complete', task: 1, outcome: 'done', decision: {}, by: clerk() }),
    );

    expect(refused).toBe('TASK_NOT_OPEN');
    expect(logOf(process, 'close draft')).toHaveLength(1);
  });
});

it('a run fails with the error that its behaviour throws', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    throw new Error('a defect in the behaviour');
  });

  const completing = process.complete('draft', 'done');

  await expect(completing).rejects.toThrow('a defect in the behaviour');
  expect(logOf(process, 'end')).toEqual([]);
});

it('a choice given as a function is evaluated', async () => {
  const sizes: string[] = [];
  const process = await begin(async (p) => {
    const drafted = await p.task.draft({ to: 'A' });
    if (drafted.outcome === 'done')
      sizes.push(p.choice.size(() => (drafted.decision.pages > 9 ? 'large' : 'small')));
    return 'done';
  });

  await process.complete('draft', 'done', { pages: 10 });

  expect(sizes).toEqual(['large']);
});

it('the end of a step or child emits an event', async () => {
  const results: string[] = [];
  const process = await begin(
    async (p) => {
      await p.step.print({ copies: 2 });
      results.push(await p.child.hearing({ room: 3 }));
      return 'done';
    },
    { childResult: (name) => `${name} held` },
  );

  expect(results).toEqual(['hearing held']);
  expect(process.steps).toEqual([{ name: 'print', argument: { copies: 2 } }]);
  expect(logOf(process)).toEqual([
    'started',
    'step print',
    'child hearing started',
    'child hearing ended',
    'end done',
  ]);
});
