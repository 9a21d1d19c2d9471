/** Each rule reports the fault planted for it, and nothing for a sound process. */
import { explore } from '../../../workflows/engine/analysis/explore.js';
import { deriveMap, soundnessIssues } from '../../../workflows/engine/analysis/map.js';
import {
  citizen,
  defineProcess,
  role,
  type Context,
  type Process,
} from '../../../workflows/engine/definition/process.js';
import type { StandardSchema } from '../../../workflows/engine/definition/definition.js';

type Nothing = Record<never, never>;
type Forms = {
  tasks: {
    examine: { grant: { decision: StandardSchema<{ days: number }> }; refuse: Nothing };
    appeal: { appeal: Nothing };
  };
};

const permit = defineProcess<Forms>()({
  key: 'permit',
  version: 1,
  title: '许可',
  stages: { examining: '审查', appealing: '申诉' },
  tasks: {
    examine: {
      title: '审查',
      stage: 'examining',
      by: role('examiner'),
      limit: 'examine',
      outcomes: { grant: '准予', refuse: '不予' },
    },
    appeal: {
      title: '申诉',
      stage: 'appealing',
      by: citizen,
      expires: 'appeal',
      outcomes: { appeal: '申诉' },
    },
  },
  choices: { length: { short: '短期', long: '长期' } },
  steps: { publish: { title: '公布' } },
  ends: { granted: '准予', refused: '不予' },
});
type P = Context<Forms, typeof permit.definition, Record<string, never>>;

/** The sound process; each test breaks one thing in it. */
const sound = async (p: P): Promise<'granted' | 'refused'> => {
  for (;;) {
    const examined = await p.task.examine({ to: 'A' });
    if (examined.outcome === 'grant') {
      p.choice.length(() => (examined.decision.days > 30 ? 'long' : 'short'));
      await p.step.publish();
      return 'granted';
    }
    if ((await p.task.appeal({ to: '' })).outcome === 'expired') return 'refused';
  }
};

const issuesOf = (behaviour: (p: P) => Promise<string>): Promise<string[]> =>
  soundnessIssues(permit.implement(behaviour as typeof sound));

it('a sound process has no soundness issue', async () => {
  expect(await issuesOf(sound)).toEqual([]);
});

it('an outcome that leads to two places is a hidden decision', async () => {
  const issues = await issuesOf(async (p) => {
    for (let refusals = 0; ; refusals += 1) {
      const examined = await p.task.examine({ to: 'A' });
      if (examined.outcome === 'grant') {
        p.choice.length('short');
        await p.step.publish();
        return 'granted';
      }
      if (refusals > 1) return 'refused';
      if ((await p.task.appeal({ to: '' })).outcome === 'expired') return 'refused';
    }
  });

  expect(issues).toContain("hidden decision: 'examine/refuse' is followed by appeal or end:refused");
});

it('an unreached task is a soundness issue', async () => {
  const issues = await issuesOf(async (p) => {
    const examined = await p.task.examine({ to: 'A' });
    if (examined.outcome === 'refuse') return 'refused';
    p.choice.length('short');
    await p.step.publish();
    return 'granted';
  });

  expect(issues).toEqual([
    "'appeal' is declared but never reached",
    "outcome 'appeal/appeal' leads nowhere",
    "outcome 'appeal/expired' leads nowhere",
  ]);
});

it('an unreached choice, step or end is a soundness issue', async () => {
  const issues = await issuesOf(async (p) => {
    for (;;) {
      const examined = await p.task.examine({ to: 'A' });
      if (examined.outcome === 'grant') return 'refused';
      if ((await p.task.appeal({ to: '' })).outcome === 'expired') return 'refused';
    }
  });

  expect(issues).toEqual([
    "'choice:length' is declared but never reached",
    "'step:publish' is declared but never reached",
    "'end:granted' is declared but never reached",
    "option 'choice:length/short' is never taken",
    "option 'choice:length/long' is never taken",
  ]);
});

it('an outcome that is always excluded is a soundness issue', async () => {
  const issues = await issuesOf(async (p) => {
    const examined = await p.task.examine({ to: 'A', without: ['refuse'] });
    if (examined.outcome === 'refuse') {
      await p.task.appeal({ to: '' });
      return 'refused';
    }
    p.choice.length('short');
    await p.step.publish();
    return 'granted';
  });

  expect(issues).toContain("outcome 'examine/refuse' leads nowhere");
});

it('an outcome that is ruled out without a reason is a soundness issue', async () => {
  const issues = await issuesOf(async (p) => {
    await p.task.examine({ to: 'A', without: ['refuse'] });
    return sound(p);
  });

  expect(issues).toContain("outcome 'examine/refuse' is ruled out without a reason");
});

it('a loop that no outcome leaves is a soundness issue', async () => {
  const issues = await issuesOf(async (p) => {
    const examined = await p.task.examine({ to: 'A' });
    if (examined.outcome === 'grant') {
      p.choice.length('short');
      await p.step.publish();
      return 'granted';
    }
    for (;;) await p.task.appeal({ to: '' });
  });

  expect(issues).toEqual(
    expect.arrayContaining([
      "'examine/refuse' never leads to an end",
      "'appeal/appeal' never leads to an end",
      "'appeal/expired' never leads to an end",
    ]),
  );
});

