import { begin, clerk, operator, refusal, signer, told } from './office.js';

const draftThenCheck = () =>
  begin(async (p) => {
    for (;;) {
      await p.task.draft({ to: 'A' });
      if ((await p.task.check({ to: 'A' })).outcome === 'pass') return 'done';
    }
  });

it('tells a task from its opening to its closing, with the stage and the clock around it', async () => {
  const process = await draftThenCheck();

  await process.complete('draft', 'done', { pages: 3 });
  await process.complete('check', 'pass');

  expect(told(process)).toEqual([
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

it('numbers events from one without gaps', async () => {
  const process = await draftThenCheck();

  await process.complete('draft', 'done');
  await process.complete('check', 'back');
  await process.complete('draft', 'again');
  await process.complete('check', 'pass');

  expect(process.events.map(({ seq }) => seq)).toEqual(process.events.map((_, index) => index + 1));
});

it('enters a stage once for several tasks in it', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    await p.task.draft({ to: 'A' });
    p.stage('archived');
    p.stage('archived');
    return 'done';
  });

  await process.complete('draft', 'done');
  await process.complete('draft', 'done');

  expect(told(process, 'stage')).toEqual(['stage drafting', 'stage archived']);
});

it('hands decision, performer, instant and number of the task to the behaviour', async () => {
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

it('stores under which command a task was completed, and never the roles of its performer', async () => {
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

it('says which outcomes are not open this time', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A', without: ['again'], key: 'first' });
    return 'done';
  });

  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'task.opened', key: 'first', without: ['again'] }),
  );
});

it('moves a reassigned task and its clock to the other unit, whose members then may do it', async () => {
  const process = await draftThenCheck();

  await process.send({ kind: 'reassign', task: 1, unit: 'B', by: operator });
  const byFormer = await refusal(() => process.complete('draft', 'done', {}, { unit: 'A' }));
  await process.complete('draft', 'done', {}, { unit: 'B' });

  expect(byFormer).toBe('UNIT_NOT_ALLOWED');
  expect(told(process, 'reassign', 'clock', 'close')).toEqual([
    'clock 1 started draft',
    'reassign draft B',
    'clock 1 moved',
    'close draft completed done',
    'clock 1 stopped',
  ]);
});

describe('four eyes', () => {
  it('refuses whoever completed the task that this one checks', async () => {
    const process = await draftThenCheck();
    await process.complete('draft', 'done', {}, { account: 'li' });

    const byDrafter = await refusal(() => process.complete('check', 'pass', {}, { account: 'li' }));
    const byAnother = await refusal(() => process.complete('check', 'pass', {}, { account: 'wang' }));

    expect([byDrafter, byAnother]).toEqual(['FOUR_EYES', 'accepted']);
  });

  it('looks at the latest performer only', async () => {
    const process = await draftThenCheck();
    await process.complete('draft', 'done', {}, { account: 'li' });
    await process.complete('check', 'back', {}, { account: 'wang' });
    await process.complete('draft', 'done', {}, { account: 'wang' });

    const byLatest = await refusal(() => process.complete('check', 'pass', {}, { account: 'wang' }));
    const byEarlier = await refusal(() => process.complete('check', 'pass', {}, { account: 'li' }));

    expect([byLatest, byEarlier]).toEqual(['FOUR_EYES', 'accepted']);
  });
});

describe('a refusal leaves no event', () => {
  const complete = { kind: 'complete', task: 1, outcome: 'done', decision: {} } as const;
  const byCitizen = { account: 'citizen', unit: '', roles: [] };

  it.each([
    ['a task that is not open', { ...complete, task: 7, by: clerk() }, 'TASK_NOT_OPEN'],
    ['a member of another unit', { ...complete, by: clerk('li', 'B') }, 'UNIT_NOT_ALLOWED'],
    ['somebody without the role', { ...complete, by: signer() }, 'ROLE_NOT_ALLOWED'],
    ['a citizen at a desk of the office', { ...complete, by: byCitizen }, 'UNIT_NOT_ALLOWED'],
    ['an outcome that is not declared', { ...complete, outcome: 'pass', by: clerk() }, 'OUTCOME_NOT_ALLOWED'],
    [
      'an outcome every object has',
      { ...complete, outcome: 'constructor', by: clerk() },
      'OUTCOME_NOT_ALLOWED',
    ],
    [
      'an outcome that only a timer takes',
      { ...complete, outcome: 'expired', by: clerk() },
      'OUTCOME_NOT_ALLOWED',
    ],
    ['an outcome left out this time', { ...complete, outcome: 'again', by: clerk() }, 'OUTCOME_NOT_ALLOWED'],
    ['resuming what runs', { kind: 'resume', by: operator }, 'PROCESS_NOT_SUSPENDED'],
    [
      'moving a task that is not open',
      { kind: 'reassign', task: 7, unit: 'B', by: operator },
      'TASK_NOT_OPEN',
    ],
  ] as const)('%s', async (_, command, code) => {
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

  it('an official at a task of the citizen', async () => {
    const process = await begin(async (p) => {
      await p.task.ask({ to: '' });
      return 'done';
    });

    const refused = await refusal(() =>
      process.send({ kind: 'complete', task: 1, outcome: 'answer', decision: {}, by: clerk() }),
    );

    expect(refused).toBe('ROLE_NOT_ALLOWED');
    expect(told(process, 'close')).toEqual([]);
  });

  it('completing a task for the second time', async () => {
    const process = await draftThenCheck();
    await process.send({ kind: 'complete', task: 1, outcome: 'done', decision: {}, by: clerk() });

    const refused = await refusal(() =>
      process.send({ kind: 'complete', task: 1, outcome: 'done', decision: {}, by: clerk() }),
    );

    expect(refused).toBe('TASK_NOT_OPEN');
    expect(told(process, 'close draft')).toHaveLength(1);
  });
});

it('fails with the error of a behaviour that throws', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    throw new Error('a defect in the behaviour');
  });

  const completing = process.complete('draft', 'done');

  await expect(completing).rejects.toThrow('a defect in the behaviour');
  expect(told(process, 'end')).toEqual([]);
});

it('takes a choice that is given as a function', async () => {
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

it('runs steps and children, and tells when they are through', async () => {
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
  expect(told(process)).toEqual([
    'started',
    'step print',
    'child hearing started',
    'child hearing ended',
    'end done',
  ]);
});