it('a loop without a limit is a soundness issue', async () => {
  const { limit: _, ...unlimited } = permit.definition.tasks.examine;
  const definition = { ...permit.definition, tasks: { ...permit.definition.tasks, examine: unlimited } };
  const behaviour = async (p: P): Promise<string> => {
    for (;;) if ((await p.task.examine({ to: 'A' })).outcome === 'grant') return 'granted';
  };

  const issues = await soundnessIssues({ definition, behaviour: behaviour as Process['behaviour'] });

  expect(issues).toContain('nothing limits the loop examine > examine');
});

it.each([
  [
    'steps',
    async (p: P) => {
      for (;;) await p.step.publish();
    },
    'step:publish',
  ],
  [
    'choices',
    async (p: P) => {
      for (;;) p.choice.length('short');
    },
    'choice:length',
  ],
] as const)('reports a loop of %s that never waits', async (_, behaviour, where) => {
  await expect(issuesOf(behaviour)).rejects.toThrow(`the behaviour loops at '${where}' without ever waiting`);
});

it('waiting for something that never happens is a soundness issue', async () => {
  const waiting = issuesOf(async (p) => {
    await p.task.examine({ to: 'A' });
    return new Promise<never>(() => undefined);
  });

  await expect(waiting).rejects.toThrow('the process waits for nothing after examine/grant');
});

it('an undeclared end is a soundness issue', async () => {
  const issues = await issuesOf(async (p) =>
    (await p.task.examine({ to: 'A' })).outcome === 'grant' ? 'forgotten' : sound(p),
  );

  expect(issues).toContain("'end:forgotten' is not declared");
});

it.each([
  ['comparing', (days: number) => days > 30],
  ['adding', (days: number) => `${days + 1}` === '31'],
  ['a field of a field', (days: number) => Number((days as unknown as { whole: number }).whole) > 1],
] as const)('names the field when a behaviour decides on data by %s', async (_, decides) => {
  const process = permit.implement(async (p: P) => {
    const examined = await p.task.examine({ to: 'A' });
    if (examined.outcome === 'refuse') return 'refused';
    return decides(examined.decision.days) ? 'granted' : 'refused';
  });

  await expect(soundnessIssues(process)).rejects.toThrow(
    /the behaviour decides on 'examine\.grant\.days[.a-z]*': declare an outcome or a choice for it/,
  );
});

it('a decision on the input is reported with its field', async () => {
  const process = permit.implement(async (p: P, input: { size: number }) => {
    if (input.size > 3) await p.task.appeal({ to: '' });
    return 'granted';
  });

  await expect(soundnessIssues(process)).rejects.toThrow("the behaviour decides on 'input.size'");
});

it('a choice may read data in a function', async () => {
  const looked: number[] = [];
  const process = permit.implement(async (p: P, input: { days: number }) => {
    p.choice.length(() => {
      looked.push(input.days);
      return input.days > 30 ? 'long' : 'short';
    });
    return 'granted';
  });

  const { paths } = await explore(process);

  expect(paths).toEqual([['choice:length/short'], ['choice:length/long']]);
  expect(looked).toEqual([]);
});

it('a decision on truthiness shows only when explored with real data', async () => {
  const process = permit.implement(async (p: P) => {
    const examined = await p.task.examine({ to: 'A' });
    if (examined.outcome === 'grant' && examined.decision.days) return 'granted';
    return 'refused';
  });

  const blind = await explore(process);
  const seeing = await explore(process, { sample: () => ({ days: 0 }) });

  expect(seeing.edges).not.toEqual(blind.edges);
});

it('a nondeterministic behaviour is a soundness issue', async () => {
  let runs = 0;
  const process = permit.implement(async (p: P) => {
    runs += 1;
    if (runs % 2 === 0) await p.task.appeal({ to: '' });
    await p.task.examine({ to: 'A' });
    return 'granted';
  });

  await expect(soundnessIssues(process)).rejects.toThrow('the behaviour is not deterministic');
});

it('the derived map has a titled node for each step', async () => {
  const map = await deriveMap(permit.implement(sound));

  expect(map.nodes).toEqual([
    { id: 'start', kind: 'start', title: '开始' },
    { id: 'examine', kind: 'task', title: '审查', stage: 'examining' },
    { id: 'choice:length', kind: 'choice', title: '短期 / 长期' },
    { id: 'step:publish', kind: 'step', title: '公布' },
    { id: 'end:granted', kind: 'end', title: '准予' },
    { id: 'appeal', kind: 'task', title: '申诉', stage: 'appealing' },
    { id: 'end:refused', kind: 'end', title: '不予' },
  ]);
  expect(map.edges).toContainEqual({ from: 'examine', via: 'refuse', to: 'appeal' });
  expect(map.edges).toContainEqual({ from: 'appeal', via: 'expired', to: 'end:refused' });
});
